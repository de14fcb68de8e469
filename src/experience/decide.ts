import type { Channel } from '../context/channel.ts';
import type { SectionContent, SlotRecord, SlotVariant, VariantCondition } from '../contract/records.ts';
import type { Texts } from '../texts/texts.ts';

/** What a decision may depend on. */
export interface DecisionFacts {
  readonly channel: Channel;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A slot with the variant that won, and the rule that it won by. */
export interface DecidedSection<Content extends SectionContent = SectionContent> {
  readonly key: string;
  readonly variant: string;
  readonly when: VariantCondition;
  readonly content: Content;
}

/**
 * Chooses what fills a slot: of the variants whose condition holds, the one with the highest priority, the first of
 * equals. A pure function of its arguments; null when no variant may be shown.
 */
export function decide(slot: SlotRecord, facts: DecisionFacts): DecidedSection | null {
  let winner: SlotVariant | null = null;
  for (const variant of slot.variants) {
    if (holds(variant.when ?? {}, facts) && (!winner || variant.priority > winner.priority)) winner = variant;
  }
  return winner && { key: slot.key, variant: winner.key, when: winner.when ?? {}, content: winner.content };
}

function holds({ channels, from, until }: VariantCondition, { channel, now }: DecisionFacts): boolean {
  if (channels && !channels.includes(channel)) return false;
  if (from && now < Date.parse(from)) return false;
  return !(until && now >= Date.parse(until));
}

/** The rule of a variant in words, for the visitor; never anything about the visitor. */
export function because({ channels, from, until }: VariantCondition, texts: Texts, locale: string): string {
  const date = (instant: string) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(instant),
    );
  const rules = [
    ...(channels ? [texts.because.channels(channels)] : []),
    ...(from || until ? [texts.because.period(from ? date(from) : null, until ? date(until) : null)] : []),
  ];
  return rules.length ? rules.join('; ') : texts.because.always;
}
