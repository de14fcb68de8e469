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
  ProductRecord,
  ReviewRecord,
  SlotKey,
  SlotRecord,
} from '../contract/records.ts';
import { type Stock, toStock } from './stock.ts';

/** One way to read: a method of a capability, with the kind and the keys under which the cache keeps what it answers. */
export interface Read<C extends CapabilityName, K, V> {
  readonly kind: string;
  readonly capability: C;
  readonly toKey: (key: K) => string;
  readonly fromKey: (text: string) => K;
  readonly ask: (capability: Capabilities[C], keys: readonly K[], call: Call, site: Site) => Promise<Results<V>>;
}

const same = (key: string) => key;

function byText<C extends CapabilityName, V>(
  kind: string,
  capability: C,
  ask: Read<C, string, V>['ask'],
): Read<C, string, V> {
  return { kind, capability, toKey: same, fromKey: same, ask };
}

const product: Read<'products', string, ProductRecord> = byText('product', 'products', (products, ids, call) =>
  products.byIds(ids, call),
);
const productHandle: Read<'products', string, ProductRecord> = byText(
  'productHandle',
  'products',
  (products, handles, call) => products.byHandles(handles, call),
);
const productSku: Read<'products', string, ProductRecord> = byText('productSku', 'products', (products, skus, call) => {
  if (!products.bySkus) throw new TypeError(`site ${call.site.key} joins by sku a connector without products.bySkus`);
  return products.bySkus(skus, call);
});
const category: Read<'categories', string, CategoryRecord> = byText('category', 'categories', (categories, ids, call) =>
  categories.byIds(ids, call),
);
const categoryHandle: Read<'categories', string, CategoryRecord> = byText(
  'categoryHandle',
  'categories',
  (categories, handles, call) => categories.byHandles(handles, call),
);
const price: Read<'prices', string, PriceRecord> = byText('price', 'prices', (prices, skus, call) =>
  prices.bySkus(skus, call),
);
const stock: Read<'stock', string, Stock> = byText('stock', 'stock', async (backend, skus, call, site) => {
  const records = await backend.bySkus(skus, call);
  return records.map((record) => (record === null || record instanceof Error ? record : toStock(record, site)));
});
const media: Read<'media', string, ImageRecord> = byText('media', 'media', (images, ids, call) =>
  images.byIds(ids, call),
);
const page: Read<'content', string, PageRecord> = byText('page', 'content', (content, paths, call) =>
  content.pagesByPaths(paths, call),
);
const review: Read<'reviews', string, ReviewRecord> = byText('review', 'reviews', (reviews, ids, call) =>
  reviews.byIds(ids, call),
);

const slot: Read<'content', SlotKey, SlotRecord> = {
  kind: 'slot',
  capability: 'content',
  toKey: ({ slot: name, subject }) => (subject ? `${name}|${subject.type}|${subject.id}` : name),
  fromKey: (text) => {
    const [name = '', type, ...id] = text.split('|');
    return type === 'product' || type === 'category'
      ? { slot: name, subject: { type, id: id.join('|') } }
      : { slot: name };
  },
  ask: (content, keys, call) => content.slots(keys, call),
};

const reviewList: Read<'reviews', ReviewsKey, ReviewsOfProduct> = {
  kind: 'reviewList',
  capability: 'reviews',
  toKey: ({ productId, first, after }) => JSON.stringify([productId, first, after]),
  fromKey: (text) => {
    const [productId, first, after] = JSON.parse(text) as [string, number, string | null];
    return { productId, first, after };
  },
  ask: (reviews, keys, call) => reviews.byProducts(keys, call),
};

const search: Read<'search', SearchQuery, SearchAnswer> = {
  kind: 'search',
  capability: 'search',
  // Field by field: equal queries have equal keys, whoever made the object.
  toKey: ({ text, categoryId, filters, sort, first, after }) =>
    JSON.stringify({ text, categoryId, filters, sort, first, after }),
  fromKey: (text) => JSON.parse(text) as SearchQuery,
  // A search has an answer of its own, and a page rarely holds two.
  ask: (backend, queries, call) => Promise.all(queries.map((query) => backend.query(query, call))),
};

/** All ways to read, by the kind of what they give. */
export const reads = {
  product,
  productHandle,
  productSku,
  category,
  categoryHandle,
  price,
  stock,
  media,
  page,
  slot,
  reviewList,
  review,
  search,
} as const;
