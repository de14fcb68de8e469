import type { Call } from '../../src/contract/call.ts';
import type { SearchAnswer, SearchQuery, SearchSort } from '../../src/contract/capabilities.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import { cursorAt, offsetAfter } from '../shared/offset-cursor.ts';
import { settingsOf, type VendureApi } from './api.ts';
import { readFacetValueIds } from './facet-values.ts';
import { readByPage } from './search-by-page.ts';
import { readByScan } from './search-by-scan.ts';
import type { SearchPlan } from './search-plan.ts';

const sorts: Readonly<Record<SearchSort, Readonly<Record<string, 'ASC' | 'DESC'>>>> = {
  // Vendure's own order: by score where there are words, by id where there are none. It knows no sales, and no dates here.
  RELEVANCE: {},
  BEST_SELLING: {},
  NEWEST: {},
  PRICE_ASC: { price: 'ASC' },
  PRICE_DESC: { price: 'DESC' },
  TITLE: { name: 'ASC' },
};

/**
 * Searches by Vendure's own search: one call, one more when attributes are filtered by (their values become ids first).
 *
 * @throws {ConnectorError} CONNECTOR_REJECTED for a filter that Vendure's search is not set up for.
 */
export async function search(api: VendureApi, query: SearchQuery, call: Call): Promise<SearchAnswer> {
  const at = api.at('search');
  if (query.filters.available !== null && !api.options.indexStockStatus) {
    const fix = "set indexStockStatus in Vendure's search plugin and in this connector";
    throw new ConnectorError('CONNECTOR_REJECTED', at, `cannot filter by availability: ${fix}`);
  }

  const attributes = await readFacetValueIds(api, query.filters.attributes, call);
  if ([...attributes.values()].some((ids) => ids.length === 0))
    return { nodes: [], endCursor: null, hasNextPage: false, totalCount: 0, facets: [], correctedQuery: null };

  const skip = offsetAfter(query.after, at);
  const plan: SearchPlan = {
    term: query.text,
    collectionId: query.categoryId,
    attributes,
    available: query.filters.available,
    price: query.filters.price,
    sort: sorts[query.sort],
    skip,
    take: query.first,
    taxIncluded: settingsOf(call.site, at).tax === 'included',
  };
  const { ids, totalCount, facets } = await (plan.price ? readByScan : readByPage)(api, plan, call);
  const end = skip + ids.length;
  return {
    nodes: ids,
    endCursor: ids.length > 0 ? cursorAt(end - 1) : null,
    hasNextPage: end < totalCount,
    totalCount,
    facets,
    correctedQuery: null,
  };
}
