import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../src/cache/recorder.ts';
import { createSnapshot } from '../../src/cache/snapshot.ts';
import { findInput } from '../../src/context/inputs.ts';
import { createLocalRule, type LocalFact, type ReadLocalTime } from '../../src/experience/local-time.ts';
import { isMember } from '../../src/experience/segments.ts';
import { testSite } from '../support/site.ts';

const zones = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];
const at = (instant: string) => Date.parse(instant);

/** The local time as another part of the platform says it. */
function localFacts(now: number, timeZone: string) {
  const text = new Date(now).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const [date = '', time = ''] = text.split(' ');
  const day = new Date(now).toLocaleDateString('en-GB', { timeZone, weekday: 'short' });
  return {
    'context.time': time,
    'context.hour': Number(time.slice(0, 2)),
    'context.weekday': ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(day) + 1,
    'context.date': date,
  };
}

const holdsFor: Readonly<Record<LocalFact, (value: string | number) => boolean>> = {
  'context.time': (value) => value >= '08:30' && value < '17:45',
  'context.hour': (value) => Number(value) >= 18,
  'context.weekday': (value) => Number(value) >= 6,
  'context.date': (value) => value >= '2026-11-27' && value < '2026-11-30',
};

const rules = new Map<string, ReadLocalTime>();
function ruleOf(name: LocalFact, zone: string): ReadLocalTime {
  const rule = rules.get(`${name} ${zone}`) ?? createLocalRule(name, holdsFor[name], zone);
  rules.set(`${name} ${zone}`, rule);
  return rule;
}

describe('segments: local time', () => {
  it('says what another clock says, and that it stays so until the moment that it names and no longer', () => {
    const moment = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    const fact = fc.constantFrom(...(Object.keys(holdsFor) as LocalFact[]));
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom(...zones),
        fact,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (now, zone, name, share) => {
          const read = ruleOf(name, zone);
          const truth = (moment: number) => holdsFor[name](localFacts(moment, zone)[name]);
          const { value, since, until } = read(now);
          expect(value).toBe(truth(now));
          expect(since).toBeLessThanOrEqual(now);
          expect(until).toBeGreaterThan(now);
          // All the way up to the end it stays, wherever one looks.
          expect(truth(since)).toBe(value);
          expect(truth(until - 1)).toBe(value);
          expect(truth(now + Math.floor((until - 1 - now) * share))).toBe(value);
          // Where no clock is turned a rule over a time of the week ends where it changes; one over the date at midnight.
          if (zone === 'UTC' && name !== 'context.date') expect(truth(until)).toBe(!value);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('ends a stretch where a clock is turned', () => {
    // On 25 October 2026 at 01:00 UTC clocks in Amsterdam go from 03:00 back to 02:00.
    const read = createLocalRule('context.hour', (hour) => Number(hour) >= 2, 'Europe/Amsterdam');
    const before = read(at('2026-10-25T00:30:00Z'));
    expect(before).toMatchObject({ value: true, until: at('2026-10-25T01:00:00Z') });
    expect(read(before.until)).toMatchObject({ value: true, until: at('2026-10-25T23:00:00Z') });
    // On 29 March at 01:00 UTC they go forward: the hour of two never is.
    const two = createLocalRule('context.hour', (hour) => hour === 2, 'Europe/Amsterdam');
    expect(two(at('2026-03-29T00:59:00Z'))).toMatchObject({ value: false, until: at('2026-03-29T01:00:00Z') });
    expect(two(at('2026-03-29T01:00:00Z')).value).toBe(false);
  });

  const segments = {
    evening: { title: 'Evening', because: {}, when: { 'context.hour': { $gte: 18 } } },
    weekend: {
      title: 'Loyal at the weekend',
      because: {},
      when: { 'context.weekday': { $gte: 6 }, 'profile.orders': { $gte: 3 } },
    },
  };
  const site = testSite({ segments });
  const loyal = { visitorId: 'v', version: 1, priceGroup: null, traits: { orders: 5 } };
  function ask(key: string, now: number) {
    const snapshot = createSnapshot(findInput, { site, channel: 'WEB', visitorId: 'v', profile: loyal });
    const recorder = createRecorder(snapshot, now, 0);
    return { member: isMember(key, site, recorder), recorder };
  }

  it('makes an answer hold until its next boundary, and is no matter of the visitor', () => {
    const { member, recorder } = ask('evening', at('2026-11-22T12:00:00Z'));
    expect(member).toBe(false);
    expect(recorder).toMatchObject({ until: at('2026-11-22T17:00:00Z'), personal: false });
    expect(ask('evening', at('2026-11-22T17:00:00Z'))).toMatchObject({
      member: true,
      recorder: { until: at('2026-11-22T23:00:00Z') },
    });
  });

  it('asks of the visitor only while the time lets them in', () => {
    const friday = ask('weekend', at('2026-11-20T12:00:00Z'));
    expect([friday.member, [...friday.recorder.inputs]]).toEqual([false, []]);
    expect(friday.recorder.until).toBe(at('2026-11-20T23:00:00Z'));
    const saturday = ask('weekend', at('2026-11-21T12:00:00Z'));
    expect([saturday.member, [...saturday.recorder.inputs]]).toEqual([true, [['segment.weekend?1', true]]]);
    expect(saturday.recorder.until).toBe(at('2026-11-22T23:00:00Z'));
  });
});
