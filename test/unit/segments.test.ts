import { readFileSync } from 'node:fs';
import { type ConditionInterface, evalCondition } from '@growthbook/growthbook';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRecorder } from '../../src/cache/recorder.ts';
import { createSnapshot } from '../../src/cache/snapshot.ts';
import { checkSegments } from '../../src/config/check-segments.ts';
import { checkCondition } from '../../src/config/conditions.ts';
import { isTamePattern } from '../../src/config/tame-pattern.ts';
import { findInput, type RequestFacts } from '../../src/context/inputs.ts';
import { isMember } from '../../src/experience/segments.ts';
import { testSite } from '../support/site.ts';

const published = z.fromJSONSchema(
  JSON.parse(readFileSync(new URL('../../schema/condition.schema.json', import.meta.url), 'utf8')),
);
const problemsOf = (when: unknown) =>
  checkCondition(when, ['segments', 'loyal', 'when']).map(
    ({ path, expected, found, suggestion }) =>
      `${path}: expected ${expected}, found ${found}${suggestion ? `; did you mean ${suggestion}?` : ''}`,
  );

const noon = Date.parse('2026-11-22T12:00:00Z');
const segmentsOf = (rules: Record<string, Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(rules).map(([key, when]) => [key, { title: key, because: {}, when }]));

const evaluate = (facts: Record<string, unknown>, when: Record<string, unknown>) =>
  evalCondition(facts, when as ConditionInterface);

/** Asks as a decision does. */
function ask(
  key: string,
  rules: Record<string, Record<string, unknown>>,
  facts: Partial<RequestFacts> = {},
  now = noon,
) {
  const site = testSite({ segments: segmentsOf(rules) });
  const snapshot = createSnapshot(findInput, { site, channel: 'WEB', visitorId: null, profile: null, ...facts });
  const recorder = createRecorder(snapshot, now, 0);
  return { member: isMember(key, site, recorder), recorder };
}
const profile = (traits: Record<string, unknown>) => ({ visitorId: 'v', version: 1, priceGroup: 'trade', traits });

const fact = fc.constantFrom('profile.orders', 'profile.city', 'behaviour.PRODUCT_VIEWED.7d', 'context.country');
const scalar = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom('a', 'b', 'NL'),
  fc.boolean(),
  fc.constant(null),
);
const comparable = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b'));
const operators = fc.oneof(
  fc.record({ $eq: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $gte: comparable, $lt: comparable }),
  fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $nin: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $not: fc.record({ $gt: comparable }) }),
);
const { condition } = fc.letrec<{ condition: Record<string, unknown> }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(fact, fc.oneof(scalar, operators)).map(([name, value]) => ({ [name]: value })),
    fc.record({ $and: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $or: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $nor: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $not: tie('condition') }),
  ),
}));
const anyProfile = fc
  .record(
    {
      orders: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(null)),
      city: fc.constantFrom('a', 'b'),
      behaviour: fc.record({ PRODUCT_VIEWED: fc.record({ '7d': fc.integer({ min: 0, max: 3 }) }) }),
    },
    { requiredKeys: [] },
  )
  .map(profile);

