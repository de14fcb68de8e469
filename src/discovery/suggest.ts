import type { RequestContext } from '../context/context.ts';
import type { SearchQuery } from '../contract/capabilities.ts';
import type { CategoryReference } from '../contract/records.ts';
import type { Place } from '../loaders/loaders.ts';
import type { Product } from '../loaders/product.ts';
import { chain, each, type Soon } from '../loaders/soon.ts';

export interface Suggestions {
  readonly queries: { text: string }[];
  readonly products: Product[];
  readonly categories: CategoryReference[];
}

/** Titles looked at for how the words may go on. */
const candidates = 20;

/** How the words typed so far may go on, and what they may mean. Nothing for an empty text. */
export function suggest(text: string, first: number, { loaders }: RequestContext, place: Place): Soon<Suggestions> {
  if (!text) return { queries: [], products: [], categories: [] };
  const query: SearchQuery = {
    text,
    categoryId: null,
    filters: { attributes: {}, price: null, available: null },
    sort: 'RELEVANCE',
    first: Math.max(first, candidates),
    after: null,
  };
  const searched = chain(loaders.search.load(query, place), (answer) =>
    each(answer?.nodes ?? [], (id) => loaders.productById.load(id, place)),
  );
  return chain(searched, (found) => {
    const products = found.filter((product) => product !== null);
    const categoryIds = [...new Set(products.flatMap(({ categoryIds = [] }) => categoryIds.slice(0, 1)))];
    return chain(
      each(categoryIds.slice(0, first), (id) => loaders.categoryById.load(id, place)),
      (categories) => ({
        queries: completions(text, products, first).map((completion) => ({ text: completion })),
        products: products.slice(0, first),
        categories: categories.filter((category) => category !== null),
      }),
    );
  });
}

/** The typed words with the last one completed by the words of the titles found, the most frequent first. */
function completions(text: string, products: readonly Product[], first: number): string[] {
  const words = text.toLowerCase().split(/\s+/);
  const last = words.pop() ?? '';
  const counts = new Map<string, number>();
  for (const { title } of products) {
    for (const word of new Set(title.toLowerCase().split(/[^\p{L}\p{N}]+/u))) {
      if (word.startsWith(last) && !words.includes(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || a.localeCompare(b))
    .slice(0, first)
    .map(([word]) => [...words, word].join(' '));
}
