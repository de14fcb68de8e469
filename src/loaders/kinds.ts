import { defineKind, type KindDirectory } from '../cache/kinds.ts';
import { groupTag, wholeTag } from '../cache/tags.ts';
import type { SearchQuery } from '../contract/capabilities.ts';
import type { CategoryRecord, PriceRecord, ProductRecord, ReviewRecord } from '../contract/records.ts';
import { isSellable, type Stock } from './stock.ts';

/**
 * What the cache must know of each kind of entity that a loader reads: in which facets it can change, which lists it
 * enters and leaves, on what else it depends, and for how long it may stand in for a backend that is down.
 *
 * A change names its entity by these kinds and keys: product (id), price and stock (SKU), category (id), media (id), page
 * (path), slot (`slot` or `slot|type|id`), slots (a slot's name, for all of its subjects), reviews (product id), review (id).
 */

const minute = 60_000;
const day = 24 * 60 * minute;

/** Text and pictures are worth showing for a day when their backend is down; a price for an hour; stock for ten minutes. */
const staleIfErrorMs = { content: day, price: 60 * minute, stock: 10 * minute };

const product = defineKind<ProductRecord>({
  staleIfErrorMs: staleIfErrorMs.content,
  groups: (record) => ({
    all: record,
    [`handle.${record.handle}`]: record.id,
    ...Object.fromEntries((record.categoryIds ?? []).map((id) => [`category.${id}`, record])),
  }),
});

const category = defineKind<CategoryRecord>({
  staleIfErrorMs: staleIfErrorMs.content,
  groups: ({ id, handle }) => ({ [`handle.${handle}`]: id }),
  dependsOn: (_, record) =>
    [...(record?.ancestors ?? []), ...(record?.children ?? [])].map(({ id }) => wholeTag('category', id)),
});

/** An entity found by another key than its own: nothing but what it shows. */
const found = <T extends { readonly id: string }>(kind: 'product' | 'category', by: string) =>
  defineKind<T>({
    staleIfErrorMs: staleIfErrorMs.content,
    own: ({ id }) => id,
    shows: (_, record) => [{ kind, key: record.id, value: record }],
    dependsOn: (key, record) => (record ? [] : [groupTag(kind, by === 'handle' ? `handle.${key}` : 'all')]),
  });

const price = defineKind<PriceRecord>({
  staleIfErrorMs: staleIfErrorMs.price,
  groups: (record) => ({ all: record }),
});

const stock = defineKind<Stock>({
  staleIfErrorMs: staleIfErrorMs.stock,
  facets: { status: ({ status }) => status },
  groups: ({ status }) => ({ sellable: isSellable(status) }),
});

const search = defineKind<unknown>({
  staleIfErrorMs: staleIfErrorMs.stock,
  dependsOn: (key) => {
    const { categoryId } = JSON.parse(key) as SearchQuery;
    return [
      groupTag('product', categoryId === null ? 'all' : `category.${categoryId}`),
      // Counts and order take the price and the availability of all that could be in the list.
      groupTag('price', 'all'),
      groupTag('stock', 'sellable'),
    ];
  },
});

const content = defineKind<unknown>({ staleIfErrorMs: staleIfErrorMs.content });

const kinds: Readonly<Record<string, ReturnType<typeof defineKind>>> = {
  product,
  productHandle: found<ProductRecord>('product', 'handle'),
  productSku: found<ProductRecord>('product', 'sku'),
  category,
  categoryHandle: found<CategoryRecord>('category', 'handle'),
  price,
  stock,
  search,
  media: content,
  page: content,
  slot: defineKind<unknown>({
    staleIfErrorMs: staleIfErrorMs.content,
    dependsOn: (key) => [wholeTag('slots', key.split('|', 1)[0] as string)],
  }),
  reviewList: defineKind<unknown>({
    staleIfErrorMs: staleIfErrorMs.content,
    dependsOn: (key) => [wholeTag('reviews', (JSON.parse(key) as [string])[0])],
  }),
  review: defineKind<ReviewRecord>({
    staleIfErrorMs: staleIfErrorMs.content,
    dependsOn: (_, record) => (record ? [wholeTag('reviews', record.productId)] : []),
  }),
};

export const kindOf: KindDirectory = (kind) => kinds[kind];
