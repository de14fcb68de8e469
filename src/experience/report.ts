import type { ExperimentDefinition } from './experiments.ts';
import { mismatchBelow, sampleRatioMismatch } from './results.ts';
import type { Standings } from './standing.ts';

/** How visitors came to the arms of an experiment. Plain JSON. */
export interface ExperimentReport {
  readonly arms: readonly { readonly key: string; readonly weight: number; readonly visitors: number }[];
  readonly split: {
    /** The chance of a split at least this uneven if nothing is lost; 1 while nobody has come. */
    readonly chance: number;
    /** True: something loses or repeats visitors, and no result means anything. */
    readonly isMismatch: boolean;
  };
}

/** Reports on an experiment from those who were shown each arm, in this process. */
export function reportOn(
  { arms }: ExperimentDefinition,
  site: string,
  experiment: string,
  standings: Pick<Standings, 'counts'>,
): ExperimentReport {
  const counts = standings.counts(site, experiment);
  const counted = arms.map(({ key, weight }) => ({ key, weight, visitors: counts.get(key) ?? 0 }));
  const chance = sampleRatioMismatch(
    counted.map(({ visitors }) => visitors),
    counted.map(({ weight }) => weight),
  );
  return { arms: counted, split: { chance, isMismatch: chance < mismatchBelow } };
}
