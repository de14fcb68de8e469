import { z } from 'zod';
import type { Call } from '../../src/contract/call.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import { chunks, type VendureApi } from './api.ts';

/** Results looked through for one SKU: a SKU that is part of many others is found among them. */
const take = 100;

const answer = z.object({
  totalItems: z.int(),
  items: z.array(z.object({ sku: z.string(), productId: z.string() })),
});

type SkuCapability = 'products' | 'prices' | 'stock';

export interface ProductFilters {
  /** For Vendure's list of products: each fits into one list, together they find the products of all SKUs. */
  readonly filters: readonly object[];
  /** SKUs that could not be located, though they may exist. */
  readonly failed: ReadonlyMap<string, ConnectorError>;
}

/** How to ask for the products that these SKUs are variants of. See the option `skuLookup`. */
export async function productFilters(
  api: VendureApi,
  capability: SkuCapability,
  skus: readonly string[],
  call: Call,
): Promise<ProductFilters> {
  const { listLimit, skuLookup } = api.options;
  if (skuLookup === 'filter')
    return { filters: chunks(skus, listLimit).map((part) => ({ sku: { in: part } })), failed: new Map() };

  const ids = new Set<string>();
  const failed = new Map<string, ConnectorError>();
  for (const [sku, { items, totalItems }] of await searchSkus(api, capability, skus, call)) {
    const products = items.filter((item) => item.sku === sku);
    for (const { productId } of products) ids.add(productId);
    if (products.length === 0 && totalItems > items.length) {
      const problem = `${totalItems} search results for the SKU ${JSON.stringify(sku)}, none of the first ${take} is it`;
      const error = new ConnectorError('CONNECTOR_REJECTED', api.at(capability), `${problem}: use skuLookup "filter"`);
      failed.set(sku, error);
    }
  }
  return { filters: chunks([...ids], listLimit).map((part) => ({ id: { in: part } })), failed };
}

/** What Vendure's full-text search, which looks into SKUs, finds for each: all in one call. */
async function searchSkus(api: VendureApi, capability: SkuCapability, skus: readonly string[], call: Call) {
  if (skus.length === 0) return [];
  const parameters = skus.map((_, index) => `$s${index}: SearchInput!`).join(', ');
  const searches = skus.map(
    (_, index) => `s${index}: search(input: $s${index}) { totalItems items { sku productId } }`,
  );
  const found = await api.query(
    {
      capability,
      document: `query (${parameters}) { ${searches.join('\n')} }`,
      variables: Object.fromEntries(skus.map((term, index) => [`s${index}`, { term, groupByProduct: false, take }])),
      data: z.object(Object.fromEntries(skus.map((_, index) => [`s${index}`, answer]))),
    },
    call,
  );
  return Object.values(found).map((results, index) => [skus[index] ?? '', results] as const);
}