describe('segments: the dialect', () => {
  it('takes what its published schema takes, and nothing else', () => {
    const spoiled = condition.chain((good) =>
      fc.constantFrom<unknown>(
        good,
        { ...good, orders: 3 },
        { $and: [] },
        { $or: [good, 7] },
        { $not: [good] },
        { 'profile.orders': { $gt: true } },
        { 'profile.orders': { $near: 3 } },
        { 'profile.orders': {} },
        { 'profile.orders': [1] },
        { 'context.moon': 'full' },
        { $savedGroup: 'loyal' },
        { $savedGroup: { id: 'loyal' } },
        { $savedGroup: { id: 'loyal', attributeKey: 'x' } },
        'profile.orders',
      ),
    );
    fc.assert(
      fc.property(spoiled, (when) => {
        expect(problemsOf(when).length === 0).toBe(published.safeParse(when).success);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says where something is wrong, what was expected and what may have been meant', () => {
    expect(problemsOf({ orders: 3 })).toEqual([
      'segments.loyal.when.orders: expected profile.*, behaviour.*, a fact of context.*, or one of $and, $or, $nor, $not and $savedGroup, found the key "orders"; did you mean profile.orders?',
    ]);
    expect(problemsOf({ $or: [{ 'profile.orders': { $gte: 3 } }, { 'context.chanel': 'APP' }] })).toEqual([
      expect.stringMatching(
        /^segments\.loyal\.when\.\$or\[1\]\["context\.chanel"\]: .*did you mean context\.channel\?$/,
      ),
    ]);
    expect(problemsOf({ 'profile.orders': { $gtt: 3 } })[0]).toMatch(/did you mean \$gte?\?$/);
    expect(problemsOf({ 'profile.orders': { $gte: null } })[0]).toContain('expected a text or a number, found null');
    expect(problemsOf({ 'profile.constructor.name': 'Object' })).toHaveLength(1);
  });

  it('refuses what is nested too deep', () => {
    const nest = (levels: number): unknown => (levels === 0 ? { 'profile.orders': 1 } : { $not: nest(levels - 1) });
    expect(problemsOf(nest(11))).toEqual([]);
    expect(problemsOf(nest(12))[0]).toContain('expected at most 12 levels');
    expect(problemsOf(nest(5_000))).toHaveLength(1);
  });

  it('takes patterns that cannot run away only', () => {
    for (const pattern of ['^NW-', 'matras', '[a-z]+@', '^(nl|be)$', 'a{2,5}b', '\\d+\\.\\d+'])
      expect([pattern, isTamePattern(pattern)]).toEqual([pattern, true]);
    for (const pattern of [
      '(a+)+$',
      '(a|a)*b',
      '(a)\\1',
      'a*a*a*b',
      '(?=a)b',
      '[',
      'a{1000}',
      '(ab){2}',
      '',
      'x'.repeat(201),
    ])
      expect([pattern, isTamePattern(pattern)]).toEqual([pattern, false]);
  });
});

describe('segments: between each other', () => {
  const nl = { country: 'NL' };
  const check = (rules: Record<string, Record<string, unknown>>, site: { country: string; timeZone?: string } = nl) =>
    checkSegments(segmentsOf(rules), ['segments'], site);
  const refer = (id: string) => ({ $savedGroup: { id } });

  it('name the circle that they go round in', () => {
    const [problem, ...others] = check({
      a: { $and: [refer('b')] },
      b: { $not: refer('c') },
      c: refer('a'),
      d: refer('a'),
    });
    expect(problem).toEqual({
      path: 'segments.c.when.$savedGroup',
      expected: 'a segment that does not refer back to this one',
      found: 'the circle a -> b -> c -> a',
    });
    expect(others).toEqual([]);
    expect(check({ a: refer('a') })[0]?.found).toBe('the circle a -> a');
  });

  it('refuse one that explodes, without doing so', () => {
    // Each refers twice to the next: the first would be 2^60 entries, and 60 levels deep.
    const rules = Object.fromEntries(
      Array.from({ length: 60 }, (_, nth) => [`s${nth}`, { $and: [refer(`s${nth + 1}`), refer(`s${nth + 1}`)] }]),
    );
    const problems = check({ ...rules, s60: { 'profile.orders': 1 } });
    expect(problems.map(({ path }) => path)).toContain('segments.s0.when');
    expect(problems.some(({ expected }) => expected.startsWith('at most 500 entries'))).toBe(true);
    expect(problems.some(({ expected }) => expected.startsWith('at most 12 levels'))).toBe(true);
  });

  it('suggest the segment that was meant, and ask for a time zone where a country has several', () => {
    expect(check({ loyal: {}, gold: refer('loyall') })[0]?.suggestion).toBe('loyal');
    const evening = { evening: { 'context.hour': { $gte: 18 } }, late: refer('evening') };
    expect(check(evening)).toEqual([]);
    expect(check(evening, { country: 'DE' })).toEqual([]);
    expect(check(evening, { country: 'US' }).map(({ path }) => path)).toEqual([
      'segments.evening.when',
      'segments.late.when',
    ]);
    expect(check(evening, { country: 'US', timeZone: 'America/Chicago' })).toEqual([]);
  });
});

describe('segments: members', () => {
  it('are those whom GrowthBook’s evaluator finds, whatever the rule and whoever asks', () => {
    fc.assert(
      fc.property(condition, fc.option(anyProfile), fc.constantFrom('NL', 'BE'), (when, who, country) => {
        const circumstances = { country, region: null, weather: null, referrer: null, campaign: null };
        const { behaviour = null, ...traits } = who?.traits ?? {};
        const facts = { profile: traits, behaviour, context: circumstances };
        expect(ask('it', { it: when }, { profile: who, circumstances }).member).toBe(evaluate(facts, when));
        // The same by way of another segment, and its opposite.
        const rules = { it: when, same: { $savedGroup: { id: 'it' } }, not: { $not: { $savedGroup: { id: 'it' } } } };
        expect(ask('same', rules, { profile: who, circumstances }).member).toBe(evaluate(facts, when));
        expect(ask('not', rules, { profile: who, circumstances }).member).toBe(!evaluate(facts, when));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are asked by one input that says yes or no, and by none where what everybody shares decides', () => {
    const rules = {
      loyal: { 'profile.orders': { $gte: 3 } },
      app: { 'context.channel': 'APP', 'profile.orders': { $gte: 3 } },
      here: { 'context.site': 'acme-nl', 'context.brand': { $in: ['acme', 'other'] } },
      elsewhere: { 'context.site': 'acme-be', 'profile.orders': { $gte: 3 } },
    };
    const inputs = (key: string, facts: Partial<RequestFacts> = {}) => [...ask(key, rules, facts).recorder.inputs];
    expect(inputs('loyal', { profile: profile({ orders: 5 }) })).toEqual([['segment.loyal', true]]);
    expect(inputs('app')).toEqual([['channel', 'WEB']]);
    expect(inputs('app', { channel: 'APP' })).toEqual([
      ['channel', 'APP'],
      ['segment.app?1', false],
    ]);
    expect(inputs('here')).toEqual([]);
    expect(ask('here', rules).member).toBe(true);
    expect(inputs('elsewhere')).toEqual([]);
    expect(ask('here', rules).recorder.personal).toBe(false);
    expect(ask('nobody', rules).member).toBe(false);
  });

  it('are found by who they are, what they may buy at, where they are and how they came', () => {
    const who = profile({ journeyStage: 'DESIRE', sizes: ['M', 'L'] });
    const circumstances = {
      country: 'NL',
      region: 'NH',
      weather: { condition: 'RAIN', temperature: 7 },
      referrer: 'EMAIL',
      campaign: { source: 'letter', medium: 'email', name: 'june', term: null, content: null },
    } as const;
    const holds = (when: Record<string, unknown>) => ask('it', { it: when }, { profile: who, circumstances }).member;
    expect(holds({ 'profile.journeyStage': { $in: ['DESIRE', 'ACTION'] } })).toBe(true);
    expect(holds({ 'profile.sizes': { $elemMatch: { $eq: 'L' } } })).toBe(true);
    expect(holds({ 'profile.priceGroup': 'trade', 'profile.recognition': 'ANONYMOUS' })).toBe(true);
    expect(holds({ 'context.weather.condition': 'RAIN', 'context.weather.temperature': { $lt: 10 } })).toBe(true);
    expect(holds({ 'context.campaign.name': 'june', 'context.referrer': { $ne: 'DIRECT' } })).toBe(true);
    expect(holds({ 'context.region': 'ZH' })).toBe(false);
  });
});
