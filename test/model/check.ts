import fc from 'fast-check';
import { play } from './play.ts';
import { anyScenario } from './scenario.ts';

export interface Checked {
  /** The smallest scenario found that goes wrong, and how; null when all went right. */
  readonly failure: string | null;
  readonly afterCases: number;
  /** How many answers were hits, joined, misses: a model that never hits proves nothing. */
  readonly from: Readonly<Record<string, number>>;
}

/** Plays so many random scenarios; the seed decides all of them. */
export async function check(seed: number, cases: number): Promise<Checked> {
  const from: Record<string, number> = {};
  let played = 0;
  let firstFailure = 0;
  const result = await fc.check(
    fc.asyncProperty(anyScenario, async (scenario) => {
      played += 1;
      const outcome = await play(scenario);
      for (const [name, count] of Object.entries(outcome.from)) from[name] = (from[name] ?? 0) + count;
      if (outcome.wrong === null) return;
      firstFailure ||= played;
      throw new Error(outcome.wrong);
    }),
    { seed, numRuns: cases },
  );
  if (!result.failed) return { failure: null, afterCases: cases, from };
  const [scenario] = result.counterexample ?? [];
  const error = result.errorInstance instanceof Error ? result.errorInstance.stack : String(result.errorInstance);
  return { failure: `${error}\n${JSON.stringify(scenario)}`, afterCases: firstFailure, from };
}
