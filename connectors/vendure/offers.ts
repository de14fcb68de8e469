/** What a variant costs and whether there is any, by SKU. Read from the database each time, never from the search index. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Call, Results } from '../../src/contract/call.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import type { PriceRecord, StockRecord } from '../../src/contract/records.ts';
import { settingsOf, type VendureApi } from './api.ts';
import { productFilters } from './sku-lookup.ts';
import { toStock } from './stock-level.ts';

const priced = z.object({ sku: z.string(), price: z.int(), priceWithTax: z.int(), currencyCode: z.string() });
const stocked = z.object({ sku: z.string(), stockLevel: z.string() });

/** In the site's currency, with tax unless the site's setting `tax` is `excluded`; null in another currency. */
export async function readPrices(api: VendureApi, skus: readonly string[], call: Call): Promise<Results<PriceRecord>> {
  const { tax } = settingsOf(call.site, api.at('prices'));
  const { currency } = call.site;
  const variants = await readVariants(api, 'prices', '{ sku price priceWithTax currencyCode }', priced, skus, call);
  return variants.map((variant) => {
    if (variant === null || variant instanceof Error) return variant;
    if (variant.currencyCode !== currency) return null;
    return { sku: variant.sku, price: { minor: tax === 'included' ? variant.priceWithTax : variant.price, currency } };
  });
}

export async function readStock(api: VendureApi, skus: readonly string[], call: Call): Promise<Results<StockRecord>> {
  const variants = await readVariants(api, 'stock', '{ sku stockLevel }', stocked, skus, call);
  return variants.map((variant) =>
    variant === null || variant instanceof Error ? variant : toStock(variant.sku, variant.stockLevel),
  );
}

/**
 * Variants by SKU, through the products that have them: the Shop API has no list of variants. Vendure lets several
 * variants have one SKU; where these differ in what is read, no answer would be right for all of them.
 */
async function readVariants<T extends { sku: string }>(
  api: VendureApi,
  capability: 'prices' | 'stock',
  selection: string,
  variant: z.ZodType<T>,
  skus: readonly string[],
  call: Call,
): Promise<Results<T>> {
  const { filters, failed } = await productFilters(api, capability, skus, call);
  const lists = await api.lists(
    {
      capability,
      field: 'products',
      priced: capability === 'prices',
      selection: `{ variants ${selection} }`,
      options: filters.map((filter) => ({ take: api.options.listLimit, filter })),
      item: z.object({ variants: z.array(variant) }),
    },
    call,
  );
  const bySku = Map.groupBy(
    lists.flatMap(({ items }) => items.flatMap((product) => product.variants)),
    ({ sku }) => sku,
  );
  return skus.map((sku) => {
    const [found = null, ...others] = bySku.get(sku) ?? [];
    if (others.every((other) => isDeepStrictEqual(other, found))) return failed.get(sku) ?? found;
    const problem = `${others.length + 1} variants have the SKU ${JSON.stringify(sku)}, and differ`;
    return new ConnectorError('CONNECTOR_MALFORMED', api.at(capability), problem);
  });
}
