import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armInEpoch, firstEpoch, nextEpoch, type Outcome, valueOfArm } from '../../src/experience/bandit.ts';
import { sampleRatioMismatch } from '../../src/experience/results.ts';

const three = { arms: ['a', 'b', 'c'].map((key) => ({ key, weight: 1 / 3 })) };
const ids = Array.from({ length: 6_000 }, (_, nth) => `visitor-${nth}`);

describe('experiments: bandit', () => {
  it('begins with all arms alike, and leans towards what does better without leaving any', () => {
    const trials = [100, 150, 110].map((wanted) => ({ shown: 1_000, wanted }));
    const { number, weights } = nextEpoch(firstEpoch(3), trials);
    expect(number).toBe(1);
    expect(weights[1]).toBeGreaterThan(0.85);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0.05);
  });

  it('keeps weights that are shares, above the floor, alike for arms that did alike, the same at every replica', () => {
    const trial = fc
      .tuple(fc.nat(100_000), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([shown, share]) => ({ shown, wanted: Math.round(shown * share) }));
    fc.assert(
      fc.property(fc.array(trial, { minLength: 2, maxLength: 6 }), (trials) => {
        const { weights } = nextEpoch(firstEpoch(trials.length), trials);
        expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 9);
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0.05 - 1e-12);
        expect(nextEpoch(firstEpoch(trials.length), trials).weights).toEqual(weights);
      }),
    );
    const [one = 0, other = 0] = nextEpoch(firstEpoch(2), [
      { shown: 500, wanted: 40 },
      { shown: 500, wanted: 40 },
    ]).weights;
    expect(one).toBeCloseTo(other, 9);
  });

  it('splits an epoch by its weights, and says the chance that each visitor had', () => {
    const epoch = { number: 4, weights: [0.7, 0.2, 0.1] };
    const drawn = ids.map((id) => armInEpoch('hero', three, epoch, id));
    const counts = ['a', 'b', 'c'].map((key) => drawn.filter((one) => one?.arm === key).length);
    expect(sampleRatioMismatch(counts, epoch.weights)).toBeGreaterThan(0.001);
    expect(drawn.every((one) => one?.propensity === epoch.weights[['a', 'b', 'c'].indexOf(one?.arm ?? '')])).toBe(true);
    expect(ids.map((id) => armInEpoch('hero', three, epoch, id))).toEqual(drawn);
    expect(armInEpoch('hero', three, epoch, null)).toBeNull();
  });

  it('values an arm as if everybody had been shown it, whatever the weights were', () => {
    const rates: Readonly<Record<string, number>> = { a: 0.2, b: 0.5, c: 0.1 };
    const outcomes = [firstEpoch(3), { number: 1, weights: [0.1, 0.8, 0.1] }].flatMap((epoch) =>
      ids.flatMap((id, nth): Outcome[] => {
        const drawn = armInEpoch('hero', three, epoch, id);
        // Every so many visitors do what is wanted.
        return drawn ? [{ ...drawn, reward: (nth % 100) / 100 < (rates[drawn.arm] ?? 0) ? 1 : 0 }] : [];
      }),
    );
    for (const [arm, rate] of Object.entries(rates)) expect(valueOfArm(arm, outcomes)).toBeCloseTo(rate, 1);
  });

  it('refuses trials of another number of arms, and a floor that leaves no room', () => {
    expect(() => nextEpoch(firstEpoch(2), [{ shown: 1, wanted: 0 }])).toThrow('expected 2, one for each arm, found 1');
    const trials = [1, 2].map((wanted) => ({ shown: 5, wanted }));
    expect(() => nextEpoch(firstEpoch(2), trials, 0.6)).toThrow('expected 0 to 0.5, found 0.6');
  });
});
