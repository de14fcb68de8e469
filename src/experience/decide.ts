import type { SectionContent, SlotRecord, VariantCondition } from '../contract/records.ts';

/** What a decision asks of its request. Every question is noted, so only those that matter are asked. */
export interface DecisionFacts {
  /** `channel`, `priceGroup`, `segment.KEY` (true or false), `arm.KEY` (the arm, or null for who takes no part). */
  input(name: string): string | number | boolean | null;
  /** Whether this moment (milliseconds since the epoch) has come. */
  passed(at: number): boolean;
}

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
 * equals. A pure function of the slot and of what the facts answer; null when no variant may be shown.
 *
 * Variants are tried from the highest priority down and what everybody shares is asked before what is the visitor's own:
 * an answer varies by no more than it must.
 */
export function decide({ key, variants }: SlotRecord, facts: DecisionFacts): DecidedSection | null {
  const ordered = variants.toSorted((a, b) => b.priority - a.priority);
  for (const { key: variant, when = {}, content } of ordered) {
    if (!holdsNow(when, facts) || !holdsForVisitor(when, facts)) continue;
    const { experiment } = when;
    return {
      key,
      variant,
      when,
      assigned: experiment ? facts.input(`arm.${experiment.key}`) !== null : false,
      content,
    };
  }
  return null;
}

function holdsNow({ from, until, channels }: VariantCondition, facts: DecisionFacts): boolean {
  if (from && !facts.passed(Date.parse(from))) return false;
  if (until && facts.passed(Date.parse(until))) return false;
  return !channels || channels.includes(facts.input('channel') as string);
}

function holdsForVisitor({ priceGroups, segments, experiment }: VariantCondition, facts: DecisionFacts): boolean {
  if (priceGroups && !priceGroups.includes(facts.input('priceGroup') as string)) return false;
  if (segments && !segments.some((segment) => facts.input(`segment.${segment}`) === true)) return false;
  if (!experiment) return true;
  const arm = facts.input(`arm.${experiment.key}`);
  // Who takes no part sees what the control sees.
  return arm === null ? experiment.control === true : arm === experiment.arm;
}
