/**
 * Experiments that lean towards what does better, in epochs: the weights stand still for all of one, so that an arm follows
 * from the visitor's hash, answers stay cached, and the chance that a visitor had of an arm is known: that epoch's weight.
 */

import { gammaTail } from './distributions.ts';
import { armOf, type ExperimentDefinition } from './experiments.ts';

/** The weights of one epoch. */
export interface Epoch {
  /** From 0 upwards. */
  readonly number: number;
  /** By arm, in the order of the definition; together 1. */
  readonly weights: readonly number[];
}

/** What an arm did so far: how often it was shown, and how often that was followed by what is wanted. */
export interface Trials {
  readonly shown: number;
  readonly wanted: number;
}

/** Points at which the chance of being the best is summed; the sum is right to about four digits. */
const points = 2_000;

/** All arms alike. */
export function firstEpoch(arms: number): Epoch {
  return { number: 0, weights: Array.from({ length: arms }, () => 1 / arms) };
}

/**
 * The next epoch: each arm weighs what its chance is of being the best (Thompson's rule, Biometrika 25 (1933),
 * https://doi.org/10.1093/biomet/25.3-4.285), by a normal posterior of its rate, and never less than the floor, so that all
 * go on being learnt of. No randomness: every replica comes to the same.
 *
 * @param floor the least that an arm weighs; at most 1 over the number of arms.
 */
export function nextEpoch({ number, weights }: Epoch, trials: readonly Trials[], floor = 0.05): Epoch {
  if (trials.length !== weights.length)
    throw new RangeError(`trials: expected ${weights.length}, one for each arm, found ${trials.length}`);
  if (!(floor >= 0 && floor * weights.length <= 1))
    throw new RangeError(`floor: expected 0 to ${1 / weights.length}, found ${floor}`);
  // One that was wanted and one that was not before anything is known: the uniform prior.
  const posteriors = trials.map(({ shown, wanted }) => {
    const mean = (wanted + 1) / (shown + 2);
    return { mean, deviation: Math.sqrt((mean * (1 - mean)) / (shown + 3)) };
  });
  const best = chancesOfBest(posteriors);
  const free = 1 - floor * best.length;
  return { number: number + 1, weights: best.map((chance) => floor + free * chance) };
}

function chancesOfBest(posteriors: readonly { readonly mean: number; readonly deviation: number }[]): number[] {
  const low = Math.min(...posteriors.map(({ mean, deviation }) => mean - 6 * deviation));
  const high = Math.max(...posteriors.map(({ mean, deviation }) => mean + 6 * deviation));
  const chances = posteriors.map(() => 0);
  for (let point = 0; point < points; point += 1) {
    const x = low + ((point + 0.5) / points) * (high - low);
    const below = posteriors.map(({ mean, deviation }) => shareBelow((x - mean) / deviation));
    for (const [nth, { mean, deviation }] of posteriors.entries()) {
      const density = Math.exp(-(((x - mean) / deviation) ** 2) / 2) / deviation;
      chances[nth] =
        (chances[nth] as number) + below.reduce((all, one, other) => (other === nth ? all : all * one), density);
    }
  }
  const sum = chances.reduce((all, chance) => all + chance, 0);
  return chances.map((chance) => chance / sum);
}

function shareBelow(z: number): number {
  const tail = gammaTail(0.5, (z * z) / 2) / 2;
  return z < 0 ? tail : 1 - tail;
}

/** The arm of a visitor in an epoch, and the chance that they had of it; null for who takes no part. */
export function armInEpoch(
  key: string,
  definition: ExperimentDefinition,
  { number, weights }: Epoch,
  visitorId: string | null,
): { readonly arm: string; readonly propensity: number } | null {
  const arms = definition.arms.map((arm, nth) => ({ key: arm.key, weight: weights[nth] ?? 0 }));
  const arm = armOf(`${key} ${number}`, { ...definition, arms }, visitorId);
  if (arm === null) return null;
  return { arm, propensity: arms.find((one) => one.key === arm)?.weight ?? 0 };
}

/** Something shown, with what came of it. */
export interface Outcome {
  readonly arm: string;
  readonly propensity: number;
  readonly reward: number;
}

/**
 * What an arm would have brought on average had everybody been shown it, from what was shown by any weights: each outcome
 * counts as often as its propensity is small. D. G. Horvitz, D. J. Thompson, JASA 47 (1952),
 * https://doi.org/10.1080/01621459.1952.10483446
 */
export function valueOfArm(arm: string, outcomes: readonly Outcome[]): number {
  const sum = outcomes.reduce(
    (total, outcome) => (outcome.arm === arm ? total + outcome.reward / outcome.propensity : total),
    0,
  );
  return outcomes.length === 0 ? 0 : sum / outcomes.length;
}
