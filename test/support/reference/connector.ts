/** A connector that keeps every rule of the contract: the yardstick of the conformance suite's own tests. */
import type { Call, Results } from '../../../src/contract/call.ts';
import type { Listing, Window } from '../../../src/contract/capabilities.ts';
import { type Connector, defineConnector } from '../../../src/contract/connector.ts';
import { ConnectorError } from '../../../src/contract/errors.ts';
import type { CategoryRecord, PageRecord, ProductRecord } from '../../../src/contract/records.ts';
import type { Words } from './data.ts';
import {
  categoryReference,
  customers,
  type Goods,
  goods,
  imageOf,
  locations,
  pages,
  reviews,
  slotOf,
  slug,
} from './data.ts';
import { search } from './search.ts';

export const reference = defineConnector(
  (): Connector => ({
    name: 'reference',
    products: {
      byIds: batch((id, call) =>
        productOf(
          goods.find((one) => one.id === id),
          call,
        ),
      ),
      byHandles: batch((handle, call) =>
        productOf(
          goods.find(({ title }) => slug(word(title, call)) === handle),
          call,
        ),
      ),
      bySkus: batch((sku, call) =>
        productOf(
          goods.find((one) => skusOf(one).includes(sku)),
          call,
        ),
      ),
      list: async (window, call) =>
        page(
          goods.map(({ id }) => id),
          window,
          call,
          'products',
        ),
    },
    categories: {
      byIds: batch((id, call) => categoryOf(id, call)),
      byHandles: batch((handle, call) => {
        const id = ['home', 'bed', 'bath'].find((id) => categoryOf(id, call)?.handle === handle);
        return id === undefined ? null : categoryOf(id, call);
      }),
    },
    prices: {
      bySkus: batch((sku, { site: { currency } }) => {
        const minor = goods.flatMap((one) => one.prices.filter((_price, index) => skusOf(one)[index] === sku))[0];
        if (minor === undefined) return null;
        return { sku, price: { minor, currency }, compareAtPrice: { minor: minor + 500, currency } };
      }),
    },
    stock: {
      bySkus: batch((sku) => {
        const one = goods.find((one) => skusOf(one).includes(sku));
        if (!one) return null;
        const status = one.stock > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK';
        return { sku, status, quantity: one.stock, asOf: '2026-06-01T08:00:00.000Z' } as const;
      }),
    },
    locations: {
      byIds: batch((id) => locations.find((location) => location.id === id) ?? null),
      list: async (window, call) =>
        page(
          locations.map(({ id }) => id),
          window,
          call,
          'locations',
        ),
    },
    media: {
      byIds: batch((id, call) => {
        const one = goods.find((one) => `image-${one.id}` === id);
        return one ? imageOf(id, word(one.title, call)) : null;
      }),
    },
    content: {
      pagesByPaths: batch((path, call) => pageOf(path, call)),
      slots: batch(({ slot, subject }, call) =>
        ['announcement', 'footer'].includes(slot) && !subject
          ? slotOf(slot, word({ nl: 'Gratis bezorgd', en: 'Free delivery' }, call))
          : null,
      ),
    },
    reviews: {
      byIds: batch((id) => reviews.find((review) => review.id === id) ?? null),
      byProducts: batch(({ productId, ...window }, call) => {
        const all = reviews
          .filter((review) => review.productId === productId)
          .sort((one, other) => other.submittedAt.localeCompare(one.submittedAt));
        const { nodes, ...rest } = page(
          all.map(({ id }) => id),
          window,
          call,
          'reviews',
        );
        const mean = all.reduce((sum, { rating }) => sum + rating, 0) / all.length;
        const shown = all.filter(({ id }) => nodes.includes(id));
        return { ...rest, nodes: shown, count: all.length, averageRating: all.length > 0 ? mean : null };
      }),
    },
    customers: { byIds: batch((id) => customers.find((customer) => customer.id === id) ?? null) },
    search: {
      async query(query, call) {
        const { ids, ...rest } = search(query, call.site.language === 'en' ? 'en' : 'nl');
        return { ...page(ids, query, call, 'search'), ...rest, totalCount: ids.length, correctedQuery: null };
      },
    },
    check: async () => [],
    close: async () => undefined,
  }),
);

export function skusOf({ id, prices }: Goods): readonly string[] {
  return prices.map((_price, index) => `${id}-${index + 1}`);
}

function batch<Key, T>(find: (key: Key, call: Call) => T | null) {
  return async (keys: readonly Key[], call: Call): Promise<Results<T>> => {
    call.signal.throwIfAborted();
    return keys.map((key) => find(key, call));
  };
}

function word(words: Words, { locale }: Call): string {
  return locale.startsWith('en') ? words.en : words.nl;
}

function page(ids: readonly string[], { first, after }: Window, call: Call, capability: string): Listing<string> {
  call.signal.throwIfAborted();
  const start = after === null ? 0 : Number(/^after-(\d+)$/.exec(after)?.[1] ?? Number.NaN);
  if (Number.isNaN(start))
    throw new ConnectorError('CONNECTOR_REJECTED', { connector: 'reference', capability }, 'not a cursor of this list');
  const nodes = ids.slice(start, start + first);
  const end = start + nodes.length;
  return {
    nodes,
    endCursor: nodes.length > 0 ? `after-${end}` : null,
    hasNextPage: nodes.length > 0 && end < ids.length,
  };
}

function productOf(one: Goods | undefined, call: Call): ProductRecord | null {
  if (!one) return null;
  const title = word(one.title, call);
  return {
    id: one.id,
    handle: slug(title),
    title,
    descriptionHtml: `<p>${title}</p>`,
    images: [imageOf(`image-${one.id}`, title), { mediaId: `image-${one.id}` }],
    attributes: [{ key: 'colour', label: word({ nl: 'Kleur', en: 'Colour' }, call), value: word(one.colour, call) }],
    variants: skusOf(one).map((sku) => ({ id: `v-${sku}`, sku, title, selectedOptions: [] })),
    categoryIds: [one.category, 'home'],
    publishedAt: one.publishedAt,
  };
}

function categoryOf(id: string, call: Call): CategoryRecord | null {
  const refer = (id: string) => categoryReference(id, (words) => word(words, call));
  const itself = refer(id);
  if (!itself) return null;
  const referAll = (ids: readonly string[]) => ids.flatMap((id) => refer(id) ?? []);
  return id === 'home'
    ? { ...itself, ancestors: [], children: referAll(['bed', 'bath']) }
    : { ...itself, ancestors: referAll(['home']), children: [] };
}

function pageOf(path: string, call: Call): PageRecord | null {
  if (!pages.some((words) => word(words, call) === path)) return null;
  return {
    id: path,
    path,
    title: path.slice(1),
    seo: null,
    sections: [slotOf('main', word({ nl: 'Hoi', en: 'Hi' }, call))],
  };
}
