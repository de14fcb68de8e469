import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostAheadMs, mostBehindMs } from '../../src/behaviour/clock.ts';
import { eventNames } from '../../src/behaviour/event.ts';
import { mostCharacters, mostValues } from '../../src/behaviour/hostile.ts';
import { type GivenEvent, readEvents } from '../../src/behaviour/read-events.ts';
import { exposureOf } from '../../src/experience/experiments.ts';
import { testSite } from '../support/site.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const site = testSite({
  experiments: {
    hero: {
      arms: [
        { key: 'calm', weight: 0.5 },
        { key: 'bold', weight: 0.5 },
      ],
    },
  },
});
const read = (...events: Partial<GivenEvent>[]) =>
  readEvents(
    events.map((event, at) => ({ id: `e-${at}`, name: 'PRODUCT_VIEWED', properties: { sku: 'NW-101' }, ...event })),
    { site, channel: 'WEB', now },
  );
/** The code and message of the only event, which must have been rejected. */
function rejectionOf(event: Partial<GivenEvent>) {
  const { events, rejected } = read(event);
  expect(events).toEqual([]);
  expect(rejected).toHaveLength(1);
  return { code: rejected[0]?.code, message: rejected[0]?.message };
}
const timeOf = (at: number) => new Date(at).toISOString();

describe('behaviour: reading events', () => {
  it('keeps the declared properties of an event, with amounts in minor units', () => {
    const properties = { productId: 'nw-101', price: '899.00', compareAtPrice: 999.9, size: '90x200', internal: 'x' };
    expect(read({ id: 'a', at: timeOf(now - 5_000), properties })).toEqual({
      events: [
        {
          id: 'a',
          name: 'PRODUCT_VIEWED',
          at: now - 5_000,
          site: 'acme-nl',
          channel: 'WEB',
          properties: { productId: 'nw-101', price: 89_900, compareAtPrice: 99_990, size: '90x200', currency: 'EUR' },
        },
      ],
      rejected: [],
    });
  });

  it('understands names and properties as Segment spells them', () => {
    const products = [{ product_id: 'nw-101', quantity: 2, price: 10 }];
    const [event] = read({ name: 'Order Completed', properties: { order_id: 'o-1', total: 20, products } }).events;
    expect(event).toMatchObject({
      name: 'ORDER_COMPLETED',
      properties: { orderId: 'o-1', total: 2_000, products: [{ productId: 'nw-101', quantity: 2, price: 1_000 }] },
    });
  });

  it('counts in the digits of the currency', () => {
    const total = (properties: object) =>
      read({ name: 'ORDER_COMPLETED', properties: { orderId: 'o', ...properties } }).events[0]?.properties.total;
    expect(total({ total: 1500, currency: 'JPY' })).toBe(1_500);
    expect(total({ total: '1.234', currency: 'KWD' })).toBe(1_234);
    expect(total({ total: 0.1 + 0.2 })).toBe(30);
  });

  it('takes every declared event with what it needs', () => {
    const properties = { sku: 'NW-101', query: 'bed', promotionId: 'p', orderId: 'o', coupon: 'c' };
    const exposure = exposureOf(site.key, 'hero', 'bold');
    const { events, rejected } = read(...eventNames.map((name) => ({ name, properties: { ...properties, exposure } })));
    expect(rejected).toEqual([]);
    expect(events.map(({ name }) => name)).toEqual(eventNames);
  });

  it('rejects one event and takes the others', () => {
    const { events, rejected } = read({ id: 'good' }, { id: 'bad', name: 'PRODUCT_EATEN' }, { id: 'too' });
    expect(events.map(({ id }) => id)).toEqual(['good', 'too']);
    expect(rejected).toEqual([
      { id: 'bad', code: 'EVENT_UNKNOWN', message: expect.stringContaining('name: expected') },
    ]);
  });

  it('says where properties are wrong and what was expected', () => {
    expect(rejectionOf({ properties: { price: -1, sku: 'a' } })).toEqual({
      code: 'PROPERTIES_INVALID',
      message: 'properties.price: expected an amount such as 29.95',
    });
    expect(rejectionOf({ properties: {} }).message).toBe('properties: expected productId, handle or sku');
    expect(rejectionOf({ properties: { sku: 'a', currency: 'EURO' } }).message).toContain(
      'currency: expected a currency',
    );
    expect(
      rejectionOf({ name: 'ORDER_COMPLETED', properties: { orderId: 'o', products: [{ quantity: 1 }] } }).message,
    ).toBe('properties.products.0: expected productId, handle or sku');
    expect(rejectionOf({ properties: 'sku' }).code).toBe('PROPERTIES_INVALID');
    expect(rejectionOf({ properties: ['sku'] }).code).toBe('PROPERTIES_INVALID');
  });

  it('refuses more than a hundred events a call as a whole', () => {
    const events = Array.from({ length: 101 }, () => ({}));
    expect(() => read(...events)).toThrow(expect.objectContaining({ code: 'TOO_MANY_EVENTS', expose: true }));
    expect(read(...events.slice(1)).events).toHaveLength(100);
  });
});

