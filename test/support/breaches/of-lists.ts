import type { Listing, SearchAnswer, SearchFilters, SearchQuery } from '../../../src/contract/capabilities.ts';
import { type Breaches, withMethod } from './breach.ts';

const listing = (change: (page: Listing<string>) => object) =>
  withMethod('products.list', async (ask, window, call) => {
    const page = await ask(window, call);
    return { ...page, ...change(page) };
  });

const answering = (change: (answer: SearchAnswer) => object) =>
  withMethod('search.query', async (ask, query, call) => {
    const answer = await ask(query, call);
    return { ...answer, ...change(answer) };
  });

const asking = (change: (query: SearchQuery) => Partial<SearchQuery>) =>
  withMethod('search.query', (ask, query, call) => ask({ ...query, ...change(query) }, call));

const filtering = (change: (filters: SearchFilters) => Partial<SearchFilters>) =>
  asking(({ filters }) => ({ filters: { ...filters, ...change(filters) } }));

export const breachesOfLists: Breaches = {
  'lists everything once, to the end': {
    'an entry twice': listing(({ nodes }) => ({ nodes: nodes.map(() => nodes[0]) })),
    'a list that stops early': listing(({ nodes }) => ({ nodes: nodes.slice(0, 2) })),
    'a list that goes round': listing(() => ({ hasNextPage: true, endCursor: 'after-0' })),
    'no cursor': listing(() => ({ endCursor: null })),
  },
  'lists the same in pages of any size': {
    'pages of its own size': withMethod('products.list', (ask, window, call) => ask({ ...window, first: 50 }, call)),
    'a next page that is empty': listing(({ nodes }) => ({ hasNextPage: nodes.length > 0 })),
    'an order that depends on the page': listing(({ nodes }) => ({ nodes: nodes.toReversed() })),
  },
  'refuses a cursor that it never gave out': {
    'a start from the beginning': withMethod('products.list', (ask, window, call) =>
      ask(window, call).catch(() => ask({ ...window, after: null }, call)),
    ),
    'a crash': withMethod('products.list', (ask, window, call) =>
      ask(window, call).catch(() => Promise.reject(new SyntaxError('unexpected token'))),
    ),
  },
  'answers a search of the contract': { 'no facets': answering(() => ({ facets: null })) },
  'counts what it lists': {
    'a count of something else': answering(({ totalCount }) => ({ totalCount: (totalCount ?? 0) + 1 })),
  },
  'finds products that its own catalogue has': { 'a product that is gone': answering(() => ({ nodes: ['ghost'] })) },
  'finds nothing for words that nothing has': { 'everything instead': asking(() => ({ text: null })) },
  'takes words as text': {
    'a query language': withMethod('search.query', (ask, query, call) =>
      query.text?.includes('*') ? Promise.reject(new Error('syntax')) : ask(query, call),
    ),
  },
  'stays within a category': { 'a category that is ignored': asking(() => ({ categoryId: null })) },
  'narrows by a facet to what the facet counted': {
    'filters that are ignored': filtering(() => ({ attributes: {} })),
  },
  'counts a facet as if its own filter were absent': {
    'counts of what is left': withMethod('search.query', async (ask, query, call) => {
      const answer = await ask(query, call);
      const chosen = Object.values(query.filters.attributes).flat();
      if (chosen.length === 0) return answer;
      const left = answer.facets.map((facet) => ({
        ...facet,
        values: facet.values.filter(({ value }) => chosen.includes(value)),
      }));
      return { ...answer, facets: left };
    }),
  },
  'takes values of one attribute as alternatives, and attributes together': {
    'only the first value': filtering(({ attributes }) => ({
      attributes: Object.fromEntries(Object.entries(attributes).map(([key, values]) => [key, values.slice(0, 1)])),
    })),
    'only the first attribute': filtering(({ attributes }) => ({
      attributes: Object.fromEntries(Object.entries(attributes).slice(0, 1)),
    })),
  },
  'splits by availability': { 'availability that is ignored': filtering(() => ({ available: null })) },
  'lists the same products in every order': {
    'an order that hides some': asking(({ sort, text }) => ({ text: sort === 'NEWEST' ? 'laken' : text })),
  },
  'sorts by price': { 'an order that is ignored': asking(() => ({ sort: 'RELEVANCE' })) },
  'narrows by price': { 'a price that is ignored': filtering(() => ({ price: null })) },
};
