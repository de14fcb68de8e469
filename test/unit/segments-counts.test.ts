import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSegmentCounts } from '../../src/experience/counts.ts';
import { isMemberByProfile, segmentsOf } from '../../src/experience/segments.ts';
import { testSite } from '../support/site.ts';

const rules: Record<string, Record<string, unknown>> = {
  loyal: { 'profile.orders': { $gte: 3 } },
  local: { 'profile.city': 'Utrecht' },
  both: { $and: [{ $savedGroup: { id: 'loyal' } }, { $savedGroup: { id: 'local' } }] },
  browsing: { 'behaviour.PRODUCT_VIEWED.7d': { $gte: 2 } },
  evening: { 'context.hour': { $gte: 18 }, 'profile.orders': { $gte: 1 } },
};
const site = testSite({
  segments: Object.fromEntries(Object.entries(rules).map(([key, when]) => [key, { title: key, because: {}, when }])),
});
const segments = [...segmentsOf(site).values()];
const profile = (visitorId: string, traits: Record<string, unknown>) => ({
  visitorId,
  version: 1,
  priceGroup: null,
  traits,
});

describe('segments: counts', () => {
  it('are those of a count from the beginning, after any changes', () => {
    const traits = fc.record(
      {
        orders: fc.integer({ min: 0, max: 4 }),
        city: fc.constantFrom('Utrecht', 'Gent'),
        behaviour: fc.record({ PRODUCT_VIEWED: fc.record({ '7d': fc.integer({ min: 0, max: 3 }) }) }),
      },
      { requiredKeys: [] },
    );
    const change = fc.tuple(
      fc.constantFrom('v1', 'v2', 'v3'),
      fc.option(traits as fc.Arbitrary<Record<string, unknown>>, { freq: 5 }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const counts = createSegmentCounts(segments);
        const now = new Map<string, Record<string, unknown>>();
        for (const [visitorId, next] of changes) {
          const before: Record<string, unknown> | undefined = now.get(visitorId);
          if (next === null) now.delete(visitorId);
          else now.set(visitorId, next);
          const names = new Set([...Object.keys(before ?? {}), ...Object.keys(next ?? {})]);
          const changed = [...names].filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(next?.[name]));
          counts.saw(visitorId, next && profile(visitorId, next), changed);
        }
        for (const segment of segments) {
          const answers = [...now].map(([visitorId, one]) => isMemberByProfile(segment, profile(visitorId, one)));
          expect(counts.read().get(segment.key)).toEqual({
            members: answers.filter((answer) => answer === true).length,
            sometimes: answers.filter((answer) => answer === null).length,
          });
        }
      }),
    );
  });

  it('evaluate again what a change touches, and nothing else', () => {
    const counts = createSegmentCounts(segments);
    counts.saw('v', profile('v', { orders: 1, city: 'Gent' }));
    expect(counts.evaluations()).toBe(5);
    counts.saw('v', profile('v', { orders: 1, city: 'Utrecht' }), ['city']);
    expect(counts.evaluations()).toBe(7);
    counts.saw('v', profile('v', { orders: 1, city: 'Utrecht', shoeSize: 43 }), ['shoeSize']);
    expect(counts.evaluations()).toBe(7);
    expect(Object.fromEntries(counts.read())).toEqual({
      loyal: { members: 0, sometimes: 0 },
      local: { members: 1, sometimes: 0 },
      both: { members: 0, sometimes: 0 },
      browsing: { members: 0, sometimes: 0 },
      evening: { members: 0, sometimes: 1 },
    });
  });
});
