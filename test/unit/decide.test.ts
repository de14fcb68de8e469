import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../src/cache/recorder.ts';
import { createSnapshot } from '../../src/cache/snapshot.ts';
import { findInput, type RequestFacts } from '../../src/context/inputs.ts';
import type { SectionContent, SlotRecord, SlotVariant } from '../../src/contract/records.ts';
import { because } from '../../src/experience/because.ts';
import { decide } from '../../src/experience/decide.ts';
import { textsFor } from '../../src/texts/texts.ts';
import { testSite } from '../support/site.ts';

const content: SectionContent = { type: 'Banner', text: 'Hello', tone: null, link: null, endsAt: null };
const variant = (key: string, priority: number, when?: SlotVariant['when']): SlotVariant => ({
  key,
  priority,
  when,
  content,
});
const slot = (...variants: SlotVariant[]): SlotRecord => ({ key: 'top', variants });
const noon = Date.parse('2026-11-22T12:00:00Z');
const site = testSite({
  segments: {
    loyal: { title: 'Loyal', because: { nl: 'Voor vaste klanten' }, when: { 'profile.orders': { $gte: 3 } } },
  },
  experiments: {
    hero: {
      arms: [
        { key: 'calm', weight: 0.5 },
        { key: 'bold', weight: 0.5 },
      ],
    },
  },
});

/** Decides as a request does, and tells what was asked. */
function ask(of: SlotRecord, facts: Partial<RequestFacts> = {}, now = noon) {
  const snapshot = createSnapshot(findInput, { site, channel: 'WEB', visitorId: null, profile: null, ...facts });
  const recorder = createRecorder(snapshot, now, 0);
  return { decided: decide(of, recorder, facts.site ?? site), recorder };
}
const won = (...args: Parameters<typeof ask>) => ask(...args).decided?.variant ?? null;
const profile = (traits: Record<string, unknown>, priceGroup: string | null = null) => ({
  visitorId: 'v',
  version: 1,
  priceGroup,
  traits,
});

describe('experience: decide', () => {
  it('takes the highest priority that may be shown, and the first of equals', () => {
    expect(won(slot(variant('a', 1), variant('b', 2), variant('c', 2)))).toBe('b');
  });

  it('keeps a variant to its channels', () => {
    const two = slot(variant('kiosk', 9, { channels: ['KIOSK', 'STORE'] }), variant('all', 0));
    expect(won(two, { channel: 'KIOSK' })).toBe('kiosk');
    expect(won(two)).toBe('all');
  });

  it('shows a scheduled variant from its first instant until just before its last, and notes both', () => {
    const scheduled = slot(variant('a', 0, { from: '2026-11-22T12:00:00Z', until: '2026-11-22T13:00:00Z' }));
    const at = (now: number) => won(scheduled, {}, now);
    expect([at(noon - 1), at(noon), at(noon + 3_599_999), at(noon + 3_600_000)]).toEqual([null, 'a', 'a', null]);
    expect(ask(scheduled, {}, noon - 1).recorder.until).toBe(noon);
    expect(ask(scheduled).recorder).toMatchObject({ since: noon, until: noon + 3_600_000 });
  });

  it('keeps a variant to those in one of its segments, and to its price groups', () => {
    const three = slot(
      variant('loyal', 2, { segments: ['unknown', 'loyal'] }),
      variant('trade', 1, { priceGroups: ['trade'] }),
      variant('all', 0),
    );
    expect(won(three, { profile: profile({ orders: 3 }) })).toBe('loyal');
    expect(won(three, { profile: profile({ orders: 2 }, 'trade') })).toBe('trade');
    expect(won(three, { profile: profile({}) })).toBe('all');
    expect(won(three)).toBe('all');
  });

  it('puts a visitor in the same arm for ever, about half in each, and who has no token in the control, uncounted', () => {
    const two = slot(
      variant('bold', 1, { experiment: { key: 'hero', arm: 'bold' } }),
      variant('calm', 1, { experiment: { key: 'hero', arm: 'calm', control: true } }),
    );
    const arms = Array.from({ length: 2000 }, (_, index) => won(two, { visitorId: `visitor-${index}` }));
    expect(arms).toEqual(Array.from({ length: 2000 }, (_, index) => won(two, { visitorId: `visitor-${index}` })));
    // Binomial(2000, 0.5): five standard deviations are 112.
    expect(Math.abs(arms.filter((arm) => arm === 'bold').length - 1000)).toBeLessThan(112);
    expect(ask(two).decided).toMatchObject({ variant: 'calm', assigned: false });
    expect(ask(two, { visitorId: 'visitor-1' }).decided?.assigned).toBe(true);
  });

  it('asks no more than it must', () => {
    const two = slot(
      variant('later', 9, { from: '2027-01-01T00:00:00Z', segments: ['loyal'] }),
      variant('kiosk', 8, { channels: ['KIOSK'], priceGroups: ['trade'] }),
      variant('all', 0, {}),
      variant('never', -1, { segments: ['loyal'] }),
    );
    const { recorder } = ask(two, { profile: profile({ orders: 9 }) });
    expect([...recorder.inputs.keys()]).toEqual(['channel']);
    expect(recorder.personal).toBe(false);
  });

  it('says why in the words of the site, and nothing of the visitor', () => {
    const texts = textsFor('nl');
    const when = { channels: ['KIOSK'], until: '2026-12-01T00:00:00Z', segments: ['loyal', 'unnamed'] };
    expect(because(when, texts, site)).toBe('Voor vaste klanten; Getoond op KIOSK; Getoond tot 1 december 2026');
    expect(because({ experiment: { key: 'hero', arm: 'bold' } }, texts, site)).toBe('Getoond aan iedereen');
  });
});
