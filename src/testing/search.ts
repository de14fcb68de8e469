/** What a search must do besides being a list. */
import assert from 'node:assert/strict';
import type { Facet, SearchAnswer, SearchFilters, SearchQuery, SearchSort } from '../contract/capabilities.ts';
import { conform, describe, present } from './assertions.ts';
import { crawl, plainQuery } from './listings.ts';
import { searchAnswer } from './records.ts';
import type { Bench, Check } from './subject.ts';

const nothingCounted = { notApplicable: 'the backend does not count (totalCount is null)' };
const noFacets = { notApplicable: 'the known search has no facet of this kind' };
const noPrices = { notApplicable: 'the connector has no products and prices of its own to compare with' };

const rules: Readonly<Record<string, Check['run']>> = {
  'answers a search of the contract': async (bench) => {
    conform(searchAnswer, await ask(bench), 'search.query');
    return undefined;
  },
  'counts what it lists': async (bench) => {
    const { totalCount } = await ask(bench);
    if (totalCount === null) return nothingCounted;
    assert.equal(totalCount, (await find(bench)).length, 'totalCount differs from the number of entries to the end');
    return undefined;
  },
  'finds products that its own catalogue has': async (bench) => {
    const { products } = bench.connector;
    if (!products) return { notApplicable: 'the connector has no products' };
    const { nodes } = await ask(bench);
    present(await products.byIds(nodes, bench.call()), nodes);
    return undefined;
  },
  'finds nothing for words that nothing has': async (bench) => {
    const answer = await ask(bench, { text: 'qzxjvwk zzqyxwv' });
    assert.deepEqual({ nodes: answer.nodes, endCursor: answer.endCursor }, { nodes: [], endCursor: null });
    return undefined;
  },
  'takes words as text': async (bench) => {
    for (const text of ['"', "'", '*:*) OR (', '\\', '%', '{', '/.*/', '+-&&||!'])
      conform(searchAnswer, await ask(bench, { text }), `search.query ${describe(text)}`);
    return undefined;
  },
  'stays within a category': async (bench) => {
    const { categoryId } = bench.subject.known.search ?? {};
    if (!categoryId) return { notApplicable: 'known.search.categoryId is not given' };
    const inside = await find(bench, { text: null, categoryId });
    const everything = new Set(await find(bench, { text: null }));
    assert.ok(inside.length > 0, `category ${categoryId} is empty`);
    assert.ok(inside.length < everything.size, `category ${categoryId} holds all there is: choose a smaller one`);
    assert.ok(
      inside.every((id) => everything.has(id)),
      'a category holds a product that the whole catalogue has not',
    );
    return undefined;
  },
  'narrows by a facet to what the facet counted': async (bench) => {
    const { facets } = await ask(bench);
    const lists = facets.filter(({ type }) => type === 'LIST').slice(0, 3);
    if (lists.length === 0) return noFacets;
    const everything = new Set(await find(bench));
    for (const facet of lists)
      for (const { value, count } of facet.values.slice(0, 3)) {
        const found = await find(bench, { filters: narrowed({ attributes: { [facet.key]: [value] } }) });
        assert.equal(found.length, count, `${facet.key} = ${value} counted ${count}, but narrows to ${found.length}`);
        assert.ok(
          found.every((id) => everything.has(id)),
          `${facet.key} = ${value} finds more than the search without it`,
        );
      }
    return undefined;
  },
  'counts a facet as if its own filter were absent': async (bench) => {
    const { facets } = await ask(bench);
    const facet = facets.find(({ type, values }) => type === 'LIST' && values.length > 1);
    const [value] = facet?.values ?? [];
    if (!facet || !value) return noFacets;
    const after = await ask(bench, { filters: narrowed({ attributes: { [facet.key]: [value.value] } }) });
    const same = after.facets.find(({ key }) => key === facet.key);
    assert.deepEqual(counts(same), counts(facet), `the counts of ${facet.key} with ${value.value} chosen`);
    return undefined;
  },
  'takes values of one attribute as alternatives, and attributes together': async (bench) => {
    const lists = (await ask(bench)).facets.filter(({ type, values }) => type === 'LIST' && values.length > 0);
    const [first, second] = lists.map(({ key, values }) => ({
      key,
      values: values.slice(0, 2).map(({ value }) => value),
    }));
    if (!first) return noFacets;
    const where = (attributes: Record<string, readonly string[]>) => find(bench, { filters: narrowed({ attributes }) });

    const either = await where({ [first.key]: first.values });
    const each = await Promise.all(first.values.map((value) => where({ [first.key]: [value] })));
    assert.deepEqual(
      sorted(either),
      sorted([...new Set(each.flat())]),
      `${first.key} is any of ${first.values.join(', ')}`,
    );

    for (const [index, one] of first.values.entries())
      for (const other of second?.values ?? []) {
        const key = second?.key ?? '';
        const others = new Set(await where({ [key]: [other] }));
        const both = await where({ [first.key]: [one], [key]: [other] });
        const expected = each[index]?.filter((id) => others.has(id)) ?? [];
        assert.deepEqual(sorted(both), sorted(expected), `${first.key} is ${one} and ${key} is ${other}`);
      }
    return undefined;
  },
  'splits by availability': async (bench) => {
    const everything = await find(bench);
    const available = await find(bench, { filters: narrowed({ available: true }) });
    const soldOut = await find(bench, { filters: narrowed({ available: false }) });
    assert.deepEqual(sorted([...available, ...soldOut]), sorted(everything), 'available and not, together');
    return undefined;
  },
  'lists the same products in every order': async (bench) => {
    const relevant = sorted(await find(bench));
    for (const sort of ['BEST_SELLING', 'PRICE_ASC', 'PRICE_DESC', 'NEWEST', 'TITLE'] satisfies SearchSort[])
      assert.deepEqual(sorted(await find(bench, { sort })), relevant, `sorted by ${sort}`);
    return undefined;
  },
  'sorts by price': async (bench) => {
    const ids = await find(bench, { sort: 'PRICE_ASC' });
    const prices = await pricesOf(bench, ids);
    if (!prices) return noPrices;
    const lowest = (id: string) => Math.min(...(prices.get(id) ?? []));
    assertAscending(ids.map(lowest), 'PRICE_ASC by the lowest price of each product');
    const descending = await find(bench, { sort: 'PRICE_DESC' });
    assertAscending(descending.map(lowest).reverse(), 'PRICE_DESC, read backwards');
    return undefined;
  },
  'narrows by price': async (bench) => {
    const ids = await find(bench);
    const prices = await pricesOf(bench, ids);
    if (!prices) return noPrices;
    const all = [...prices.values()].flat().sort((one, other) => one - other);
    const [min = 0, max = 0] = [all[Math.floor(all.length / 4)], all[Math.floor(all.length / 2)]];
    const within = (id: string) => (prices.get(id) ?? []).some((price) => price >= min && price <= max);
    const found = await find(bench, { filters: narrowed({ price: { min, max } }) });
    assert.deepEqual(sorted(found), sorted(ids.filter(within)), `priced from ${min} to ${max}, both included`);
    return undefined;
  },
};

