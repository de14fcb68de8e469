/**
 * Prices where a channel has several currencies and a variant lacks one. Vendure makes that an error, and as its prices
 * are non-null, one such variant takes the whole list away: each variant is then asked for below a nullable root of its own.
 */
import { z } from 'zod';
import type { Call, Results } from '../../src/contract/call.ts';
import type { VendureApi } from './api.ts';
import { onePerSku } from './one-per-sku.ts';
import { productFilters } from './sku-lookup.ts';

export const pricedFields = '{ sku updatedAt price priceWithTax currencyCode }';
export const priced = z.object({
  sku: z.string(),
  updatedAt: z.iso.datetime(),
  price: z.int(),
  priceWithTax: z.int(),
  currencyCode: z.string(),
});

/** Vendure has no code for it; the words are those of its English messages (`error.no-price-found-for-channel`). */
export function isUnpriced(error: unknown): boolean {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === 'string' && message.startsWith('No price information was found for ProductVariant');
}

/** Two calls for the batch: which products have the SKUs, then each variant by itself. */
export async function readPricedOnly(
  api: VendureApi,
  skus: readonly string[],
  call: Call,
): Promise<Results<z.infer<typeof priced>>> {
  const { filters, failed } = await productFilters(api, 'prices', skus, call);
  const lists = await api.lists(
    {
      capability: 'prices',
      field: 'products',
      selection: '{ variants { id sku productId } }',
      options: filters.map((filter) => ({ take: api.options.listLimit, filter })),
      item: z.object({ variants: z.array(z.object({ id: z.string(), sku: z.string(), productId: z.string() })) }),
    },
    call,
  );
  const wanted = new Set(skus);
  const variants = lists
    .flatMap(({ items }) => items.flatMap((product) => product.variants))
    .filter(({ sku }) => wanted.has(sku));
  if (variants.length === 0) return skus.map((sku) => failed.get(sku) ?? null);

  const parameters = variants.map((_, index) => `$p${index}: ID!, $v${index}: String!`).join(', ');
  const fields = variants.map(
    (_, index) =>
      `p${index}: product(id: $p${index}) { variantList(options: { filter: { id: { eq: $v${index} } } }) { items ${pricedFields} } }`,
  );
  const root = z.object({ variantList: z.object({ items: z.array(priced) }) }).nullable();
  const answers = await api.query(
    {
      capability: 'prices',
      priced: true,
      wordless: true,
      document: `query (${parameters}) { ${fields.join('\n')} }`,
      variables: Object.fromEntries(
        variants.flatMap(({ id, productId }, index) => [
          [`p${index}`, productId],
          [`v${index}`, id],
        ]),
      ),
      data: z.object(Object.fromEntries(variants.map((_, index) => [`p${index}`, root]))),
      tolerate: isUnpriced,
    },
    call,
  );
  const found = Object.values(answers).flatMap((product) => product?.variantList.items ?? []);
  return onePerSku(api.at('prices'), skus, found).map((price, index) => failed.get(skus[index] ?? '') ?? price);
}
