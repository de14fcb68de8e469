import { describe, expect, it } from 'vitest';
import type { SectionContent, SlotRecord, SlotVariant } from '../../src/contract/records.ts';
import { because, decide } from '../../src/experience/decide.ts';
import { textsFor } from '../../src/texts/texts.ts';

const content: SectionContent = { type: 'Banner', text: 'Hello', tone: null, link: null, endsAt: null };
const variant = (key: string, priority: number, when?: SlotVariant['when']): SlotVariant => ({
  key,
  priority,
  when,
  content,
});
const slot = (...variants: SlotVariant[]): SlotRecord => ({ key: 'top', variants });
const noon = Date.parse('2026-11-22T12:00:00Z');

describe('experience: decide', () => {
  it('takes the highest priority that may be shown, and the first of equals', () => {
    const three = slot(variant('a', 1), variant('b', 2), variant('c', 2));
    expect(decide(three, { channel: 'WEB', now: noon })?.variant).toBe('b');
  });

  it('keeps a variant to its channels', () => {
    const two = slot(variant('kiosk', 9, { channels: ['KIOSK', 'STORE'] }), variant('all', 0));
    expect(decide(two, { channel: 'KIOSK', now: noon })?.variant).toBe('kiosk');
    expect(decide(two, { channel: 'WEB', now: noon })?.variant).toBe('all');
  });

  it('shows a scheduled variant from its first instant until just before its last', () => {
    const when = { from: '2026-11-22T12:00:00Z', until: '2026-11-22T13:00:00Z' };
    const at = (now: number) => decide(slot(variant('a', 0, when)), { channel: 'WEB', now })?.variant ?? null;
    expect([at(noon - 1), at(noon), at(noon + 3_599_999), at(noon + 3_600_000)]).toEqual([null, 'a', 'a', null]);
  });

  it('says why in the words of the site, and nothing of the visitor', () => {
    const when = { channels: ['KIOSK'], until: '2026-12-01T00:00:00Z' };
    expect(because(when, textsFor('nl'), 'nl-NL')).toBe('Getoond op KIOSK; Getoond tot 1 december 2026');
    expect(because({}, textsFor('en'), 'en-GB')).toBe('Shown to everyone');
  });
});