export const searchChecks: readonly Check[] = Object.entries(rules).map(([rule, run]) => ({
  capability: 'search',
  method: 'search.query',
  rule,
  run,
}));

async function ask(bench: Bench, changes: Partial<SearchQuery> = {}): Promise<SearchAnswer> {
  const query = plainQuery(bench.subject.known, changes);
  const answer = await bench.connector.search?.query(query, bench.call());
  return answer ?? assert.fail(`${bench.connector.name} has no search`);
}

/** All ids that a query finds. */
function find(bench: Bench, changes: Partial<SearchQuery> = {}): Promise<readonly string[]> {
  return crawl((window) => ask(bench, { ...changes, ...window }), 100);
}

function narrowed(filters: Partial<SearchFilters>): SearchFilters {
  return { attributes: {}, price: null, available: null, ...filters };
}

function counts(facet: Facet | undefined): Record<string, number> {
  return Object.fromEntries((facet?.values ?? []).map(({ value, count }) => [value, count]));
}

function sorted(ids: readonly string[]): readonly string[] {
  return ids.toSorted();
}

function assertAscending(numbers: readonly number[], what: string): void {
  const falls = numbers.findIndex((number, index) => number < (numbers[index - 1] ?? number));
  assert.equal(falls, -1, `${what}: ${numbers[falls]} comes after ${numbers[falls - 1]} in ${describe(numbers)}`);
}

/** Prices of the variants of each product in minor units; undefined when the connector cannot tell. */
async function pricesOf(bench: Bench, ids: readonly string[]): Promise<Map<string, readonly number[]> | undefined> {
  const { products, prices } = bench.connector;
  if (!products || !prices) return undefined;
  const records = present(await products.byIds(ids, bench.call()), ids);
  const skus = records.flatMap(({ variants = [] }) => variants.map(({ sku }) => sku));
  const amounts = await prices.bySkus(skus, bench.call());
  const bySku = new Map(
    skus.flatMap((sku, index) => {
      const price = amounts[index];
      return price && !(price instanceof Error) ? [[sku, price.price.minor] as const] : [];
    }),
  );
  return new Map(
    records.map(({ id, variants = [] }) => [id, variants.flatMap(({ sku }) => bySku.get(sku) ?? [])] as const),
  );
}
