import { describe, expect, it, vi } from 'vitest';
import type { Site } from '../../src/config/site.ts';
import type { ProductsCapability } from '../../src/contract/capabilities.ts';
import type { ProductRecord } from '../../src/contract/records.ts';
import { loadProducts } from '../../src/loaders/product.ts';
import { sourcesOf } from '../../src/loaders/sources.ts';
import { uncached } from '../support/backends.ts';
import { testSite } from '../support/site.ts';

const down = new Error('down');

function source(name: string, records: readonly ProductRecord[] | Error) {
  const find = (matches: (record: ProductRecord, key: string) => boolean) =>
    vi.fn(async (keys: readonly string[]) => {
      if (records instanceof Error) throw records;
      return keys.map((key) => records.find((record) => matches(record, key)) ?? null);
    });
  const products = {
    byIds: find((record, id) => record.id === id),
    byHandles: find((record, handle) => record.handle === handle),
    bySkus: find((record, sku) => record.variants?.some((variant) => variant.sku === sku) ?? false),
    list: async () => ({ nodes: [], endCursor: null, hasNextPage: false }),
  } satisfies ProductsCapability;
  return { name, products };
}

const variants = [{ id: 'v', sku: 'SKU-1', title: '', selectedOptions: [] }];
const fromPim: ProductRecord = { id: 'p1', handle: 'pillow', title: 'Rich title', vendor: null, variants };
const fromShop: ProductRecord = { id: 'p1', handle: 'pillow', title: 'Plain', vendor: 'Acme', purchases: 7 };

type TestSource = ReturnType<typeof source>;

async function readOne(
  by: 'id' | 'handle',
  key: string,
  connectors: readonly TestSource[],
  override: Partial<Site> = {},
) {
  const products = connectors.map(({ name }) => name);
  const site = testSite({ ...override, sources: { products, ...override.sources } });
  const sources = sourcesOf('products', site, uncached(connectors), new AbortController().signal);
  const [reading] = await loadProducts(by, [key], site, sources);
  const failed = reading?.outcomes.filter(({ error }) => error).map(({ ref }) => ref.scope);
  return { value: reading?.value, failed };
}

const loadOne = async (...args: Parameters<typeof readOne>) => (await readOne(...args)).value;

describe('loaders: products of several sources', () => {
  it('merges field by field in order of precedence; null owns a field, undefined does not', async () => {
    const product = await loadOne('handle', 'pillow', [source('pim', [fromPim]), source('shop', [fromShop])]);
    expect(product).toMatchObject({ id: 'p1', title: 'Rich title', vendor: null, purchases: 7 });
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
    expect(pim.products.byIds).toHaveBeenCalledTimes(1);
    expect(shop.products.byIds).toHaveBeenCalledTimes(1);
    expect(shop.products.byHandles).not.toHaveBeenCalled();
  });

  it('serves what the others know when the first is down, and names it', async () => {
    const { value, failed } = await readOne('handle', 'pillow', [source('pim', down), source('shop', [fromShop])]);
    expect(value).toMatchObject({ title: 'Plain' });
    expect(failed).toEqual(['pim@acme-nl']);
  });

  it('names a later source that is down', async () => {
    const { value, failed } = await readOne('handle', 'pillow', [source('pim', [fromPim]), source('shop', down)]);
    expect(value).toMatchObject({ title: 'Rich title' });
    expect(failed).toEqual(['shop@acme-nl']);
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
    expect(shop.products.byIds).not.toHaveBeenCalled();
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
