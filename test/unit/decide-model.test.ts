import { type ConditionInterface, evalCondition } from '@growthbook/growthbook';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../src/cache/recorder.ts';
import { createSnapshot } from '../../src/cache/snapshot.ts';
import { createTries } from '../../src/cache/trie.ts';
import { findInput, type RequestFacts } from '../../src/context/inputs.ts';
import type { SlotRecord, VariantCondition } from '../../src/contract/records.ts';
import { decide } from '../../src/experience/decide.ts';
import { armOf, isHeldOut, type KeptArms } from '../../src/experience/experiments.ts';
import { testSite } from '../support/site.ts';

const start = Date.parse('2026-11-20T12:00:00Z');
const hourMs = 3_600_000;
const because = {};
const site = testSite({
  holdout: 0.3,
  caps: { often: { times: 1, hours: 24 } },
  segments: {
    loyal: { title: 'Loyal', because, when: { 'profile.orders': { $gte: 2 } } },
    evening: { title: 'Evening', because, when: { 'context.hour': { $gte: 18 } } },
    late: {
      title: 'Late and loyal, or in the app',
      because,
      when: {
        $or: [
          { $and: [{ $savedGroup: { id: 'loyal' } }, { $savedGroup: { id: 'evening' } }] },
          { 'context.channel': 'APP', 'context.country': 'NL' },
        ],
      },
    },
    weekday: { title: 'Not at the weekend', because, when: { 'context.weekday': { $lt: 6 }, 'profile.orders': 0 } },
  },
  experiments: { hero: { arms: ['calm', 'bold'].map((key) => ({ key, weight: 0.5 })), coverage: 0.8 } },
});

const instant = fc.integer({ min: -72, max: 72 }).map((hours) => new Date(start + hours * hourMs).toISOString());
const when: fc.Arbitrary<VariantCondition> = fc.record(
  {
    channels: fc.subarray(['WEB', 'APP'], { minLength: 1 }),
    from: instant,
    until: instant,
    priceGroups: fc.subarray(['trade', 'retail'], { minLength: 1 }),
    segments: fc.subarray(['loyal', 'evening', 'late', 'weekday', 'gone'], { minLength: 1, maxLength: 2 }),
    experiment: fc.record({
      key: fc.constant('hero'),
      arm: fc.constantFrom('calm', 'bold'),
      control: fc.boolean(),
    }),
    cap: fc.constant('often'),
  },
  { requiredKeys: [] },
);
const anySlot: fc.Arbitrary<SlotRecord> = fc
  .array(fc.tuple(when, fc.integer({ min: 0, max: 3 })), { maxLength: 5 })
  .map((variants) => ({
    key: 'top',
    variants: variants.map(([when, priority], nth) => ({
      key: `v${nth}`,
      priority,
      when,
      content: { type: 'Banner', text: `v${nth}`, tone: null, link: null, endsAt: null },
    })),
  }));

const anyVisitor: fc.Arbitrary<RequestFacts> = fc
  .record({
    id: fc.option(fc.constantFrom('ada', 'bob', 'cyd', 'dan', 'eve')),
    channel: fc.constantFrom('WEB' as const, 'APP' as const),
    orders: fc.option(fc.integer({ min: 0, max: 3 })),
    priceGroup: fc.constantFrom('trade', 'retail', null),
    country: fc.constantFrom('NL', 'BE'),
    capped: fc.boolean(),
    kept: fc.option(fc.constantFrom('calm', 'bold')),
  })
  .map(({ id, channel, orders, priceGroup, country, capped, kept }) => ({
    site,
    channel,
    visitorId: id,
    profile:
      id === null
        ? null
        : {
            visitorId: id,
            version: 1,
            priceGroup,
            traits: (orders === null ? {} : { orders }) as Record<string, unknown>,
          },
    standing: { arms: (kept === null ? {} : { hero__0: kept }) as KeptArms, capped: capped ? ['often'] : [] },
    circumstances: { country, region: null, weather: null, referrer: null, campaign: null },
  }));
const anyMoment = fc.integer({ min: start - 80 * hourMs, max: start + 80 * hourMs });

/** The same by the letter: all conditions of all variants, and the best of those that hold. */
function decideNaively(slot: SlotRecord, facts: RequestFacts, now: number): string | null {
  const local = new Date(now + hourMs);
  const { channel, visitorId, profile, standing, circumstances } = facts;
  const attributes = {
    profile: profile?.traits ?? {},
    context: { ...circumstances, channel, hour: local.getUTCHours(), weekday: local.getUTCDay() || 7 },
  };
  const groups = Object.fromEntries(
    Object.entries(site.segments).map(([key, { when }]) => [
      key,
      { type: 'condition' as const, condition: when as ConditionInterface },
    ]),
  );
  const isIn = (key: string) => key in site.segments && evalCondition(attributes, { $savedGroup: { id: key } }, groups);
  const heldOut = isHeldOut(site.key, site.holdout, visitorId);
  const hero = site.experiments.hero as NonNullable<typeof site.experiments.hero>;
  const arm = heldOut ? null : armOf('hero', hero, visitorId, standing?.arms);
  const holding = slot.variants.filter(({ when = {} }) => {
    const { channels, from, until, priceGroups, segments, experiment, cap } = when;
    return [
      !channels || channels.includes(channel),
      !from || now >= Date.parse(from),
      !until || now < Date.parse(until),
      !priceGroups || priceGroups.includes(profile?.priceGroup ?? ''),
      !segments || (!heldOut && segments.some(isIn)),
      cap === undefined || (!heldOut && !standing?.capped.includes(cap)),
      !experiment || (arm === null ? experiment.control : experiment.arm === arm),
    ].every(Boolean);
  });
  const highest = Math.max(...holding.map(({ priority }) => priority));
  return holding.find(({ priority }) => priority === highest)?.key ?? null;
}

describe('experience: decisions', () => {
  it('are those of a naive evaluation of every condition, and as good when they are remembered', () => {
    let hits = 0;
    fc.assert(
      fc.property(
        anySlot,
        fc.array(fc.tuple(anyVisitor, anyMoment), { minLength: 1, maxLength: 12 }),
        (slot, requests) => {
          interface Kept {
            readonly variant: string | null;
            readonly since: number;
            readonly until: number;
          }
          const tries = createTries<Kept, never>();
          for (const [facts, now] of requests) {
            const expected = decideNaively(slot, facts, now);
            const snapshot = createSnapshot(findInput, facts);
            const recorder = createRecorder(snapshot, now, 0);
            const variant = decide(slot, recorder, site)?.variant ?? null;
            expect(variant).toBe(expected);
            // Whatever was made for others that agree with this request, and holds now, is its answer too.
            const found = tries.find('page', snapshot, now, ({ since, until }) => now >= since && now < until);
            if (found) {
              hits += 1;
              expect(found.variant).toBe(expected);
            }
            tries.place('page', recorder.inputs).entry = { variant, since: recorder.since, until: recorder.until };
          }
        },
      ),
      { numRuns: 3_000 },
    );
    expect(hits).toBeGreaterThan(1_000);
  });

  it('ask for no identity, whatever the slot', () => {
    fc.assert(
      fc.property(anySlot, anyVisitor, anyMoment, (slot, facts, now) => {
        const recorder = createRecorder(createSnapshot(findInput, facts), now, 0);
        decide(slot, recorder, site);
        expect(recorder.private).toBe(false);
        for (const value of recorder.inputs.values()) expect(['ada', 'bob', 'cyd', 'dan', 'eve']).not.toContain(value);
      }),
    );
  });
});
