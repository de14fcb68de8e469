import type { Call } from '../../src/contract/call.ts';
import type { CapabilityName, SearchSort } from '../../src/contract/capabilities.ts';
import { type Connector, defineConnector } from '../../src/contract/connector.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import { createAsk, createCheck, inOrder } from '../connector.ts';
import { changesFrom } from '../feed.ts';
import { listByBrand } from '../listing.ts';
import type { Shop } from './backend.ts';
import { toCategory, toFacets, toListed, toProduct } from './map.ts';
import type { ShopSort } from './search.ts';
import * as shapes from './shapes.ts';

const sorts: Readonly<Record<SearchSort, ShopSort>> = {
  RELEVANCE: 'relevance',
  BEST_SELLING: 'best-selling',
  PRICE_ASC: 'price-up',
  PRICE_DESC: 'price-down',
  NEWEST: 'newest',
  TITLE: 'title',
};

/** The shop of the demo group: `products` (thin), `categories`, `prices`, `search`. */
export const shop = defineConnector(({ backend }: { backend: Shop }): Connector => {
  const ask = createAsk('shop', backend.wire);
  const channelOf = ({ site, locale }: Call) => ({ brand: site.brand, country: site.country, language: locale });
  const refuse = (capability: CapabilityName, why: string) =>
    new ConnectorError('CONNECTOR_REJECTED', { connector: 'shop', capability }, why);

  async function products(
    method: string,
    keys: readonly string[],
    by: Parameters<Shop['products']>[1],
    keyOf: (row: shapes.Product) => string,
    call: Call,
  ) {
    if (keys.length === 0) return [];
    const logged = { capability: 'products', method, keys: keys.length };
    const { rows } = await ask(logged, call, shapes.products, () => backend.products(channelOf(call), by));
    return inOrder(keys, rows, keyOf, toProduct);
  }

  async function categories(
    method: string,
    keys: readonly string[],
    keyOf: (node: shapes.Category) => string,
    call: Call,
  ) {
    if (keys.length === 0) return [];
    const logged = { capability: 'categories', method, keys: keys.length };
    const { nodes } = await ask(logged, call, shapes.categories, () => backend.categories(channelOf(call)));
    return inOrder(keys, nodes, keyOf, (node) => toCategory(node, nodes));
  }

  return {
    name: 'shop',
    check: createCheck('shop', backend.wire),
    changes: changesFrom(
      backend.feed,
      ({ externalId, sku, editedAt: at }) => [
        sku === null ? { kind: 'product', key: externalId, at } : { kind: 'price', key: sku, at },
      ],
      (query) =>
        listByBrand(query, async (brand, after) => {
          const logged = { capability: 'changes', method: 'list', keys: 1 };
          const { rows, next } = await ask(logged, query, shapes.revisions, () => backend.revisions(brand, after));
          return { rows: rows.flatMap(toListed), next };
        }),
    ),
    products: {
      byIds: (ids, call) => products('byIds', ids, { externalIds: ids }, (row) => row.externalId, call),
      byHandles: (handles, call) => products('byHandles', handles, { slugs: handles }, (row) => row.slug, call),
      async list({ first, after }, call) {
        const page = await ask({ capability: 'products', method: 'list', keys: 1 }, call, shapes.productList, () =>
          backend.listProducts(channelOf(call), first, after),
        );
        if ('refused' in page) throw refuse('products', page.refused);
        return { nodes: page.externalIds, endCursor: page.externalIds.at(-1) ?? null, hasNextPage: page.more };
      },
    },
    categories: {
      byIds: (ids, call) => categories('byIds', ids, (node) => node.externalId, call),
      byHandles: (handles, call) => categories('byHandles', handles, (node) => node.slug, call),
    },
    prices: {
      async bySkus(skus, call) {
        if (skus.length === 0) return [];
        const logged = { capability: 'prices', method: 'bySkus', keys: skus.length };
        const { currency, entries } = await ask(logged, call, shapes.prices, () =>
          backend.prices(channelOf(call), call.site.currency, skus),
        );
        return inOrder(
          skus,
          entries,
          ({ sku }) => sku,
          ({ sku, amount, was }) => ({
            sku,
            price: { minor: amount, currency },
            compareAtPrice: was === null ? null : { minor: was, currency },
          }),
        );
      },
    },
    search: {
      async query({ text, categoryId, filters, sort, first, after }, call) {
        const answer = await ask({ capability: 'search', method: 'query', keys: 1 }, call, shapes.search, () =>
          backend.search(channelOf(call), {
            text,
            category: categoryId,
            facets: new Map(Object.entries(filters.attributes)),
            priceFrom: filters.price?.min ?? null,
            priceTo: filters.price?.max ?? null,
            inStock: filters.available,
            sort: sorts[sort],
            size: first,
            cursor: after,
          }),
        );
        if ('refused' in answer) throw refuse('search', answer.refused);
        return {
          nodes: answer.hits,
          totalCount: answer.total,
          endCursor: answer.next,
          hasNextPage: answer.more,
          correctedQuery: answer.didYouMean,
          facets: toFacets(answer, call.locale, call.site.currency),
        };
      },
    },
  };
});
