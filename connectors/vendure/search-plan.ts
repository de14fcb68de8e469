import { z } from 'zod';
import type { Call } from '../../src/contract/call.ts';
import type { Facet } from '../../src/contract/capabilities.ts';
import type { VendureApi } from './api.ts';

/** A search in Vendure's terms. */
export interface SearchPlan {
  readonly term: string | null;
  readonly collectionId: string | null;
  /** Ids of facet values by the facet's code. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  readonly available: boolean | null;
  readonly price: { readonly min: number | null; readonly max: number | null } | null;
  readonly sort: Readonly<Record<string, 'ASC' | 'DESC'>>;
  readonly skip: number;
  readonly take: number;
  readonly taxIncluded: boolean;
}

export interface Found {
  /** Of the window. */
  readonly ids: readonly string[];
  readonly totalCount: number;
  readonly facets: readonly Facet[];
}

const amount = z.union([z.object({ value: z.int() }), z.object({ min: z.int(), max: z.int() })]);

export const facetValueCount = z.object({
  count: z.int(),
  facetValue: z.object({
    id: z.string(),
    name: z.string(),
    facet: z.object({ code: z.string(), name: z.string() }),
  }),
});
export type FacetValueCount = z.infer<typeof facetValueCount>;

/** A variant in the search index, or a product where results are grouped: its price is that of one of its variants. */
export const hit = z.object({
  productId: z.string(),
  currencyCode: z.string(),
  price: amount,
  priceWithTax: amount,
  facetValueIds: z.array(z.string()),
  inStock: z.boolean().optional(),
});
export type Hit = z.infer<typeof hit>;

const response = z.object({ totalItems: z.int(), items: z.array(hit), facetValues: z.array(facetValueCount) });
export type SearchResponse = z.infer<typeof response>;

/** What narrows a search: the words, the collection and the attributes, but for one when its own facet is counted. */
export function narrowing({ term, collectionId, attributes }: SearchPlan, without?: string): Record<string, unknown> {
  return {
    ...(term === null ? {} : { term }),
    ...(collectionId === null ? {} : { collectionId }),
    facetValueFilters: [...attributes].filter(([code]) => code !== without).map(([, ids]) => ({ or: ids })),
  };
}

/**
 * Runs searches side by side in one document.
 *
 * @returns reads the answer of one of them by its name; a name that was not asked throws.
 */
export async function runSearches(
  api: VendureApi,
  inputs: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  call: Call,
): Promise<(name: string) => SearchResponse> {
  const inStock = api.options.indexStockStatus ? 'inStock' : '';
  const selection = `{
    totalItems
    items {
      productId currencyCode facetValueIds ${inStock}
      price { ... on SinglePrice { value } ... on PriceRange { min max } }
      priceWithTax { ... on SinglePrice { value } ... on PriceRange { min max } }
    }
    facetValues { count facetValue { id name facet { code name } } }
  }`;
  // Numbered, since a name may hold a facet's code, which need not be a GraphQL name.
  const numbers = Array.from({ length: inputs.size }, (_, index) => index);
  const answers = await api.query(
    {
      capability: 'search',
      priced: true,
      document: `query (${numbers.map((n) => `$i${n}: SearchInput!`).join(', ')}) {
        ${numbers.map((n) => `s${n}: search(input: $i${n}) ${selection}`).join('\n')}
      }`,
      variables: Object.fromEntries([...inputs.values()].map((input, n) => [`i${n}`, input])),
      data: z.object(Object.fromEntries(numbers.map((n) => [`s${n}`, response]))),
    },
    call,
  );
  const byName = new Map([...inputs.keys()].map((name, n) => [name, answers[`s${n}`]]));
  return (name) => {
    const answer = byName.get(name);
    if (!answer) throw new RangeError(`no search named ${JSON.stringify(name)} was run`);
    return answer;
  };
}

/** The lowest and the highest price of a result, in minor units, with tax or without. */
export function priceOf(
  { price, priceWithTax }: Hit,
  taxIncluded: boolean,
): { readonly min: number; readonly max: number } {
  const of = taxIncluded ? priceWithTax : price;
  return 'value' in of ? { min: of.value, max: of.value } : of;
}
