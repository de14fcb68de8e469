import { createWire, type Wire } from '../backend.ts';
import type { Article, Catalogue } from '../catalogue/articles.ts';
import { priceOf, quantityOf, weeklyPurchases } from '../catalogue/numbers.ts';
import { categoryCopy, copyOf, labelOf, nearestLanguage, titleOf, valueName } from '../catalogue/text.ts';
import { markets } from '../data/markets.ts';
import type { CategoryRange } from '../data/types.ts';
import { createFeed, type Feed } from '../feed.ts';
import { createRevisions, pageOf } from '../listing.ts';
import type { World } from '../world.ts';
import { type ShopQuery, search } from './search.ts';
import { buildIndex, type SearchIndex, type ShopFacts } from './search-index.ts';

/** Which of the shop's assortments is asked: a brand in a country, in a language. */
export interface SalesChannel {
  readonly brand: string;
  readonly country: string;
  readonly language: string;
}

/** An entry of a price list; amounts in minor units. */
export interface ListPrice {
  readonly amount: number;
  readonly was: number | null;
}

/**
 * The shop: numeric ids of its own beside the PIM's as external ids, sales channels, one price list per country, and a
 * search over titles with the facet attributes and the in-stock flag that it imported.
 */
/** What was edited, and when; told when its search finds it so. */
export interface ShopEvent {
  readonly externalId: string;
  /** Only when its price was edited. */
  readonly sku: string | null;
  /** Milliseconds since the epoch. */
  readonly editedAt: number;
}

export interface Shop {
  readonly wire: Wire;
  readonly feed: Feed<ShopEvent>;
  products(channel: SalesChannel, by: { externalIds: readonly string[] } | { slugs: readonly string[] }): unknown;
  listProducts(channel: SalesChannel, size: number, after: string | null): unknown;
  categories(channel: SalesChannel): unknown;
  prices(channel: SalesChannel, currency: string, skus: readonly string[]): unknown;
  search(channel: SalesChannel, query: ShopQuery): Promise<unknown>;
  /** Which products and variations there are, with a word each that is another one after each edit: a page after an index. */
  revisions(brand: string, after: number | null): unknown;
  /** Edits are searchable when the promise fulfils. @throws {RangeError} for an unknown SKU, a country without a price list, or an amount that is no whole number from 0. */
  setPrice(sku: string, country: string, price: ListPrice): Promise<void>;
  /** @throws {RangeError} for an unknown product. */
  setTitle(externalId: string, language: string, title: string): Promise<void>;
  /** The flag that the stock system's export sets. @throws {RangeError} for an unknown product. */
  setInStock(externalId: string, country: string, inStock: boolean): Promise<void>;
  /** Puts a product into another category of its brand. @throws {RangeError} when there is no such product or category. */
  setCategory(externalId: string, category: string): Promise<void>;
  /** When all edits up to now are searchable. */
  indexed(): Promise<void>;
}

