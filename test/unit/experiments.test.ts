import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armOf, type ExperimentDefinition, isHeldOut, keptAs } from '../../src/experience/experiments.ts';
import { sampleRatioMismatch } from '../../src/experience/results.ts';
import { fiveArms, splitVisitors } from '../support/experiment-simulation.ts';

const two: ExperimentDefinition = {
  arms: [
    { key: 'calm', weight: 0.5 },
    { key: 'bold', weight: 0.5 },
  ],
};
const ids = Array.from({ length: 4_000 }, (_, nth) => `visitor-${nth}`);

describe('experiments: arms', () => {
  it('split 200,000 visitors evenly, by chi-square', () => {
    const { counts, chance } = splitVisitors(fiveArms, 200_000);
    expect(counts.reduce((sum, count) => sum + count)).toBe(200_000);
    expect(chance).toBeGreaterThan(0.001);
  });

  it('leave out who is outside the coverage, and nobody from inside when it grows', () => {
    const at = (coverage: number) => new Map(ids.map((id) => [id, armOf('hero', { ...two, coverage }, id)]));
    const [few, more] = [at(0.2), at(0.6)];
    const inside = ids.filter((id) => few.get(id) !== null);
    // Binomial(4000, 0.2): five standard deviations are 127.
    expect(Math.abs(inside.length - 800)).toBeLessThan(127);
    expect(inside.every((id) => few.get(id) === more.get(id))).toBe(true);
  });

  it('of one layer share no visitor, and of different ones do', () => {
    const first = { ...two, layer: { key: 'checkout', from: 0, to: 0.5 } };
    const second = { ...two, layer: { key: 'checkout', from: 0.5, to: 1 } };
    const elsewhere = { ...two, layer: { key: 'landing', from: 0, to: 0.5 } };
    const both = (one: ExperimentDefinition, other: ExperimentDefinition) =>
      ids.filter((id) => armOf('one', one, id) !== null && armOf('other', other, id) !== null).length;
    expect(both(first, second)).toBe(0);
    expect(both(first, elsewhere)).toBeGreaterThan(800);
    expect(ids.every((id) => armOf('one', first, id) !== null || armOf('other', second, id) !== null)).toBe(true);
  });

  it('stay what was kept, also when weights, coverage and layer change, until the version does', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.constantFrom('calm', 'bold'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (id, arm, share) => {
          const changed: ExperimentDefinition = {
            arms: [
              { key: 'calm', weight: share },
              { key: 'bold', weight: 1 - share },
            ],
            coverage: share,
            layer: { key: 'checkout', from: 0, to: share },
          };
          const kept = { [keptAs('hero', changed)]: arm };
          expect(armOf('hero', changed, id, kept)).toBe(arm);
          expect(armOf('hero', { ...changed, version: 1 }, id, kept)).toBe(
            armOf('hero', { ...changed, version: 1 }, id),
          );
          expect(kept).toEqual({ hero__0: arm });
        },
      ),
    );
  });

  it('that were kept and are gone are decided anew', () => {
    expect(armOf('hero', two, 'visitor-1', { hero__0: 'loud' })).toBe(armOf('hero', two, 'visitor-1'));
  });

  it('are nobody’s without an id', () => {
    expect(armOf('hero', two, null)).toBeNull();
    expect(isHeldOut('nachtwit-nl', 1, null)).toBe(false);
  });

  it('hold out their share, and by another hash than that of any experiment', () => {
    const out = ids.filter((id) => isHeldOut('nachtwit-nl', 0.1, id));
    // Binomial(4000, 0.1): five standard deviations are 95.
    expect(Math.abs(out.length - 400)).toBeLessThan(95);
    const calm = out.filter((id) => armOf('hero', two, id) === 'calm').length;
    expect(sampleRatioMismatch([calm, out.length - calm], [0.5, 0.5])).toBeGreaterThan(0.001);
  });
});
