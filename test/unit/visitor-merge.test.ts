import { describe, expect, it } from 'vitest';
import { merged } from '../../src/visitor/merge.ts';
import type { ProfileState } from '../../src/visitor/store-port.ts';

const state = (change: Partial<ProfileState>): ProfileState => ({
  visitorId: 'person',
  version: 1,
  priceGroup: null,
  recognition: 'KNOWN',
  consents: {},
  explicit: {},
  implicit: {},
  customerKey: null,
  createdAt: 0,
  seenAt: 0,
  ...change,
});
const yes = (decidedAt: number) => ({ granted: true, decidedAt });
const no = (decidedAt: number) => ({ granted: false, decidedAt });

describe('visitor: merge', () => {
  it('lets what the person said or did outrank the device’s, and keeps who they are', () => {
    const person = state({ explicit: { shoe: 38 }, implicit: { orders: 4 }, customerKey: 'ct-1', seenAt: 5 });
    const device = state({
      visitorId: 'device',
      recognition: 'CLAIMED',
      explicit: { shoe: 44, colour: 'blue' },
      implicit: { orders: 0, visits: 2 },
      customerKey: 'ct-2',
      priceGroup: 'trade',
      seenAt: 9,
    });
    expect(merged(person, device)).toEqual({
      ...person,
      explicit: { shoe: 38, colour: 'blue' },
      implicit: { orders: 4, visits: 2 },
      seenAt: 9,
    });
  });

  it('opts nobody in by a device: where two decisions differ, the refusal holds', () => {
    const person = state({ consents: { nl: { ANALYTICS: no(1), PERSONALISATION: yes(1) } } });
    const device = state({
      consents: { nl: { ANALYTICS: yes(2), PERSONALISATION: no(0), MARKETING: yes(2) }, be: { ANALYTICS: yes(3) } },
    });
    expect(merged(person, device).consents).toEqual({
      nl: { ANALYTICS: no(1), PERSONALISATION: no(0), MARKETING: yes(2) },
      be: { ANALYTICS: yes(3) },
    });
  });

  it('confirms what waited for the address to be proven', () => {
    const device = state({ consents: { nl: { MARKETING: { ...yes(2), pending: true } } } });
    expect(merged(state({}), device).consents).toEqual({ nl: { MARKETING: yes(2) } });
  });
});
