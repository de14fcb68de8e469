/** What an experiment says: the difference of an arm from the control, with intervals, and whether its visitors were split as they should be. */
import { chiSquareTail, normalTails, quantileOf, studentTails } from './distributions.ts';

/** All that is needed of an arm: how many visitors, and the sum of what each did and of its square. For a rate each is 0 or 1. */
export interface Sample {
  readonly visitors: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

/** The difference of an arm's mean from the control's. */
export interface Difference {
  readonly difference: number;
  /** Both ends; infinite where the samples say nothing yet. */
  readonly low: number;
  readonly high: number;
  /** Chance of a difference at least this great without one; null where an interval alone is meant. */
  readonly pValue: number | null;
}

function momentsOf({ visitors, sum, sumOfSquares }: Sample): { mean: number; variance: number } {
  const mean = sum / visitors;
  // Rounding may leave a little less than nothing.
  return { mean, variance: Math.max(0, (sumOfSquares - visitors * mean * mean) / (visitors - 1)) };
}

const unknown = (difference: number): Difference => ({
  difference,
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  pValue: 1,
});

/** An interval of estimate and half its width; without any spread nothing is told apart from nothing. */
function around(difference: number, half: number, pValue: number | null): Difference {
  return { difference, low: difference - half, high: difference + half, pValue };
}

/**
 * Two rates, looked at once when the planned number of visitors is there: the z-test with a pooled variance, and Wald's
 * interval. For each visitor who did it `sum` counts one.
 *
 * @param alpha the chance of seeing a difference where there is none. Default 0.05.
 */
export function compareRates(control: Sample, arm: Sample, alpha = 0.05): Difference {
  const [one, other] = [control.sum / control.visitors, arm.sum / arm.visitors];
  const difference = other - one;
  if (control.visitors < 2 || arm.visitors < 2) return unknown(difference);
  const pooled = (control.sum + arm.sum) / (control.visitors + arm.visitors);
  const pooledError = Math.sqrt(pooled * (1 - pooled) * (1 / control.visitors + 1 / arm.visitors));
  if (pooledError === 0) return unknown(difference);
  const error = Math.sqrt((one * (1 - one)) / control.visitors + (other * (1 - other)) / arm.visitors);
  return around(difference, quantileOf(normalTails, alpha) * error, normalTails(difference / pooledError));
}

/**
 * Two means, looked at once when the planned number of visitors is there. Welch's t-test, whose variances need not be equal:
 * B. L. Welch, Biometrika 34 (1947), https://doi.org/10.1093/biomet/34.1-2.28
 *
 * @param alpha as for `compareRates`.
 */
export function compareMeans(control: Sample, arm: Sample, alpha = 0.05): Difference {
  const [one, other] = [momentsOf(control), momentsOf(arm)];
  const difference = other.mean - one.mean;
  if (control.visitors < 2 || arm.visitors < 2) return unknown(difference);
  const [a, b] = [one.variance / control.visitors, other.variance / arm.visitors];
  const error = Math.sqrt(a + b);
  if (error === 0) return unknown(difference);
  const degrees = (a + b) ** 2 / (a ** 2 / (control.visitors - 1) + b ** 2 / (arm.visitors - 1));
  const tails = (t: number) => studentTails(t, degrees);
  return around(difference, quantileOf(tails, alpha) * error, tails(difference / error));
}

/**
 * Two means or rates that may be looked at as often as one likes, and stopped at any look: an asymptotic confidence sequence
 * holds at all times at once. Theorem 2.2 of I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy, A. Ramdas, "Time-uniform
 * central limit theory and asymptotic confidence sequences", Annals of Statistics 52 (2024),
 * https://doi.org/10.1214/24-AOS2408, with the variance of the difference as if each visitor told of it.
 *
 * @param plannedVisitors of both together, at which it is to be narrowest (their equation 10). Default 10,000.
 */
export function compareAtAnyTime(control: Sample, arm: Sample, alpha = 0.05, plannedVisitors = 10_000): Difference {
  const [one, other] = [momentsOf(control), momentsOf(arm)];
  const difference = other.mean - one.mean;
  if (control.visitors < 2 || arm.visitors < 2) return { ...unknown(difference), pValue: null };
  const visitors = control.visitors + arm.visitors;
  const variance = visitors * (one.variance / control.visitors + other.variance / arm.visitors);
  if (variance === 0) return { ...unknown(difference), pValue: null };
  const rhoSquared = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / plannedVisitors;
  const t = visitors * rhoSquared;
  const half = Math.sqrt(((variance * 2 * (t + 1)) / (visitors * t)) * Math.log(Math.sqrt(t + 1) / alpha));
  return around(difference, half, null);
}

/**
 * Whether visitors came to the arms as its weights say: the chance of a split at least this uneven if all is well. Below
 * 0.001 something loses or repeats visitors, and the results mean nothing: A. Fabijan and others, KDD 2019,
 * https://doi.org/10.1145/3292500.3330722
 *
 * @param weights shares of the arms, in the order of the counts; together 1.
 * @returns 1 while nobody has come.
 */
export function sampleRatioMismatch(counts: readonly number[], weights: readonly number[]): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const expected = weights.map((weight) => weight * all);
  const arms = expected.filter((count) => count > 0).length;
  // Somebody where nobody may be.
  if (counts.some((count, nth) => count > 0 && !expected[nth])) return 0;
  if (all === 0 || arms < 2) return 1;
  const chiSquare = counts.reduce((sum, count, nth) => {
    const due = expected[nth] ?? 0;
    return due > 0 ? sum + (count - due) ** 2 / due : sum;
  }, 0);
  return chiSquareTail(chiSquare, arms - 1);
}

/** Below this chance a split is called a mismatch. */
export const mismatchBelow = 0.001;
