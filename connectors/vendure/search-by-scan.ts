import type { Call } from '../../src/contract/call.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import type { VendureApi } from './api.ts';
import { attributeFacets, availabilityFacet, priceFacet } from './search-facets.ts';
import {
  type FacetValueCount,
  type Found,
  type Hit,
  narrowing,
  priceOf,
  runSearches,
  type SearchPlan,
} from './search-plan.ts';

/** Variants that one search may match before a price filter is refused. */
const limit = 2000;

/**
 * A search with a price filter, which Vendure's own search does not have: all variants that match the rest are read, in
 * the order wanted, and filtered, paged and counted here.
 *
 * @throws {ConnectorError} CONNECTOR_REJECTED when more match than are read, or the index is in another currency.
 */
export async function readByScan(api: VendureApi, plan: SearchPlan, call: Call): Promise<Found> {
  const at = api.at('search');
  const every = { groupByProduct: false, sort: plan.sort, take: limit };
  const codes = [...plan.attributes.keys()];
  const inputs = new Map([
    ['all', { ...narrowing(plan), ...every }],
    ...codes.map((code) => [`without ${code}`, { ...narrowing(plan, code), ...every }] as const),
  ]);
  const answer = await runSearches(api, inputs, call);
  for (const name of inputs.keys()) {
    const { totalItems, items } = answer(name);
    if (totalItems > items.length)
      throw new ConnectorError(
        'CONNECTOR_REJECTED',
        at,
        `a price filter over ${totalItems} variants: at most ${limit}`,
      );
    const other = items.find(({ currencyCode }) => currencyCode !== call.site.currency);
    if (other) {
      const problem = `the search index holds ${other.currencyCode}, not ${call.site.currency}`;
      throw new ConnectorError(
        'CONNECTOR_REJECTED',
        at,
        `${problem}: set indexCurrencyCode in Vendure's search plugin`,
      );
    }
  }

  const all = productsOf(answer('all').items, plan);
  const matching = all.filter(({ inRange, available }) => inRange && fits(available, plan));
  const counted = (values: readonly FacetValueCount[], products: readonly Product[]) =>
    values.map((value) => ({
      ...value,
      count: products.filter(({ values: has }) => has.has(value.facetValue.id)).length,
    }));
  const unpriced = all.filter(({ available }) => fits(available, plan));
  const range =
    unpriced.length > 0
      ? { min: Math.min(...unpriced.map(({ min }) => min)), max: Math.max(...unpriced.map(({ max }) => max)) }
      : null;
  const priced = all.filter(({ inRange }) => inRange);
  const available = priced.filter((product) => product.available).length;
  return {
    ids: matching.slice(plan.skip, plan.skip + plan.take).map(({ id }) => id),
    totalCount: matching.length,
    facets: [
      ...attributeFacets(
        counted(answer('all').facetValues, matching),
        new Map(
          codes.map((code) => {
            const { items, facetValues } = answer(`without ${code}`);
            const products = productsOf(items, plan).filter(
              (product) => product.inRange && fits(product.available, plan),
            );
            return [code, counted(facetValues, products)];
          }),
        ),
      ),
      ...priceFacet(range, unpriced.length),
      ...(api.options.indexStockStatus ? [availabilityFacet(available, priced.length - available)] : []),
    ],
  };
}

interface Product {
  readonly id: string;
  /** Whether one of its variants costs what is asked for. */
  readonly inRange: boolean;
  readonly available: boolean;
  readonly min: number;
  readonly max: number;
  /** Facet values of those variants that are in range. */
  readonly values: ReadonlySet<string>;
}

/** In the order of each product's first variant that is in range. */
function productsOf(hits: readonly Hit[], { price, taxIncluded }: SearchPlan): readonly Product[] {
  const within = (hit: Hit) => {
    const { min } = priceOf(hit, taxIncluded);
    return min >= (price?.min ?? Number.NEGATIVE_INFINITY) && min <= (price?.max ?? Number.POSITIVE_INFINITY);
  };
  const ordered = [...hits.filter(within), ...hits.filter((hit) => !within(hit))];
  return [...Map.groupBy(ordered, ({ productId }) => productId)].map(([id, variants]) => ({
    id,
    inRange: variants.some(within),
    available: variants.some(({ inStock }) => inStock),
    min: Math.min(...variants.map((variant) => priceOf(variant, taxIncluded).min)),
    max: Math.max(...variants.map((variant) => priceOf(variant, taxIncluded).max)),
    values: new Set(variants.filter(within).flatMap(({ facetValueIds }) => facetValueIds)),
  }));
}

function fits(available: boolean, plan: SearchPlan): boolean {
  return plan.available === null || plan.available === available;
}
