import { describe, expect, it } from 'vitest';
import { brands } from '../../demo/data/brands.ts';
import { markets } from '../../demo/data/markets.ts';
import type { SectionContent } from '../../src/contract/records.ts';
import { allProducts, callFor, openDemo, siteKeys, sites } from '../connectors/demo-sites.ts';

const demo = openDemo();

/** Words that give a language away: common in it, and no words of the others. */
const giveaways = {
  nl: /\b(het|een|niet|voor|zijn|wordt|geen|ook|uw|wij)\b/i,
  fr: /\b(le|les|une|pas|pour|est|avec|vous|votre|nous)\b/i,
  en: /\b(the|and|with|your|you|that|this)\b/i,
  de: /\b(und|nicht|für|ist|wird|auch|eine)\b/i,
} as const;

/** All texts that a visitor of a site could read, joined. */
async function textOf(key: (typeof siteKeys)[number]): Promise<string> {
  const call = callFor(key);
  const products = await allProducts(demo, key);
  const brand = brands.find((one) => one.key === sites[key].brand);
  const pages = brand?.copy[sites[key].language]?.pages;
  const paths = ['/', ...[pages?.about, pages?.service, pages?.sale, pages?.magazine].map((page) => page?.path ?? '')];
  const all = await demo
    .connector('cms')
    .content?.pagesByPaths([...paths, ...(pages?.stories ?? []).map(({ path }) => path)], call);
  const reviews = await demo.connector('crm').reviews?.byProducts(
    products.map(({ id }) => ({ productId: id, first: 50, after: null })),
    call,
  );
  const media = await demo.connector('dam').media?.byIds(
    products.flatMap(({ images = [] }) => images.flatMap((image) => ('mediaId' in image ? image.mediaId : []))),
    call,
  );
  return JSON.stringify([products, all, reviews, media]).replace(/<[^>]*>|\\n/g, ' ');
}