describe('behaviour: clocks', () => {
  it('takes an event without a time for one of now', () => {
    expect(read({ at: null }).events[0]?.at).toBe(now);
  });

  it('moves the events of a clock that is ahead, and keeps the time between them', () => {
    const hour = 3_600_000;
    const { events } = read({ at: timeOf(now + hour) }, { at: timeOf(now + hour - 5_000) });
    expect(events.map(({ at }) => at)).toEqual([now, now - 5_000]);
  });

  it('rejects what is no clock, without moving the others by it', () => {
    const { events, rejected } = read({ at: timeOf(now + mostAheadMs + 1) }, { at: timeOf(now - 1_000) });
    expect(rejected.map(({ code }) => code)).toEqual(['EVENT_IN_FUTURE']);
    expect(events.map(({ at }) => at)).toEqual([now - 1_000]);
  });

  it('takes what an app kept while it was offline, up to a week', () => {
    expect(read({ at: timeOf(now - mostBehindMs) }).events).toHaveLength(1);
    expect(rejectionOf({ at: timeOf(now - mostBehindMs - 1) }).code).toBe('EVENT_TOO_OLD');
  });
});

describe('behaviour: hostile events', () => {
  it.each([
    ['a declared property', { sku: 'ada@example.com' }],
    ['one that is not declared', { sku: 'a', note: 'mail me: Ada.Lovelace+x@sub.example.co.uk, please' }],
    ['the name of a property', { sku: 'a', 'ada@example.com': 1 }],
    ['a list in an object', { sku: 'a', deep: { list: ['x', 'ada@example.com'] } }],
    ['the words of a URL', { sku: 'a', url: 'https://shop.example/?m=ada%40example.com' }],
    ['letters that look alike', { sku: 'ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ' }],
    ['a telephone number', { sku: 'a', call: '+31 (0)6-1234 5678' }],
  ])('refuses personal data in %s, and does not repeat it', (_, properties) => {
    const { code, message } = rejectionOf({ properties });
    expect(code).toBe('PERSONAL_DATA');
    expect(message).not.toMatch(/ada|1234/i);
  });

  it('takes what only looks a little like it', () => {
    const image = 'https://cdn.example/hero@2x.png';
    for (const sku of ['NW-101-90', 'a@b', '2+2', '+49', '@home']) {
      expect(read({ properties: { sku, image } }).rejected).toEqual([]);
    }
  });

  it('refuses what is too large, too deep, or too much', () => {
    const nested = { sku: 'a', a: { b: { c: { d: { e: 1 } } } } };
    expect(rejectionOf({ properties: nested }).code).toBe('PROPERTIES_TOO_LARGE');
    expect(rejectionOf({ properties: { sku: 'a', x: 'y'.repeat(mostCharacters) } }).code).toBe('PROPERTIES_TOO_LARGE');
    expect(rejectionOf({ properties: { sku: 'a', x: new Array(mostValues).fill(0) } }).code).toBe(
      'PROPERTIES_TOO_LARGE',
    );
    expect(rejectionOf({ properties: { sku: 'y'.repeat(101) } }).message).toBe(
      'properties.sku: expected at most 100 characters',
    );
    const products = Array.from({ length: 51 }, () => ({ sku: 'a' }));
    expect(rejectionOf({ name: 'CART_VIEWED', properties: { products } }).message).toContain('at most 50 products');
  });

  it('refuses text that a database or a terminal would stumble over', () => {
    for (const sku of ['a\u0000b', '\u001b[31m', '\ud800'])
      expect(rejectionOf({ properties: { sku } }).code).toBe('PROPERTIES_INVALID');
  });

  it('refuses ids that are none', () => {
    for (const id of ['', 'x'.repeat(65), 'a b', 'ada@example.com', '\u0000'])
      expect(rejectionOf({ id }).code).toBe('EVENT_ID_INVALID');
  });

  it('takes names of built-in properties for names like any other', () => {
    const properties = JSON.parse('{"sku":"__proto__","__proto__":{"category":"x"},"constructor":{"prototype":1}}');
    expect(read({ properties }).events[0]?.properties).toEqual({ sku: '__proto__' });
  });

  it('takes exposures that this site told, and no others', () => {
    const exposed = (exposure: unknown) => read({ name: 'DECISION_EXPOSED', properties: { exposure, arm: 'x' } });
    const exposure = exposureOf(site.key, 'hero', 'bold');
    expect(exposed(exposure).events[0]?.properties).toEqual({ exposure, experiment: 'hero', arm: 'bold' });
    for (const wrong of ['hero', exposureOf('other-nl', 'hero', 'bold'), exposureOf(site.key, 'hero', 'nobody')])
      expect(exposed(wrong).rejected[0]?.code).toBe('EXPOSURE_UNKNOWN');
    expect(exposed(undefined).rejected[0]?.code).toBe('PROPERTIES_INVALID');
  });

  it('answers for each event, whatever is sent', () => {
    const event = fc.record({
      id: fc.oneof(fc.string(), fc.constant('e')),
      name: fc.oneof(fc.constantFrom(...eventNames), fc.string()),
      at: fc.option(
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        { nil: null },
      ),
      properties: fc.oneof(
        fc.jsonValue(),
        fc.dictionary(fc.constantFrom('sku', 'price', 'products', 'currency', 'query', 'total'), fc.jsonValue()),
      ),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 5 }), (given) => {
        const { events, rejected } = readEvents(given, { site, channel: 'WEB', now });
        expect(events.length + rejected.length).toBe(given.length);
        for (const { at } of events) expect(at).toBeLessThanOrEqual(now);
      }),
      { numRuns: 2_000 },
    );
  });
});
