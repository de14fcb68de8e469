import { createHash } from 'node:crypto';
import { type Experiment, GrowthBookClient } from '@growthbook/growthbook';

/** A test of variants against each other: who is in it, and in which arm, follows from the visitor's id alone. */
export interface ExperimentDefinition {
  /** The first is the control. Weights are shares of all who take part; together 1. */
  readonly arms: readonly { readonly key: string; readonly weight: number }[];
  /** Share of all visitors who take part, 0 to 1. Default 1. */
  readonly coverage?: number;
}

const growthBook = new GrowthBookClient();

/**
 * The arm of a visitor: deterministic by GrowthBook's hash (version 2), so the same at every request and replica. Null for
 * a visitor who does not take part: who has no id, or is outside the coverage. They see the control, uncounted.
 */
export function armOf(
  key: string,
  { arms, coverage = 1 }: ExperimentDefinition,
  visitorId: string | null,
): string | null {
  if (visitorId === null || arms.length < 2) return null;
  const experiment: Experiment<string> = {
    key,
    variations: arms.map((arm) => arm.key) as [string, string, ...string[]],
    weights: arms.map(({ weight }) => weight),
    coverage,
    hashVersion: 2,
  };
  const { inExperiment, value } = growthBook.runInlineExperiment(experiment, { attributes: { id: visitorId } });
  return inExperiment ? value : null;
}

/** What a client sends back when it has really shown an arm: opaque, and the same for everyone in it. */
export function exposureOf(site: string, experiment: string, arm: string): string {
  return createHash('sha256')
    .update(JSON.stringify([site, experiment, arm]))
    .digest('base64url')
    .slice(0, 22);
}
