import { describe, expect, it } from 'vitest';
import type { SearchQuery } from '../../src/contract/capabilities.ts';
import { allProducts, callFor, openDemo, type SiteKey } from '../connectors/demo-sites.ts';

const demo = openDemo();

async function search(key: SiteKey, changes: Partial<SearchQuery>, on = demo) {
  const filters = { attributes: {}, price: null, available: null };
  const query = {
    text: null,
    categoryId: null,
    filters,
    sort: 'RELEVANCE' as const,
    first: 100,
    after: null,
    ...changes,
  };
  const answer = await on.connector('shop').search?.query(query, callFor(key));
  if (!answer) throw new Error('the shop has no search');
  return answer;
}

const only = (filters: Partial<SearchQuery['filters']>) => ({
  filters: { attributes: {}, price: null, available: null, ...filters },
});

async function titles(key: SiteKey, ids: readonly string[]) {
  const byId = new Map((await allProducts(demo, key)).map(({ id, title }) => [id, title]));
  return ids.map((id) => byId.get(id) ?? '');
}

describe('demo: search', () => {
  it('finds words in compounds, by their beginning, and without their accents', async () => {
    const compound = await titles('nachtwit-nl', (await search('nachtwit-nl', { text: 'matras' })).nodes);
    expect(compound.some((title) => /^(Pocketveer|Koudschuim|Latex)matras /.test(title))).toBe(true);
    expect((await search('nachtwit-nl', { text: 'dekb' })).nodes.length).toBeGreaterThan(0);
    const plain = await search('nachtwit-be-fr', { text: 'chene' });
    expect(plain.nodes.length).toBeGreaterThan(0);
    expect(plain.nodes).toEqual((await search('nachtwit-be-fr', { text: 'chêne' })).nodes);
  });

  it.each([
    ['nachtwit-nl', 'matrs', 'matras'],
    ['nachtwit-be-fr', 'orellier', 'oreiller'],
    ['zalf-gb', 'shampo0', 'shampoo'],
    ['zalf-gb', 'condtioner rosmary', null],
  ] as const)('%s: %s is taken for %s', async (key, text, corrected) => {
    const answer = await search(key, { text });
    if (corrected === null) expect(answer.nodes).toEqual([]);
    else {
      expect(answer.correctedQuery).toBe(corrected);
      expect(answer.nodes).toEqual((await search(key, { text: corrected })).nodes);
    }
  });

  it('corrects nothing when the words are right, and wants all of them', async () => {
    const both = await search('zalf-gb', { text: 'oat shampoo' });
    expect(both.correctedQuery).toBeNull();
    for (const title of await titles('zalf-gb', both.nodes)) expect(title).toMatch(/oat/i);
    expect(both.nodes.length).toBeLessThan((await search('zalf-gb', { text: 'shampoo' })).nodes.length);
  });

  it('finds a group by all of its categories', async () => {
    const bedding = await search('nachtwit-nl', { categoryId: 'bedding' });
    const parts = await Promise.all(
      ['duvets', 'pillows', 'bed-linen'].map((categoryId) => search('nachtwit-nl', { categoryId })),
    );
    expect(bedding.nodes.toSorted()).toEqual(parts.flatMap(({ nodes }) => nodes).toSorted());
    expect((await search('nachtwit-nl', { categoryId: 'hoods' })).nodes).toEqual([]);
  });

  it('leaves by each facet value, of any kind, as many as it counted', async () => {
    const { facets } = await search('nachtwit-be-fr', {});
    expect(facets.map(({ type }) => type)).toEqual(expect.arrayContaining(['LIST', 'PRICE_RANGE', 'BOOLEAN']));
    for (const { key, type, values } of facets)
      for (const { value, count } of values) {
        const [min = 0, max = 0] = value.split('-').map(Number);
        const filters = {
          LIST: only({ attributes: { [key]: [value] } }),
          PRICE_RANGE: only({ price: { min, max } }),
          BOOLEAN: only({ available: value === 'true' }),
        }[type];
        expect((await search('nachtwit-be-fr', filters)).totalCount, `${key} ${value}`).toBe(count);
      }
  });

  it('counts price and availability as if their own filter were absent', async () => {
    const all = await search('zalf-gb', { categoryId: 'soaps' });
    const cheap = await search('zalf-gb', { categoryId: 'soaps', ...only({ price: { min: null, max: 500 } }) });
    const facet = (answer: typeof all, key: string) => answer.facets.find((one) => one.key === key)?.values;
    expect(facet(cheap, 'price')).toEqual(facet(all, 'price'));
    expect(cheap.totalCount).toBeLessThan(all.totalCount ?? 0);
  });

  it.each(['RELEVANCE', 'BEST_SELLING', 'PRICE_ASC', 'PRICE_DESC', 'NEWEST', 'TITLE'] as const)(
    'pages through %s without repeating or leaving out any',
    async (sort) => {
      const whole = await search('nachtwit-nl', { sort });
      const pages: string[] = [];
      let after: string | null = null;
      do {
        const page = await search('nachtwit-nl', { sort, first: 7, after });
        pages.push(...page.nodes);
        after = page.hasNextPage ? page.endCursor : null;
      } while (after !== null);
      expect(pages).toEqual(whole.nodes);
      expect(new Set(pages).size).toBe(72);
    },
  );

  it('reads on after the same product when one before it has gone up in price', async () => {
    const own = openDemo();
    const page = await search('zalf-nl', { sort: 'PRICE_ASC', first: 5 }, own);
    const rest = await search('zalf-nl', { sort: 'PRICE_ASC', after: page.endCursor }, own);
    const [product] = (await own.connector('shop').products?.byIds(page.nodes.slice(0, 1), callFor('zalf-nl'))) ?? [];
    const skus = product && 'variants' in product ? (product.variants ?? []).map(({ sku }) => sku) : [];
    for (const sku of skus) await own.backends.shop.setPrice(sku, 'NL', { amount: 99_900, was: null });
    const later = await search('zalf-nl', { sort: 'PRICE_ASC', after: page.endCursor }, own);
    expect(later.nodes).toEqual([...rest.nodes, page.nodes[0]]);
  });

  it('sorts titles as the language does', async () => {
    const sorted = await titles('nachtwit-be-fr', (await search('nachtwit-be-fr', { sort: 'TITLE' })).nodes);
    expect(sorted).toEqual(sorted.toSorted(new Intl.Collator('fr').compare));
  });

  it.each(['nonsense', Buffer.from('["title",1,2]').toString('base64url')])('refuses the cursor %s', async (after) => {
    await expect(search('zalf-nl', { after })).rejects.toMatchObject({ code: 'CONNECTOR_REJECTED' });
  });

  it('finds a product by its new title and no more by availability that it lost', async () => {
    const own = openDemo();
    expect((await search('zalf-nl', { text: 'zeewier' }, own)).nodes).toEqual([]);
    await own.backends.shop.setTitle('zf-103', 'nl', 'Zeewierzalf Vuurtoren');
    expect((await search('zalf-nl', { text: 'zeewier' }, own)).nodes).toEqual(['zf-103']);
    await own.backends.shop.setInStock('zf-103', 'NL', false);
    expect((await search('zalf-nl', { text: 'zeewier', ...only({ available: true }) }, own)).nodes).toEqual([]);
  });
});
