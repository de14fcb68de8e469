import type { Facet } from '../../src/contract/capabilities.ts';
import type { FacetValueCount } from './search-plan.ts';

/**
 * Facets in the order in which Vendure names them. Each facet that is filtered by takes its values from a search of its
 * own (`unfiltered`, by the facet's code), without that filter.
 */
export function attributeFacets(
  filtered: readonly FacetValueCount[],
  unfiltered: ReadonlyMap<string, readonly FacetValueCount[]>,
): readonly Facet[] {
  const counts = [
    ...filtered.filter(({ facetValue }) => !unfiltered.has(facetValue.facet.code)),
    ...[...unfiltered].flatMap(([code, values]) => values.filter(({ facetValue }) => facetValue.facet.code === code)),
  ];
  const byCode = Map.groupBy(
    counts.filter(({ count }) => count > 0),
    ({ facetValue }) => facetValue.facet.code,
  );
  return [...byCode].map(([key, values]) => ({
    key,
    label: values[0]?.facetValue.facet.name ?? key,
    type: 'LIST',
    values: values.map(({ count, facetValue: { name } }) => ({ value: name, label: name, count })),
  }));
}

/** One range from the cheapest to the dearest, in minor units: Vendure's own search has no price buckets. */
export function priceFacet(range: { min: number; max: number } | null, count: number): readonly Facet[] {
  if (!range) return [];
  const value = `${range.min}-${range.max}`;
  return [{ key: 'price', label: 'price', type: 'PRICE_RANGE', values: [{ value, label: value, count }] }];
}

export function availabilityFacet(available: number, unavailable: number): Facet {
  const values = [
    { value: 'true', label: 'true', count: available },
    { value: 'false', label: 'false', count: unavailable },
  ];
  return { key: 'available', label: 'available', type: 'BOOLEAN', values: values.filter(({ count }) => count > 0) };
}
