/**
 * Experiments between arms that do not differ, and splits of many visitors: what must come out is known. `node
 * test/support/experiment-simulation.ts` runs the long ones.
 */
import { chiSquareTail } from '../../src/experience/distributions.ts';
import { armOf, type ExperimentDefinition } from '../../src/experience/experiments.ts';
import { compareAtAnyTime, compareMeans, compareRates, type Sample } from '../../src/experience/results.ts';

/** Marsaglia's xorshift32: https://doi.org/10.18637/jss.v008.i14. The seed decides all; from 0, exclusive, to 1. */
function createRandom(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  for (let warming = 0; warming < 20; warming += 1) next();
  return next;
}

/** Box and Muller's normal. */
const normalFrom = (random: () => number) => () =>
  Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());

export interface FalseAlarms {
  /** Shares of runs in which arms that are the same were told apart. */
  readonly rates: number;
  readonly means: number;
  /** The same, looked at after every so many visitors, by intervals that are for one look. */
  readonly peeking: number;
  /** And by intervals that hold at any time. */
  readonly sequential: number;
}

/** Runs A/A tests of so many visitors per arm; those that are looked at all the time, every 50 visitors from the hundredth on. */
export function runSameArms(runs: number, visitors = 1_000, seed = 1): FalseAlarms {
  const random = createRandom(seed);
  const normal = normalFrom(random);
  const found = { rates: 0, means: 0, peeking: 0, sequential: 0 };
  const differs = ({ low, high }: { low: number; high: number }) => low > 0 || high < 0;
  for (let run = 0; run < runs; run += 1) {
    const rates = [draw(), draw()] as const;
    const means = [draw(), draw()] as const;
    let peeked = false;
    let alarmed = false;
    for (let visitor = 1; visitor <= visitors; visitor += 1) {
      for (const sample of rates) add(sample, random() < 0.3 ? 1 : 0);
      for (const sample of means) add(sample, normal());
      if (visitor < 100 || visitor % 50 > 0) continue;
      peeked ||= differs(compareMeans(...means));
      alarmed ||= differs(compareAtAnyTime(...means, 0.05, 2 * visitors));
    }
    if ((compareRates(...rates).pValue ?? 1) < 0.05) found.rates += 1;
    if (differs(compareMeans(...means))) found.means += 1;
    if (peeked) found.peeking += 1;
    if (alarmed) found.sequential += 1;
  }
  const share = (count: number) => count / runs;
  return {
    rates: share(found.rates),
    means: share(found.means),
    peeking: share(found.peeking),
    sequential: share(found.sequential),
  };
}

type Growing = { -readonly [Key in keyof Sample]: Sample[Key] };
const draw = (): Growing => ({ visitors: 0, sum: 0, sumOfSquares: 0 });

function add(sample: Growing, value: number): void {
  sample.visitors += 1;
  sample.sum += value;
  sample.sumOfSquares += value * value;
}

/** How many of so many visitors come to each arm, and the chance of a split at least that uneven. */
export function splitVisitors(
  definition: ExperimentDefinition,
  visitors: number,
): { counts: number[]; chance: number } {
  const counts = new Map(definition.arms.map(({ key }) => [key, 0]));
  for (let nth = 0; nth < visitors; nth += 1) {
    const arm = armOf('uniform', definition, `visitor-${nth}`);
    if (arm !== null) counts.set(arm, (counts.get(arm) ?? 0) + 1);
  }
  const chiSquare = definition.arms.reduce((sum, { key, weight }) => {
    const due = weight * visitors;
    return sum + ((counts.get(key) ?? 0) - due) ** 2 / due;
  }, 0);
  return { counts: [...counts.values()], chance: chiSquareTail(chiSquare, definition.arms.length - 1) };
}

/** Five arms alike. */
export const fiveArms: ExperimentDefinition = {
  arms: ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key, weight: 0.2 })),
};

if (import.meta.main) {
  console.log('10,000 experiments between arms that are the same:', runSameArms(10_000));
  console.log('10,000,000 visitors over five arms:', splitVisitors(fiveArms, 10_000_000));
}