describe('demo: data', () => {
  it('comes out the same for the same seed, to the byte, and different for another', async () => {
    const [first, again, other] = await Promise.all(
      [7, 7, 8].map(async (seed) => JSON.stringify(await allProducts(openDemo({ seed }), 'zalf-gb'))),
    );
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('makes the same product whatever the number of products', async () => {
    const call = callFor('nachtwit-nl');
    const few = await openDemo({ products: 150 }).connector('shop').products?.byIds(['nw-101', 'nw-190'], call);
    const many = await openDemo({ products: 1_000_000 }).connector('shop').products?.byIds(['nw-101', 'nw-190'], call);
    expect(many).toEqual(few);
  });

  it('reaches the last of a million products by id, by handle and by SKU', async () => {
    const large = openDemo({ products: 1_000_000 });
    const call = callFor('nachtwit-nl');
    const [last] = (await large.connector('pim').products?.byIds(['nw-1000100'], call)) ?? [];
    if (!last || last instanceof Error) throw new Error('the last product is missing');
    expect(await large.connector('pim').products?.byHandles([last.handle], call)).toEqual([last]);
    const sku = last.variants?.[0]?.sku ?? '';
    expect(await large.connector('shop').prices?.bySkus([sku], call)).toEqual([expect.objectContaining({ sku })]);
    expect(await large.connector('pim').products?.byIds(['nw-1000101'], call)).toEqual([null]);
  });

  it.each(siteKeys)('%s has at least 60 products with 1 to 12 variants, and a SKU names one of them', async (key) => {
    const products = await allProducts(demo, key);
    expect(products.length).toBeGreaterThanOrEqual(60);
    for (const { id, variants = [] } of products) {
      expect(variants.length, id).toBeGreaterThanOrEqual(1);
      expect(variants.length, id).toBeLessThanOrEqual(12);
    }
    const skus = products.flatMap(({ variants = [] }) => variants.map(({ sku }) => sku));
    expect(new Set(skus).size).toBe(skus.length);
    expect(new Set(products.map(({ handle }) => handle)).size).toBe(products.length);
  });

  it.each(siteKeys)('%s has prices in its currency, and some former ones that were higher', async (key) => {
    const skus = (await allProducts(demo, key)).flatMap(({ variants = [] }) => variants.map(({ sku }) => sku));
    const prices = (await demo.connector('shop').prices?.bySkus(skus, callFor(key))) ?? [];
    const former = prices.flatMap((price) => {
      if (price === null || price instanceof Error) throw new Error(`${key} has a SKU without a price`);
      expect(price.price.currency).toBe(sites[key].currency);
      return price.compareAtPrice ? [price.compareAtPrice.minor - price.price.minor] : [];
    });
    expect(former.length).toBeGreaterThan(0);
    expect(Math.min(...former)).toBeGreaterThan(0);
  });

  it('asks other prices in Britain, at no single rate', async () => {
    const skus = (await allProducts(demo, 'zalf-nl')).flatMap(({ variants = [] }) => variants.map(({ sku }) => sku));
    const amounts = async (key: 'zalf-nl' | 'zalf-gb') =>
      ((await demo.connector('shop').prices?.bySkus(skus, callFor(key))) ?? []).map((price) =>
        price && !(price instanceof Error) ? price.price.minor : Number.NaN,
      );
    const [euros, pounds] = [await amounts('zalf-nl'), await amounts('zalf-gb')];
    const rates = new Set(euros.map((euro, at) => ((pounds[at] ?? Number.NaN) / euro).toFixed(2)));
    expect(rates.size).toBeGreaterThan(5);
  });

  it.each(brands)('$key lies in at least 6 shops and a warehouse, each within its country', ({ places }) => {
    const bounds: Record<string, readonly [south: number, north: number, west: number, east: number]> = {
      NL: [50.7, 53.6, 3.3, 7.3],
      BE: [49.4, 51.6, 2.5, 6.5],
      GB: [49.9, 58.7, -8.2, 1.8],
      DE: [47.2, 55.1, 5.8, 15.1],
      FR: [41.3, 51.1, -5.2, 9.6],
    };
    expect(places.filter(({ warehouse }) => !warehouse).length).toBeGreaterThanOrEqual(6);
    expect(places.some(({ warehouse }) => warehouse)).toBe(true);
    for (const { name, country, latitude, longitude } of places) {
      const [south, north, west, east] = bounds[country] ?? [0, 0, 0, 0];
      expect(latitude > south && latitude < north && longitude > west && longitude < east, name).toBe(true);
    }
  });

  it('has stock that is plenty, scarce and gone', async () => {
    const skus = (await allProducts(demo, 'zalf-nl')).flatMap(({ variants = [] }) => variants.map(({ sku }) => sku));
    const stock = (await demo.connector('stock').stock?.bySkus(skus, callFor('zalf-nl'))) ?? [];
    const quantities = stock.map((record) => (record && !(record instanceof Error) ? (record.quantity ?? 0) : 0));
    expect(quantities).toContain(0);
    expect(quantities.some((quantity) => quantity > 0 && quantity < 10)).toBe(true);
    expect(quantities.some((quantity) => quantity > 100)).toBe(true);
  });

  it.each(siteKeys)('%s speaks its own language only, and leaves no gap', async (key) => {
    const text = await textOf(key);
    expect(text).not.toMatch(/undefined|\{line\}|\{title\}|NaN/);
    for (const [language, words] of Object.entries(giveaways))
      if (language === sites[key].language) expect(text).toMatch(words);
      else expect(text.match(words)?.[0], `${language} on ${key}`).toBeUndefined();
  });

  it.each(brands)('$key has the same words in every language that it speaks', ({ copy, categories, places }) => {
    const [first, ...others] = Object.values(copy).map((one) => ({
      categories: Object.keys(one.categories),
      groups: Object.keys(one.groups),
      attributes: Object.entries(one.attributes).map(([key, { values }]) => [key, Object.keys(values ?? {})]),
      stories: one.pages.stories.map(({ about }) => about),
    }));
    for (const other of others) expect(other).toEqual(first);
    expect(first?.categories).toEqual(categories.map(({ key }) => key));
    expect(first?.stories.length).toBeGreaterThanOrEqual(6);
    for (const { serves } of places) for (const country of serves) expect(markets).toHaveProperty(country);
  });

  it.each(siteKeys)('%s refers to nothing that does not exist', async (key) => {
    const call = callFor(key);
    const products = await allProducts(demo, key);
    const brand = brands.find((one) => one.key === sites[key].brand);
    const stories = brand?.copy[sites[key].language]?.pages.stories ?? [];
    const pages =
      (await demo.connector('cms').content?.pagesByPaths(['/', ...stories.map(({ path }) => path)], call)) ?? [];
    const slots =
      (await demo.connector('cms').content?.slots(
        products.map(({ id }) => ({ slot: 'product-story', subject: { type: 'product', id } as const })),
        call,
      )) ?? [];
    const contents = [
      ...pages.flatMap((page) => (page && 'sections' in page ? page.sections : null)),
      ...slots,
    ].flatMap((slot): SectionContent[] => {
      if (slot === null || slot instanceof Error) throw new Error(`${key} lacks a page or a slot`);
      return slot.variants.map(({ content }) => content);
    });
    const related = products.flatMap((product) => Object.values(product.related ?? {}).flat());
    const told = contents.flatMap((content) => ('productIds' in content ? content.productIds : []));
    const images = [
      ...products.flatMap((product) => product.images ?? []),
      ...contents.flatMap((content) => ('image' in content && content.image ? [content.image] : [])),
    ].flatMap((image) => ('mediaId' in image ? [image.mediaId] : []));
    const none = (results: readonly unknown[] | undefined) =>
      results?.filter((one) => one === null || one instanceof Error);
    const distinct = (ids: readonly string[]) => [...new Set(ids)];

    expect(related.length).toBeGreaterThan(products.length * 5);
    expect(none(await demo.connector('pim').products?.byIds(distinct([...related, ...told]), call))).toEqual([]);
    expect(none(await demo.connector('dam').media?.byIds(distinct(images), call))).toEqual([]);
    const categoryIds = distinct(products.flatMap((product) => product.categoryIds ?? []));
    expect(none(await demo.connector('shop').categories?.byIds(categoryIds, call))).toEqual([]);
    for (const { id, related: own } of products) expect(Object.values(own ?? {}).flat()).not.toContain(id);
  });

  it('gives the PIM and the shop the same ids, handles and variants', async () => {
    for (const key of siteKeys) {
      const fromPim = await allProducts(demo, key);
      const fromShop = await demo.connector('shop').products?.byIds(
        fromPim.map(({ id }) => id),
        callFor(key),
      );
      const shared = ({ id, handle, title, variants, options, categoryIds }: (typeof fromPim)[number]) => ({
        id,
        handle,
        title,
        variants,
        options,
        categoryIds,
      });
      expect(fromShop?.map((record) => (record && !(record instanceof Error) ? shared(record) : record))).toEqual(
        fromPim.map(shared),
      );
    }
  });

  it('knows customers by what they bought and did', () => {
    const histories = Array.from({ length: 200 }, (_, at) => demo.backends.crm.history(`ct-${10_001 + at}`));
    const orders = histories.flatMap((history) => history.orders);
    expect(orders.length).toBeGreaterThan(100);
    expect(histories.some((history) => history.orders.length === 0)).toBe(true);
    for (const { total, lines, currency } of orders) {
      expect(total).toBe(lines.reduce((sum, { quantity, unitAmount }) => sum + quantity * unitAmount, 0));
      expect(['EUR', 'GBP']).toContain(currency);
    }
    expect(histories.every(({ interactions }) => interactions.length > 0)).toBe(true);
  });

  it('spreads ratings as people do', async () => {
    const products = await allProducts(demo, 'nachtwit-be-fr');
    const keys = products.map(({ id }) => ({ productId: id, first: 100, after: null }));
    const answers = (await demo.connector('crm').reviews?.byProducts(keys, callFor('nachtwit-be-fr'))) ?? [];
    const reviews = answers.flatMap((answer) => (answer && 'nodes' in answer ? answer.nodes : []));
    for (const rating of [1, 2, 3, 4, 5]) expect(reviews.some((review) => review.rating === rating)).toBe(true);
    const mean = reviews.reduce((sum, { rating }) => sum + rating, 0) / reviews.length;
    expect(mean).toBeGreaterThan(3.7);
    expect(mean).toBeLessThan(4.7);
    expect(reviews.some(({ reply }) => reply !== null)).toBe(true);
    expect(answers.some((answer) => answer && 'count' in answer && answer.count === 0)).toBe(true);
  });
});
