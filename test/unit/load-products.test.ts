import { describe, expect, it, vi } from 'vitest';
import type { Site } from '../../src/config/site.ts';
import type { ProductsCapability } from '../../src/contract/capabilities.ts';
import type { ProductRecord } from '../../src/contract/records.ts';
import { loadProducts } from '../../src/loaders/product.ts';
import { callFor, type Source } from '../../src/loaders/sources.ts';
import { testSite } from '../support/site.ts';

const down = new Error('down');

function source(name: string, records: readonly ProductRecord[] | Error) {
  const find = (matches: (record: ProductRecord, key: string) => boolean) =>
    vi.fn(async (keys: readonly string[]) => {
      if (records instanceof Error) throw records;
      return keys.map((key) => records.find((record) => matches(record, key)) ?? null);
    });
  const capability = {
    byIds: find((record, id) => record.id === id),
    byHandles: find((record, handle) => record.handle === handle),
    bySkus: find((record, sku) => record.variants?.some((variant) => variant.sku === sku) ?? false),
    list: async () => ({ nodes: [], endCursor: null, hasNextPage: false }),
  } satisfies ProductsCapability;
  return { name, capability, call: callFor(name, testSite(), new AbortController().signal) };
}

const variants = [{ id: 'v', sku: 'SKU-1', title: '', selectedOptions: [] }];
const fromPim: ProductRecord = { id: 'p1', handle: 'pillow', title: 'Rich title', vendor: null, variants };
const fromShop: ProductRecord = { id: 'p1', handle: 'pillow', title: 'Plain', vendor: 'Acme', purchases: 7 };

async function loadOne(by: 'id' | 'handle', key: string, sources: readonly Source<'products'>[], site?: Partial<Site>) {
  const [product] = await loadProducts(by, [key], testSite(site), sources);
  return product;
}

describe('loaders: products of several sources', () => {
  it('merges field by field in order of precedence; null owns a field, undefined does not', async () => {
    const product = await loadOne('handle', 'pillow', [source('pim', [fromPim]), source('shop', [fromShop])]);
    expect(product).toMatchObject({ id: 'p1', title: 'Rich title', vendor: null, purchases: 7, missing: [] });
  });

  it('lets one field have its own precedence', async () => {
    const sources = [source('pim', [fromPim]), source('shop', [fromShop])];
    const product = await loadOne('id', 'p1', sources, { sources: { 'products.vendor': ['shop', 'pim'] } });
    expect(product).toMatchObject({ title: 'Rich title', vendor: 'Acme' });
  });

  it('asks every source once, at the same time', async () => {
    const pim = source('pim', [fromPim]);
    const shop = source('shop', [fromShop]);
    await loadOne('id', 'p1', [pim, shop]);
    expect(pim.capability.byIds).toHaveBeenCalledTimes(1);
    expect(shop.capability.byIds).toHaveBeenCalledTimes(1);
    expect(shop.capability.byHandles).not.toHaveBeenCalled();
  });

  it('serves what the others know when the first is down, and names it', async () => {
    const product = await loadOne('handle', 'pillow', [source('pim', down), source('shop', [fromShop])]);
    expect(product).toMatchObject({ title: 'Plain', missing: ['pim'] });
  });

  it('names a later source that is down', async () => {
    const product = await loadOne('handle', 'pillow', [source('pim', [fromPim]), source('shop', down)]);
    expect(product).toMatchObject({ title: 'Rich title', missing: ['shop'] });
  });

  it('believes the first source that a product does not exist', async () => {
    expect(await loadOne('handle', 'pillow', [source('pim', []), source('shop', [fromShop])])).toBeNull();
  });

  it('fails, and does not say "absent", when the one that would know is down', async () => {
    expect(await loadOne('handle', 'pillow', [source('pim', down), source('shop', [])])).toBe(down);
    expect(await loadOne('handle', 'pillow', [source('pim', down), source('shop', down)])).toBe(down);
  });

  it('joins by handle a source that has ids of its own', async () => {
    const shop = source('shop', [{ ...fromShop, id: '42' }]);
    const product = await loadOne('id', 'p1', [source('pim', [fromPim]), shop], { joins: { shop: 'handle' } });
    expect(product).toMatchObject({ id: 'p1', purchases: 7 });
    expect(shop.capability.byIds).not.toHaveBeenCalled();
  });

  it('joins by SKU a source with other ids and handles', async () => {
    const shop = source('shop', [{ ...fromShop, id: '42', handle: 'other', variants }]);
    for (const [by, key] of [
      ['id', 'p1'],
      ['handle', 'pillow'],
    ] as const) {
      const product = await loadOne(by, key, [source('pim', [fromPim]), shop], { joins: { shop: 'sku' } });
      expect(product).toMatchObject({ id: 'p1', handle: 'pillow', purchases: 7 });
    }
  });

  it('asks again by id when another product carries the same handle', async () => {
    const sources = [
      source('pim', [fromPim]),
      source('shop', [
        { ...fromShop, id: 'p9', purchases: 1 },
        { ...fromShop, handle: 'kussen' },
      ]),
    ];
    expect(await loadOne('handle', 'pillow', sources)).toMatchObject({ id: 'p1', purchases: 7 });
  });
});
