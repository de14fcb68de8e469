import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { openClient } from '../support/streams.ts';

let demo: DemoServer;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.close());

/** Words that a text in this language can hardly do without, and that the others do not have. */
const languageOf: Record<string, { words: RegExp; currency: string }> = {
  'nachtwit-nl': { words: /\b(het|een|voor|met|niet)\b/i, currency: 'EUR' },
  'nachtwit-de': { words: /\b(und|nicht|für|ist|eine)\b/i, currency: 'EUR' },
  'nachtwit-be-fr': { words: /\b(les|des|pour|avec|une)\b/i, currency: 'EUR' },
  'helder-nl': { words: /\b(het|een|voor|met|niet)\b/i, currency: 'EUR' },
  'helder-gb': { words: /\b(the|with|and|your|for)\b/i, currency: 'GBP' },
  'helder-de': { words: /\b(und|nicht|für|ist|eine)\b/i, currency: 'EUR' },
  'zalf-nl': { words: /\b(het|een|voor|met|niet)\b/i, currency: 'EUR' },
  'zalf-fr': { words: /\b(les|des|du|pour|avec|sur|une)\b/i, currency: 'EUR' },
  'zalf-gb': { words: /\b(the|with|and|your|for)\b/i, currency: 'GBP' },
  'rits-nl': { words: /\b(het|een|voor|met|niet)\b/i, currency: 'EUR' },
};
const sites = Object.keys(languageOf);

/** Handles of the first products and of a category of a site. */
async function samplesOf(site: string) {
  const { data } = await demo.ask(site, '{ search(query: "", first: 60) { nodes { handle title } } }');
  const handles: string[] = data.search.nodes.map(({ handle }: { handle: string }) => handle);
  const [word] = data.search.nodes[0].title.split(' ');
  const found = await demo.ask(site, `{ predictiveSearch(query: ${JSON.stringify(word)}) { categories { handle } } }`);
  return { handles, word, category: found.data.predictiveSearch.categories[0].handle as string };
}

/** Paths at which an answer is null, list indices left out. */
function nullsIn(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (Array.isArray(value)) return value.flatMap((item) => nullsIn(item, path));
  if (typeof value !== 'object') return [];
  return Object.entries(value as object).flatMap(([key, item]) => nullsIn(item, path ? `${path}.${key}` : key));
}

/** Nulls that say something: nothing of the kind exists, in a place where that is normal. */
const meaningful = [
  /(compareAtPrice|reply|exposure|endsAt|tone|unit|endCursor|correctedQuery|viewers)$/,
  // Told only while few are left.
  /availability\.(quantity|asOf)$/,
  // Who writes a review may leave both out.
  /reviews\.nodes\.(title|author)$/,
  // Without reviews there is no mean; with no purchases no sentence about them.
  /(averageRating|socialProof\.text)$/,
  /\.link$/,
  /sections\.(heading|body|image|html)$/,
];

function expectWhole({ data, errors, extensions }: Answer, site: string) {
  expect(errors).toBeUndefined();
  expect(extensions).toBeUndefined();
  expect(nullsIn(data).filter((path) => !meaningful.some((pattern) => pattern.test(path)))).toEqual([]);
  const text = JSON.stringify(data);
  for (const [, currency] of text.matchAll(/"currencyCode":"(\w+)"/g))
    expect(currency).toBe(languageOf[site]?.currency);
  return text;
}

