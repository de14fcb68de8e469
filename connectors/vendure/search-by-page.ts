import type { Call } from '../../src/contract/call.ts';
import type { VendureApi } from './api.ts';
import { attributeFacets, availabilityFacet, priceFacet } from './search-facets.ts';
import { type Found, narrowing, priceOf, runSearches, type SearchPlan } from './search-plan.ts';

/** Lets Vendure filter, sort, page and count: one document with a search per count that a facet needs. */
export async function readByPage(api: VendureApi, plan: SearchPlan, call: Call): Promise<Found> {
  const { available, attributes, taxIncluded } = plan;
  const stock = available === null ? {} : { inStock: available };
  // Vendure reads `take: 0` as its default of 25.
  const one = { groupByProduct: true, take: 1 };
  const codes = [...attributes.keys()];
  const inputs = new Map<string, Record<string, unknown>>([
    [
      'page',
      { ...narrowing(plan), ...stock, groupByProduct: true, sort: plan.sort, skip: plan.skip, take: plan.take || 1 },
    ],
    ['cheapest', { ...narrowing(plan), ...stock, groupByProduct: false, take: 1, sort: { price: 'ASC' } }],
    ['dearest', { ...narrowing(plan), ...stock, groupByProduct: false, take: 1, sort: { price: 'DESC' } }],
    ...codes.map((code) => [`without ${code}`, { ...narrowing(plan, code), ...stock, ...one }] as const),
  ]);
  if (api.options.indexStockStatus) {
    inputs.set('in stock', { ...narrowing(plan), ...one, inStock: true });
    inputs.set('out of stock', { ...narrowing(plan), ...one, inStock: false });
  }
  const answer = await runSearches(api, inputs, call);

  const page = answer('page');
  const [low] = answer('cheapest').items;
  const [high] = answer('dearest').items;
  const inCurrency = low?.currencyCode === call.site.currency && high?.currencyCode === call.site.currency;
  const range = inCurrency ? { min: priceOf(low, taxIncluded).min, max: priceOf(high, taxIncluded).max } : null;
  return {
    ids: page.items.slice(0, plan.take).map(({ productId }) => productId),
    totalCount: page.totalItems,
    facets: [
      ...attributeFacets(page.facetValues, new Map(codes.map((code) => [code, answer(`without ${code}`).facetValues]))),
      ...priceFacet(range, page.totalItems),
      ...(api.options.indexStockStatus
        ? [availabilityFacet(answer('in stock').totalItems, answer('out of stock').totalItems)]
        : []),
    ],
  };
}
