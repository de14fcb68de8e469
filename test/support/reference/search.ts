import type { Facet, SearchFilters, SearchQuery } from '../../../src/contract/capabilities.ts';
import { type Goods, goods } from './data.ts';

/** Ids that a query finds, in its order, with the counts of its facets. */
export function search(query: SearchQuery, language: 'nl' | 'en') {
  const inScope = goods.filter(
    (one) =>
      (query.text === null || one.title[language].toLowerCase().includes(query.text.toLowerCase())) &&
      (query.categoryId === null || query.categoryId === 'home' || one.category === query.categoryId),
  );
  const found = (filters: SearchFilters) => inScope.filter((one) => passes(one, filters));
  const attributes = { material: (one: Goods) => one.material, colour: (one: Goods) => one.colour[language] };

  function passes(one: Goods, { attributes: wanted, price, available }: SearchFilters): boolean {
    const fits = Object.entries(wanted).every(([key, values]) =>
      Object.entries(attributes).some(([name, read]) => name === key && values.includes(read(one))),
    );
    const { min, max } = price ?? { min: null, max: null };
    const priced = one.prices.some((minor) => minor >= (min ?? minor) && minor <= (max ?? minor));
    return fits && priced && (available === null || one.stock > 0 === available);
  }

  const facets: Facet[] = Object.entries(attributes).map(([key, read]) => {
    const { [key]: _own, ...others } = query.filters.attributes;
    const counts = Map.groupBy(found({ ...query.filters, attributes: others }), read);
    const values = [...counts].map(([value, { length }]) => ({ value, label: value, count: length }));
    return { key, label: key, type: 'LIST', values };
  });
  return {
    ids: found(query.filters)
      .sort(orders[query.sort])
      .map(({ id }) => id),
    facets,
  };
}

const lowest = ({ prices }: Goods) => Math.min(...prices);

const orders: Readonly<Record<SearchQuery['sort'], (one: Goods, other: Goods) => number>> = {
  RELEVANCE: () => 0,
  BEST_SELLING: (one, other) => other.stock - one.stock,
  PRICE_ASC: (one, other) => lowest(one) - lowest(other),
  PRICE_DESC: (one, other) => lowest(other) - lowest(one),
  NEWEST: (one, other) => other.publishedAt.localeCompare(one.publishedAt),
  TITLE: (one, other) => one.title.nl.localeCompare(other.title.nl),
};
