import { type ConditionInterface, evalCondition } from '@growthbook/growthbook';

/** A group of visitors by rule. */
export interface SegmentDefinition {
  /** What the marketers call it. Told to its own members only, below `visitor`, and never in an answer that others get. */
  readonly title: string;
  /** The rule in words that visitors may read: `For customers who came back`. By language. */
  readonly because: Readonly<Record<string, string>>;
  /** The rule, in GrowthBook's condition dialect over a profile's traits: `{ "orders": { "$gte": 3 } }`. */
  readonly when: Readonly<Record<string, unknown>>;
}

/** Whether someone with these traits is in the segment. Who has no profile is in none. */
export function isInSegment({ when }: SegmentDefinition, traits: Readonly<Record<string, unknown>> | null): boolean {
  return traits !== null && evalCondition({ ...traits }, when as ConditionInterface);
}
