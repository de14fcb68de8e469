/** What a variant costs and whether there is any, by SKU. Read from the database each time, never from the search index. */
import { z } from 'zod';
import type { Call, Results } from '../../src/contract/call.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import type { PriceRecord, StockRecord } from '../../src/contract/records.ts';
import { settingsOf, type VendureApi } from './api.ts';
import { onePerSku } from './one-per-sku.ts';
import { isUnpriced, priced, pricedFields, readPricedOnly } from './priced-only.ts';
import { productFilters } from './sku-lookup.ts';
import { toStock } from './stock-level.ts';

const stocked = z.object({ sku: z.string(), updatedAt: z.iso.datetime(), stockLevel: z.string() });

/** In the site's currency, with tax unless the site's setting `tax` is `excluded`; null in another currency. */
export async function readPrices(api: VendureApi, skus: readonly string[], call: Call): Promise<Results<PriceRecord>> {
  const { tax } = settingsOf(call.site, api.at('prices'));
  const { currency } = call.site;
  const variants = await readVariants(api, 'prices', pricedFields, priced, skus, call).catch((error: unknown) => {
    if (error instanceof ConnectorError && isUnpriced(error.cause)) return readPricedOnly(api, skus, call);
    throw error;
  });
  return variants.map((variant) => {
    if (variant === null || variant instanceof Error) return variant;
    if (variant.currencyCode !== currency) return null;
    const minor = tax === 'included' ? variant.priceWithTax : variant.price;
    return { sku: variant.sku, version: Date.parse(variant.updatedAt), price: { minor, currency } };
  });
}

export async function readStock(api: VendureApi, skus: readonly string[], call: Call): Promise<Results<StockRecord>> {
  const variants = await readVariants(api, 'stock', '{ sku updatedAt stockLevel }', stocked, skus, call);
  return variants.map((variant) =>
    variant === null || variant instanceof Error
      ? variant
      : { ...toStock(variant.sku, variant.stockLevel), version: Date.parse(variant.updatedAt) },
  );
}

/**
 * Variants by SKU, through the products that have them: the Shop API has no list of variants. Vendure lets several
 * variants have one SKU; where these differ in what is read, no answer would be right for all of them.
 */
async function readVariants<T extends { sku: string; updatedAt: string }>(
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
      wordless: true,
      selection: `{ variants ${selection} }`,
      options: filters.map((filter) => ({ take: api.options.listLimit, filter })),
      item: z.object({ variants: z.array(variant) }),
    },
    call,
  );
  const variants = lists.flatMap(({ items }) => items.flatMap((product) => product.variants));
  return onePerSku(api.at(capability), skus, variants).map((found, index) => failed.get(skus[index] ?? '') ?? found);
}