export function createShop(world: World): Shop {
  const prices = new Map<string, ListPrice>();
  const titles = new Map<string, string>();
  const stockFlags = new Map<string, boolean>();
  const categories = new Map<string, CategoryRange>();
  const feed = createFeed<ShopEvent>();
  const revisions = createRevisions();
  let indexing: Promise<unknown> = Promise.resolve();
  const indexes = new Map<string, Promise<SearchIndex>>();

  const listPrice = (
    article: Article,
    variant: Article['variants'][number],
    country: string,
  ): ListPrice | undefined => {
    const generated = priceOf(article, variant, country, world.random);
    return (
      prices.get(`${variant.sku} ${country}`) ?? (generated && { amount: generated.price, was: generated.compareAt })
    );
  };

  function factsOf({ brand }: Catalogue): ShopFacts {
    return {
      title: (article, language) => titles.get(`${article.id} ${language}`) ?? titleOf(brand, article, language),
      prices: (article, country) =>
        article.variants.flatMap((variant) => listPrice(article, variant, country)?.amount ?? []),
      inStock: (article, country) =>
        stockFlags.get(`${article.id} ${country}`) ??
        (article.category.madeToMeasure ||
          article.variants.some(({ sku }) =>
            brand.places.some((place) => place.serves.includes(country) && quantityOf(sku, place, world.random) > 0),
          )),
      category: (article) => categories.get(article.id) ?? article.category,
      purchases: (article, country) => weeklyPurchases(article, country, world.random),
    };
  }

  function indexOf(catalogue: Catalogue, language: string, country: string): Promise<SearchIndex> {
    const key = `${catalogue.brand.key} ${language} ${country}`;
    let index = indexes.get(key);
    if (!index) {
      index = buildIndex(world, catalogue, factsOf(catalogue), language, country);
      indexes.set(key, index);
    }
    return index;
  }

  function find(externalId: string): { catalogue: Catalogue; article: Article } {
    for (const catalogue of world.catalogues) {
      const article = catalogue.byId(externalId);
      if (article) return { catalogue, article };
    }
    throw new RangeError(`the shop has no product ${externalId}`);
  }

  /** Brings an edit into the indexes, then tells of it. */
  function publish(externalId: string, sku: string | null = null): Promise<void> {
    const editedAt = Date.now();
    const { catalogue, article } = find(externalId);
    async function reindex() {
      for (const [key, index] of indexes)
        if (key.startsWith(`${catalogue.brand.key} `)) (await index).refresh(article.index);
      revisions.bump(sku ?? externalId);
      feed.tell({ externalId, sku, editedAt });
    }
    const done = reindex();
    indexing = Promise.allSettled([indexing, done]);
    return done;
  }

  function render(catalogue: Catalogue, article: Article, { language, country }: SalesChannel) {
    const { brand } = catalogue;
    const facts = factsOf(catalogue);
    const category = facts.category(article);
    return {
      id: 50_000 + article.index,
      externalId: article.id,
      slug: catalogue.handle(article, language),
      title: facts.title(article, language),
      attributes: article.category.axes.map(({ key }) => ({
        code: key,
        name: labelOf(brand, key, language),
        terms: (article.choices[key] as readonly string[]).map((value) => ({
          code: value,
          name: valueName(brand, key, value, language),
        })),
      })),
      variations: article.variants.map(({ sku, values }) => ({ sku, terms: values })),
      categoryExternalIds: [category.key, category.group],
      soldLastWeek: weeklyPurchases(article, country, world.random),
    };
  }

  const catalogueOf = ({ brand, language }: SalesChannel) => {
    const catalogue = world.catalogue(brand);
    return catalogue && { catalogue, language: nearestLanguage(catalogue.brand, language) };
  };

  return {
    wire: createWire(),
    feed,
    products(channel, by) {
      const found = catalogueOf(channel);
      if (!found) return { rows: [] };
      const { catalogue, language } = found;
      const articles =
        'externalIds' in by
          ? by.externalIds.map((id) => catalogue.byId(id))
          : by.slugs.map((slug) => catalogue.byHandle(slug, language));
      return {
        rows: articles
          .filter((article) => article !== undefined)
          .map((article) => render(catalogue, article, { ...channel, language })),
      };
    },
    listProducts(channel, size, after) {
      const catalogue = world.catalogue(channel.brand);
      if (!catalogue) return { externalIds: [], more: false };
      const last = after === null ? -1 : catalogue.byId(after)?.index;
      if (last === undefined) return { refused: `after: no product ${after}` };
      const end = Math.min(catalogue.count, last + 1 + size);
      const externalIds: string[] = [];
      for (let place = last + 1; place < end; place++) externalIds.push(catalogue.at(place).id);
      return { externalIds, more: end < catalogue.count };
    },
    categories(channel) {
      const found = catalogueOf(channel);
      if (!found) return { nodes: [] };
      const { brand } = found.catalogue;
      const copy = copyOf(brand, found.language);
      return {
        nodes: [
          ...brand.groups.map((key, at) => ({
            id: 900 + at,
            externalId: key,
            parentExternalId: null,
            slug: copy.groups[key]?.handle,
            name: copy.groups[key]?.title,
          })),
          ...brand.categories.map(({ key, group }, at) => {
            const { handle, title } = categoryCopy(brand, key, found.language);
            return { id: 1000 + at, externalId: key, parentExternalId: group, slug: handle, name: title };
          }),
        ],
      };
    },
    prices(channel, currency, skus) {
      const catalogue = world.catalogue(channel.brand);
      if (!catalogue || markets[channel.country]?.currency !== currency) return { currency, entries: [] };
      return {
        currency,
        entries: skus.flatMap((sku) => {
          const found = catalogue.bySku(sku);
          const price = found && listPrice(found.article, found.variant, channel.country);
          return price ? [{ sku, ...price }] : [];
        }),
      };
    },
    async search(channel, query) {
      const found = catalogueOf(channel);
      if (!found) return { refused: `no sales channel for brand ${channel.brand}` };
      const { catalogue, language } = found;
      return search(await indexOf(catalogue, language, channel.country), catalogue, language, query);
    },
    revisions(brand, after) {
      const catalogue = world.catalogue(brand);
      if (!catalogue) return { rows: [], next: null };
      const { indices, next } = pageOf(catalogue.count, after);
      const rows = indices.map((index) => {
        const { id, variants } = catalogue.at(index);
        return {
          externalId: id,
          revision: revisions.of(id),
          variations: variants.map(({ sku }) => ({ sku, revision: revisions.of(sku) })),
        };
      });
      return { rows, next };
    },
    async setPrice(sku, country, price) {
      const found = world.catalogues.map((catalogue) => catalogue.bySku(sku)).find(Boolean);
      if (!found || !markets[country])
        throw new RangeError(`the shop has no price of SKU ${sku} for country ${country}`);
      if (!Number.isSafeInteger(price.amount) || price.amount < 0)
        throw new RangeError(`a price is a whole number of minor units from 0, got ${price.amount}`);
      prices.set(`${sku} ${country}`, price);
      await publish(found.article.id, sku);
    },
    async setTitle(externalId, language, title) {
      find(externalId);
      titles.set(`${externalId} ${language}`, title);
      await publish(externalId);
    },
    async setInStock(externalId, country, inStock) {
      const { catalogue, article } = find(externalId);
      if (factsOf(catalogue).inStock(article, country) === inStock) return;
      stockFlags.set(`${externalId} ${country}`, inStock);
      await publish(externalId);
    },
    async setCategory(externalId, category) {
      const { brand } = find(externalId).catalogue;
      const found = brand.categories.find(({ key }) => key === category);
      if (!found) throw new RangeError(`the shop has no category ${category} for ${brand.key}`);
      categories.set(externalId, found);
      await publish(externalId);
    },
    async indexed() {
      await indexing;
    },
  };
}
