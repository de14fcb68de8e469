import type { Site } from '../config/site.ts';
import type { SectionContent, SlotRecord, SlotVariant, VariantCondition } from '../contract/records.ts';
import { remembered } from '../loaders/remembered.ts';
import { type DecisionFacts, isMember } from './segments.ts';

/** What a decision needs to know of its site. */
export type DecidingSite = Pick<Site, 'key' | 'brand' | 'country' | 'timeZone' | 'segments' | 'holdout'>;

/** A slot with the variant that won, and the rule that it won by. */
export interface DecidedSection<Content extends SectionContent = SectionContent> {
  readonly key: string;
  readonly variant: string;
  readonly when: VariantCondition;
  /** Whether the visitor was put there by an experiment, and so is to be counted. */
  readonly assigned: boolean;
  readonly content: Content;
}

/**
 * Chooses what fills a slot: of the variants whose condition holds, the one with the highest priority, the first of
 * equals. A pure function of the slot, the site and of what the facts answer; null when no variant may be shown.
 *
 * Variants are tried from the highest priority down and what everybody shares is asked before what is the visitor's own:
 * an answer varies by no more than it must.
 */
export function decide(slot: SlotRecord, facts: DecisionFacts, site: DecidingSite): DecidedSection | null {
  for (const variant of byPriority(slot)) {
    const decided = tryVariant(slot, variant, facts, site);
    if (decided) return decided;
  }
  return null;
}

const byPriority = remembered(({ variants }: SlotRecord): readonly SlotVariant[] =>
  variants.toSorted((a, b) => b.priority - a.priority),
);

function tryVariant(
  { key }: SlotRecord,
  { key: variant, when = {}, content }: SlotVariant,
  facts: DecisionFacts,
  site: DecidingSite,
): DecidedSection | null {
  if (!holdsNow(when, facts) || !holdsForVisitor(when, facts, site)) return null;
  const { experiment } = when;
  const assigned = experiment !== undefined && armOfVisitor(experiment.key, facts, site) !== null;
  return { key, variant, when, assigned, content };
}

function holdsNow({ from, until, channels }: VariantCondition, facts: DecisionFacts): boolean {
  if (from && !facts.passed(Date.parse(from))) return false;
  if (until && facts.passed(Date.parse(until))) return false;
  return !channels || channels.includes(facts.input('channel') as string);
}

function holdsForVisitor(when: VariantCondition, facts: DecisionFacts, site: DecidingSite): boolean {
  const { priceGroups, segments, experiment, cap } = when;
  // What a price group sees is agreed with it, and no attempt to please: it is not held out of that.
  if (priceGroups && !priceGroups.includes(facts.input('priceGroup') as string)) return false;
  if ((segments || cap) && isHeldOut(facts, site)) return false;
  if (segments && !segments.some((segment) => isMember(segment, site, facts))) return false;
  if (cap && facts.input(`cap.${cap}`) === true) return false;
  if (!experiment) return true;
  const arm = armOfVisitor(experiment.key, facts, site);
  // Who takes no part sees what the control sees.
  return arm === null ? experiment.control === true : arm === experiment.arm;
}

/** Null for who takes no part, those who are held out included. */
function armOfVisitor(experiment: string, facts: DecisionFacts, site: DecidingSite) {
  return isHeldOut(facts, site) ? null : facts.input(`arm.${experiment}`);
}

/** Asked on sites that hold somebody out only. */
function isHeldOut(facts: DecisionFacts, { holdout }: DecidingSite): boolean {
  return holdout > 0 && facts.input('holdout') === true;
}