describe.each(sites)('documents: %s', (site) => {
  it('Site', async () => {
    const answer = await demo.askFor(site, 'Site');
    expectWhole(answer, site);
    expect(answer.data.site).toMatchObject({
      key: site,
      channel: 'WEB',
      currency: { isoCode: languageOf[site]?.currency },
    });
    const [brand] = site.split('-');
    expect(answer.data.site.alternatives).toHaveLength(sites.filter((one) => one.startsWith(`${brand}-`)).length - 1);
  });

  it('ProductPage, of sixty products', async () => {
    const { handles } = await samplesOf(site);
    expect(handles).toHaveLength(60);
    for (const handle of handles) {
      const answer = await demo.askFor(site, 'ProductPage', { handle });
      const text = expectWhole(answer, site);
      expect(text).toMatch(languageOf[site]?.words as RegExp);
      const { product } = answer.data;
      expect(product.descriptionHtml).toMatch(languageOf[site]?.words as RegExp);
      expect(product.variants.nodes.length).toBeGreaterThan(0);
      expect(product.images.nodes.length).toBeGreaterThan(0);
      expect(product.attributes.length).toBeGreaterThan(0);
      expect(product.complementary.length + product.alternatives.length + product.look.length).toBeGreaterThan(0);
    }
  });

  it('CategoryPage, to its last page, filtered and sorted', async () => {
    const { category } = await samplesOf(site);
    const first = await demo.askFor(site, 'CategoryPage', { handle: category, first: 3, sort: 'PRICE_ASC' });
    expectWhole(first, site);
    const { totalCount, filters } = first.data.category.products;
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data } = await demo.askFor(site, 'CategoryPage', {
        handle: category,
        first: 3,
        sort: 'PRICE_ASC',
        after,
      });
      const { nodes, pageInfo } = data.category.products;
      seen.push(...nodes.map(({ handle }: { handle: string }) => handle));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(totalCount);
    for (const { values } of filters) {
      for (const { input, count } of values) {
        const { data } = await demo.askFor(site, 'CategoryPage', { handle: category, filters: [input] });
        expect(data.category.products.totalCount).toBe(count);
      }
    }
  });

  it('Page', async () => {
    const answer = await demo.askFor(site, 'Page', { path: '/' });
    expect(expectWhole(answer, site)).toMatch(languageOf[site]?.words as RegExp);
    const types = answer.data.page.sections.map(({ __typename }: { __typename: string }) => __typename);
    expect(new Set(types)).toEqual(new Set(['Hero', 'Banner', 'Story', 'ProductRail']));
  });

  it('Search and Suggest', async () => {
    const { word } = await samplesOf(site);
    const found = await demo.askFor(site, 'Search', { query: word });
    expectWhole(found, site);
    expect(found.data.search.totalCount).toBeGreaterThan(0);
    const suggested = await demo.askFor(site, 'Suggest', { query: word.slice(0, 4) });
    expectWhole(suggested, site);
    expect(suggested.data.predictiveSearch.queries.length).toBeGreaterThan(0);
    expect(suggested.data.predictiveSearch.products.length).toBeGreaterThan(0);
    const none = await demo.askFor(site, 'Search', { query: 'qqxzwv' });
    expect(none.data.search).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it('Say', async () => {
    const { handles } = await samplesOf(site);
    const answer = await demo.askFor(site, 'Say', { handle: handles[0] });
    expectWhole(answer, site);
    const { text, ssml } = answer.data.product.speech;
    // Ten seconds at 2.5 words.
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(25);
    expect(ssml).toMatch(/^<speak>(<s>[^<]+<\/s>)+<\/speak>$/);
  });

  it('Changes and LiveProduct', async () => {
    const { handles } = await samplesOf(site);
    const variables = { handle: handles[0] };
    const plain = await demo.askFor(site, 'LiveProduct', variables);
    expectWhole(plain, site);
    const { streams } = demo.server.app;
    const live = openClient(streams, documentOf('LiveProduct'), variables, { site });
    expect((await live.next()).body).toEqual(plain);
    const changes = openClient(streams, documentOf('Changes'), { handles: handles.slice(0, 2) }, { site });
    for (const { body, cursor } of [await changes.next(), await changes.next()]) {
      expectWhole(body, site);
      const { product, ...change } = body.data.productChanged;
      const fields = ['id', 'handle', 'title', 'priceRange', 'variants'];
      expect(change).toEqual({ kind: 'SNAPSHOT', cursor, handle: product.handle, fields });
    }
    for (const client of [live, changes]) client.close();
  });

  it('answers null, without an error, for what does not exist', async () => {
    for (const [document, variables] of [
      ['ProductPage', { handle: 'no-such-thing' }],
      ['CategoryPage', { handle: 'no-such-thing' }],
      ['Page', { path: '/no-such-thing' }],
    ] as const) {
      const { data, errors, extensions } = await demo.askFor(site, document, variables);
      expect({ errors, extensions }).toEqual({ errors: undefined, extensions: undefined });
      expect(Object.values(data)).toEqual([null]);
    }
  });

  it('fetches everything public again by its id', async () => {
    const { handles } = await samplesOf(site);
    const page = await demo.askFor(site, 'ProductPage', { handle: handles[0] });
    const home = await demo.askFor(site, 'Page', { path: '/' });
    const { category } = await samplesOf(site);
    const list = await demo.askFor(site, 'CategoryPage', { handle: category, first: 1 });
    const { product } = page.data;
    const wanted: [string, string][] = [
      ['Product', product.id],
      ['ProductVariant', product.variants.nodes[0].id],
      ['Page', home.data.page.id],
      ['Category', list.data.category.id],
      ...product.reviews.nodes.map(({ id }: { id: string }): [string, string] => ['Review', id]),
    ];
    for (const [type, id] of wanted) {
      const { data, errors } = await demo.ask(site, 'query ($id: ID!) { node(id: $id) { __typename id } }', { id });
      expect(errors).toBeUndefined();
      expect(data.node).toEqual({ __typename: type, id });
    }
  });
});

describe('documents: calls', () => {
  let uncached: DemoServer;
  beforeAll(async () => {
    uncached = await startDemo({ config: { cache: false } });
  });
  afterAll(() => uncached.close());

  const capabilities = ['products', 'categories', 'prices', 'stock', 'media', 'content', 'reviews', 'search'];

  /** How often each capability of each backend was asked for one document, nothing being cached. */
  async function callsOf(document: string, variables: Record<string, unknown>) {
    const backends = Object.entries(uncached.backends);
    for (const [, { wire }] of backends) wire.calls.clear();
    await uncached.askFor('nachtwit-nl', document, variables);
    return Object.fromEntries(
      backends.flatMap(([name, { wire }]) =>
        capabilities
          .map((capability) => [`${name}.${capability}`, wire.calls.count(capability)] as const)
          .filter(([, count]) => count > 0),
      ),
    );
  }

  it('ProductPage: one per capability and dependency level, the product and what is shown beside it', async () => {
    const { handles } = await samplesOf('nachtwit-nl');
    for (const handle of handles.slice(0, 20)) {
      const calls = await callsOf('ProductPage', { handle });
      for (const [capability, count] of Object.entries(calls))
        expect(count, `${capability} of ${handle}`).toBeLessThanOrEqual(2);
    }
  });

  it.each([
    ['Site', {}, {}],
    ['Say', { handle: '' }, { 'pim.products': 1, 'shop.products': 1, 'shop.prices': 1, 'stock.stock': 1 }],
    [
      'CategoryPage',
      { handle: '' },
      {
        'shop.categories': 1,
        'shop.search': 1,
        'pim.products': 1,
        'shop.products': 1,
        'shop.prices': 1,
        'stock.stock': 1,
        'dam.media': 1,
        'crm.reviews': 1,
        'cms.content': 1,
      },
    ],
    [
      'Search',
      { query: 'kussen' },
      {
        'shop.search': 1,
        'pim.products': 1,
        'shop.products': 1,
        'shop.prices': 1,
        'stock.stock': 1,
        'dam.media': 1,
        'crm.reviews': 1,
      },
    ],
  ])('%s', async (document, given, expected) => {
    const { handles, category } = await samplesOf('nachtwit-nl');
    const handle = document === 'CategoryPage' ? category : handles[0];
    const variables = 'handle' in given ? { handle } : given;
    expect(await callsOf(document, variables)).toEqual(expected);
  });
});
