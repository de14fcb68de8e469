import { CloudEvent } from 'cloudevents';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { defineKind } from '../../src/cache/kinds.ts';
import type { Change } from '../../src/contract/changes.ts';
import { pauseAfter, readRetryAfter } from '../../src/delivery/backoff.ts';
import { bodyOf, mergePlanned, planChange, planGap, sourceOf } from '../../src/delivery/events.ts';
import { createSecret, signedHeaders } from '../../src/delivery/signature.ts';
import type { Subscription } from '../../src/delivery/subscription.ts';
import { createMovedTags } from '../../src/delivery/tags.ts';
import type { DeliveryRow, PlannedRow } from '../../src/store/webhook-deliveries.ts';

const logId = '0b1f6d0e-0000-4000-8000-000000000000';
const subscription = { id: 'next', sites: null, kinds: null, tags: null, since: 0 } as Subscription;
const change: Change = {
  ...{ position: 7, id: 'delivery-1', at: 1_000, source: 'pim', kind: 'product', key: 'nw-101' },
  ...{ facets: ['title'], version: null, sites: null },
};
const moved = { tags: ['product.nw-101'], complete: true };
const plan = (rest: Partial<Change> = {}, id = 'next') =>
  planChange(logId, { ...subscription, id }, { ...change, ...rest }, moved, 0);
const body = (row: PlannedRow) => bodyOf(sourceOf(logId), row as Omit<DeliveryRow, 'id'>);

describe('unit: events of webhooks', () => {
  it('are CloudEvents, with an id that is one for each change and subscription', () => {
    const event = new CloudEvent(JSON.parse(body(plan())), true);
    expect(event.validate()).toBe(true);
    expect(event).toMatchObject({
      type: 'etalage.product.changed',
      subject: 'nw-101',
      time: '1970-01-01T00:00:01.000Z',
    });
    expect(plan().event).toBe(plan().event);
    const ids = [plan(), plan({}, 'other'), plan({ position: 8 }), plan({ id: 'delivery-2' })].map(
      ({ event: id }) => id,
    );
    expect(new Set(ids).size).toBe(4);
    const gap = planGap(logId, 'next', { reason: 'TRIMMED', position: 9 }, 5);
    expect(new CloudEvent(JSON.parse(body(gap)), true).validate()).toBe(true);
  });

  it('name keys as backends do', () => {
    expect(JSON.parse(body(plan({ kind: 'slot', key: 'hero%7Cproduct%7Cnw-1' }))).data.key).toBe('hero|product|nw-1');
  });

  it('say, as one, all that several said, whatever was joined first', () => {
    const names = fc.option(fc.subarray(['a', 'b', 'c', 'd']), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.record({ facets: names, sites: names }), { minLength: 1, maxLength: 6 }), (said) => {
        const rows = said.map((rest, index) => plan({ ...rest, position: index + 1 }));
        const joined = rows.reduce(mergePlanned);
        const all = (of: 'facets' | 'sites') =>
          said.some((rest) => rest[of] === null) ? null : [...new Set(said.flatMap((rest) => rest[of] ?? []))].sort();
        const data = JSON.parse(joined.data);
        expect(data.facets?.sort() ?? null).toEqual(all('facets'));
        expect(data.sites?.sort() ?? null).toEqual(all('sites'));
        expect(data.changes).toBe(said.length);
        expect(joined.event).toBe(rows.at(-1)?.event);
        expect(data.cursor).toBe(JSON.parse(rows.at(-1)?.data ?? '').cursor);
      }),
    );
  });

  it('are signed by each secret, as the library of Standard Webhooks verifies', () => {
    const secrets = [createSecret(), createSecret().replace('whsec_', '')];
    const text = body(plan());
    const headers = signedHeaders(secrets, plan().event, Date.now(), text);
    for (const secret of secrets)
      expect(new Webhook(secret).verify(text, headers)).toMatchObject({ subject: 'nw-101' });
    expect(() => new Webhook(createSecret()).verify(text, headers)).toThrow();
    expect(() => new Webhook(secrets[0] ?? '').verify(`${text} `, headers)).toThrow();
  });
});

describe('unit: tags that a change moves', () => {
  const kinds: Record<string, ReturnType<typeof defineKind>> = {
    stock: defineKind<{ status: string }>({ facets: { status: ({ status }) => status }, groups: () => ({}) }),
  };
  const owners: Record<string, string> = { 'nl S-1': 'nw-1', 'be S-1': 'nw-9' };
  const tagsOf = createMovedTags({
    kindOf: (kind) => kinds[kind],
    nameOf(tag, site) {
      const [kind = '', sku = '', facet] = tag.split('.');
      if (tag.endsWith('*')) return tag.replace('*', '~');
      if (kind !== 'stock') return tag;
      const owner = owners[`${site} ${sku}`];
      return owner === undefined ? null : [kind, owner, facet].filter(Boolean).join('.');
    },
    sites: () => ['nl', 'be'],
  });

  it('are the entity, its facets and the lists of its kind, by the names that answers carry on each site', () => {
    const stock = { ...change, kind: 'stock', key: 'S-1', facets: null };
    expect(tagsOf({ ...stock, sites: ['nl'] })).toEqual({
      tags: ['stock.nw-1', 'stock.nw-1.status', 'stock~'],
      complete: true,
    });
    expect(tagsOf(stock).tags).toEqual([
      'stock.nw-1',
      'stock.nw-1.status',
      'stock.nw-9',
      'stock.nw-9.status',
      'stock~',
    ]);
    expect(tagsOf({ ...stock, sites: ['nl'], facets: ['quantity'] }).tags).toEqual(['stock.nw-1', 'stock~']);
    expect(tagsOf(change)).toEqual({ tags: ['product.nw-101'], complete: true });
  });

  it('say so when an answer may carry another name', () => {
    expect(tagsOf({ ...change, kind: 'stock', key: 'S-2', facets: [], sites: ['nl'] })).toEqual({
      tags: ['stock.S-2', 'stock~'],
      complete: false,
    });
  });
});

describe('unit: pauses between tries', () => {
  it('are somewhere below a limit that doubles up to a cap', () => {
    const limits = { baseMs: 100, capMs: 1_000 };
    expect([1, 2, 3, 4, 5, 60].map((tries) => pauseAfter(tries, limits, () => 1))).toEqual([
      100, 200, 400, 800, 1_000, 1_000,
    ]);
    expect(pauseAfter(3, limits, () => 0.25)).toBe(100);
    expect(pauseAfter(3, limits, () => 0)).toBe(0);
  });

  it('heed Retry-After in seconds and as a date', () => {
    const now = Date.parse('2026-11-22T20:00:00Z');
    expect(readRetryAfter('120', now)).toBe(120_000);
    expect(readRetryAfter('Sun, 22 Nov 2026 20:01:00 GMT', now)).toBe(60_000);
    expect(readRetryAfter('Sun, 22 Nov 2026 19:00:00 GMT', now)).toBe(0);
    for (const header of [undefined, '', 'soon', '-1']) expect(readRetryAfter(header, now)).toBeNull();
  });
});
