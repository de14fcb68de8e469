/** Vendure's Shop API as products, categories, prices, stock and search: docs/connectors/vendure.md. */
import type { Connector } from '../src/contract/connector.ts';
import { defineConnector } from '../src/contract/connector.ts';
import type { Fetch } from './shared/http.ts';
import { vendureApi } from './vendure/api.ts';
import { readCategories } from './vendure/categories.ts';
import { readChanges } from './vendure/changes.ts';
import { checkSites } from './vendure/check.ts';
import { readPrices, readStock } from './vendure/offers.ts';
import { listProducts, readProducts, readProductsBySku } from './vendure/products.ts';
import { search } from './vendure/search.ts';

export interface VendureOptions {
  /** Absolute URL of the Shop API: `https://shop.example.com/shop-api`. */
  readonly shopApi: string | URL;
  /** Default `vendure`. */
  readonly name?: string;
  /** For tests and proxies; default is the runtime's own. */
  readonly fetch?: Fetch;
  /** Code of the facet that holds the brand: its value becomes `vendor`. Without it this connector does not own `vendor`. */
  readonly vendorFacet?: string;
  /**
   * How variants are found by SKU, for prices and stock. `filter`: in one call, by a filter that `etalagePlugin` adds to
   * Vendure. `search`: on a Vendure as it comes, in two calls, by its search index. Default `search`.
   */
  readonly skuLookup?: 'filter' | 'search';
  /** True where Vendure's search runs with `indexStockStatus: true`: search filters and counts by availability. Default false. */
  readonly indexStockStatus?: boolean;
  /** Vendure's `shopListQueryLimit`: the longest list that it answers. Default 100, as Vendure's. */
  readonly listLimit?: number;
  /**
   * What `etalagePlugin` signs its deliveries with; two while it is changed from one to the other. With it what Vendure
   * answers is kept until a delivery says that it changed, so only where the plugin sends to `/webhooks/{name}`.
   */
  readonly changesSecret?: string | readonly string[];
}

/**
 * A connector to one Vendure server. Per site it reads `settings`: `channelToken`, `languageCode` and `tax`
 * (`included`, the default, or `excluded`).
 *
 * @throws {TypeError} when `shopApi` is not an absolute URL, or `changesSecret` not base64 of 24 bytes or more.
 */
export const vendure = defineConnector(({ changesSecret, ...options }: VendureOptions): Connector => {
  const api = vendureApi(options);
  return {
    name: api.name,
    products: {
      byIds: (ids, call) => readProducts(api, 'id', ids, call),
      byHandles: (handles, call) => readProducts(api, 'slug', handles, call),
      bySkus: (skus, call) => readProductsBySku(api, skus, call),
      list: (window, call) => listProducts(api, window, call),
    },
    categories: {
      byIds: (ids, call) => readCategories(api, 'id', ids, call),
      byHandles: (handles, call) => readCategories(api, 'slug', handles, call),
    },
    prices: { bySkus: (skus, call) => readPrices(api, skus, call) },
    stock: { bySkus: (skus, call) => readStock(api, skus, call) },
    search: { query: (query, call) => search(api, query, call) },
    ...(changesSecret && { changes: readChanges(api, [changesSecret].flat()) }),
    check: (sites, signal) => checkSites(api, sites, signal),
  };
});
