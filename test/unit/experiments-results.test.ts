import { describe, expect, it } from 'vitest';
import { chiSquareTail, normalTails, quantileOf, studentTails } from '../../src/experience/distributions.ts';
import {
  compareAtAnyTime,
  compareMeans,
  compareRates,
  mismatchBelow,
  type Sample,
  sampleRatioMismatch,
} from '../../src/experience/results.ts';
import { runSameArms } from '../support/experiment-simulation.ts';

const rate = (visitors: number, sum: number): Sample => ({ visitors, sum, sumOfSquares: sum });
const sampleOf = (values: readonly number[]): Sample => ({
  visitors: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
});

describe('experiments: distributions', () => {
  // Tables: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.
  it.each([
    [3.841, 1, 0.05],
    [9.21, 2, 0.01],
    [18.307, 10, 0.05],
    [149.449, 100, 0.001],
  ])('say the chance of a chi-square of %d with %d degrees of freedom', (x, degrees, chance) => {
    expect(chiSquareTail(x, degrees)).toBeCloseTo(chance, 4);
  });

  it.each([
    [12.706, 1, 0.05],
    [2.228, 10, 0.05],
    [2.626, 100, 0.01],
    [1.984, 100, 0.05],
  ])('say the chance of Student’s t beyond %d with %d degrees of freedom', (t, degrees, chance) => {
    expect(studentTails(t, degrees)).toBeCloseTo(chance, 4);
  });

  it('say the chance of a normal beyond, and how far away a chance is', () => {
    expect(normalTails(1.959964)).toBeCloseTo(0.05, 6);
    expect(quantileOf(normalTails, 0.05)).toBeCloseTo(1.959964, 5);
    expect(normalTails(0)).toBe(1);
  });
});

describe('experiments: results', () => {
  it('compare rates by the pooled z-test', () => {
    // z = 0.05 / sqrt(0.125 * 0.875 * 0.002) = 3.3806, and its two tails.
    const { difference, low, high, pValue } = compareRates(rate(1000, 100), rate(1000, 150));
    expect(difference).toBeCloseTo(0.05, 12);
    expect(pValue).toBeCloseTo(0.000723, 5);
    // 1.95996 * sqrt(0.09 / 1000 + 0.1275 / 1000)
    expect([low, high].map((end) => end.toFixed(4))).toEqual(['0.0211', '0.0789']);
  });

  it('compare means by Welch’s test, with his degrees of freedom', () => {
    // Worked by hand: variances 9.662 and 3.95 of five each, so an error of 1.65, t = 1.7455 and 6.8 degrees of freedom.
    const control = sampleOf([17, 19, 20.1, 24, 24]);
    const arm = sampleOf([21, 22.5, 24, 25, 26]);
    const { difference, pValue, low, high } = compareMeans(control, arm);
    expect(difference).toBeCloseTo(2.88, 10);
    expect(pValue).toBeCloseTo(0.126, 2);
    expect((low + high) / 2).toBeCloseTo(2.88, 10);
    expect(low < 0 && high > 0).toBe(true);
  });

  it('say nothing of nobody, of one visitor, and of what never happens', () => {
    for (const compare of [compareRates, compareMeans, compareAtAnyTime])
      for (const sample of [rate(1, 1), rate(500, 0)])
        expect(compare(sample, sample)).toMatchObject({ low: -Infinity, high: Infinity });
  });

  it('are wider where one may look at any time, and find a difference that is there', () => {
    const [control, arm] = [rate(20_000, 2_000), rate(20_000, 2_400)];
    const once = compareRates(control, arm);
    const always = compareAtAnyTime(control, arm, 0.05, 40_000);
    expect(always.high - always.low).toBeGreaterThan(once.high - once.low);
    expect(always.low).toBeGreaterThan(0);
  });

  it('tell arms that are the same apart once in twenty, and seldomer when looked at any time', () => {
    const { rates, means, peeking, sequential } = runSameArms(1_000);
    // Three standard errors of a share of 0.05 in 1,000 runs are 0.0207.
    expect(Math.abs(rates - 0.05)).toBeLessThan(0.0207);
    expect(Math.abs(means - 0.05)).toBeLessThan(0.0207);
    expect(sequential).toBeLessThanOrEqual(0.05);
    // What the sequential intervals are for: looked at all the time, those for one look are wrong far more often.
    expect(peeking).toBeGreaterThan(0.1);
  });

  it('find visitors that are lost on the way', () => {
    expect(sampleRatioMismatch([5_000, 5_030], [0.5, 0.5])).toBeGreaterThan(mismatchBelow);
    expect(sampleRatioMismatch([5_000, 5_400], [0.5, 0.5])).toBeLessThan(mismatchBelow);
    expect(sampleRatioMismatch([8_000, 2_000], [0.8, 0.2])).toBe(1);
    expect(sampleRatioMismatch([10, 1], [1, 0])).toBe(0);
    expect(sampleRatioMismatch([0, 0], [0.5, 0.5])).toBe(1);
  });
});
