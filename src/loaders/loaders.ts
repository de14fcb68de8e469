import DataLoader from 'dataloader';
import type { Site } from '../config/site.ts';
import type { Call, Results } from '../contract/call.ts';
import type {
  Capabilities,
  CapabilityName,
  ReviewsKey,
  ReviewsOfProduct,
  SearchAnswer,
  SearchQuery,
} from '../contract/capabilities.ts';
import type {
  CategoryRecord,
  ImageRecord,
  PageRecord,
  PriceRecord,
  ReviewRecord,
  SlotKey,
  SlotRecord,
  StockRecord,
} from '../contract/records.ts';
import { loadProducts, type Product } from './product.ts';
import { loadReviews } from './reviews.ts';
import { askInOrder, type Connectors, sourcesOf } from './sources.ts';

/** Reads one thing by its key: `null` when it does not exist on this site, rejected when no source could be asked. */
export interface Loader<K, V> {
  load(key: K): Promise<V | null>;
}

/**
 * All reads of one request. Keys asked for in the same tick become one call per capability, and no key is asked for
 * twice. Resolvers reach connectors through here and nowhere else.
 */
export interface Loaders {
  readonly productById: Loader<string, Product>;
  readonly productByHandle: Loader<string, Product>;
  readonly categoryById: Loader<string, CategoryRecord>;
  readonly categoryByHandle: Loader<string, CategoryRecord>;
  readonly priceBySku: Loader<string, PriceRecord>;
  readonly stockBySku: Loader<string, StockRecord>;
  readonly imageById: Loader<string, ImageRecord>;
  readonly pageByPath: Loader<string, PageRecord>;
  readonly slot: Loader<SlotKey, SlotRecord>;
  readonly reviewsOfProduct: Loader<ReviewsKey, ReviewsOfProduct>;
  readonly reviewById: Loader<string, ReviewRecord>;
  readonly search: Loader<SearchQuery, SearchAnswer>;
}

export function createLoaders(site: Site, connectors: Connectors, signal: AbortSignal): Loaders {
  const sources = <C extends CapabilityName>(capability: C) => sourcesOf(capability, site, connectors, signal);

  /** A loader over the sources of one capability, asked in order of precedence. */
  const read = <C extends CapabilityName, V, K = string>(
    capability: C,
    ask: (capability: Capabilities[C], keys: readonly K[], call: Call) => Promise<Results<V>>,
    cacheKeyFn?: (key: K) => string,
  ): Loader<K, V> => batched((keys) => askInOrder(sources(capability), keys, ask), cacheKeyFn);

  const batched = <K, V>(
    load: (keys: readonly K[]) => Promise<readonly (V | null | Error)[]>,
    cacheKeyFn?: (key: K) => string,
  ): Loader<K, V> =>
    new DataLoader<K, V | null, unknown>(
      (keys) => {
        signal.throwIfAborted();
        return load(keys);
      },
      { cacheKeyFn },
    );

  const productBy = (by: 'id' | 'handle') =>
    batched((keys: readonly string[]) => loadProducts(by, keys, site, sources('products')));

  return {
    productById: productBy('id'),
    productByHandle: productBy('handle'),
    categoryById: read('categories', (categories, ids, call) => categories.byIds(ids, call)),
    categoryByHandle: read('categories', (categories, handles, call) => categories.byHandles(handles, call)),
    priceBySku: read('prices', (prices, skus, call) => prices.bySkus(skus, call)),
    stockBySku: read('stock', (stock, skus, call) => stock.bySkus(skus, call)),
    imageById: read('media', (media, ids, call) => media.byIds(ids, call)),
    pageByPath: read('content', (content, paths, call) => content.pagesByPaths(paths, call)),
    slot: read('content', (content, keys: readonly SlotKey[], call) => content.slots(keys, call), JSON.stringify),
    reviewsOfProduct: batched((keys) => loadReviews(keys, sources('reviews')), JSON.stringify),
    reviewById: read('reviews', (reviews, ids, call) => reviews.byIds(ids, call)),
    search: read(
      'search',
      // A search is its own batch: each has its own answer, and a page rarely holds two.
      (search, queries: readonly SearchQuery[], call) => Promise.all(queries.map((query) => search.query(query, call))),
      JSON.stringify,
    ),
  };
}
