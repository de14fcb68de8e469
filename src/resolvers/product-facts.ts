import type { RequestContext } from '../context/context.ts';
import type { Money } from '../contract/money.ts';
import type { PriceRecord } from '../contract/records.ts';
import type { Place } from '../loaders/loaders.ts';
import type { Product, Variant } from '../loaders/product.ts';
import { remembered } from '../loaders/remembered.ts';
import { chain, each, type Soon } from '../loaders/soon.ts';
import type { Offer } from './availability.ts';

/** What is for sale of a product: all its variants. */
export const offerOf = remembered(({ variants }: Product): Offer => ({ skus: variants.map(({ sku }) => sku) }));

/** A product's variants, each with the product that it belongs to. */
export const variantsOf = remembered(({ id, variants }: Product): readonly Variant[] =>
  variants.map((variant) => ({ ...variant, productId: id })),
);

/** The prices of all variants that have one on this site. */
export function pricesOf(product: Product, { loaders }: RequestContext, place: Place): Soon<PriceRecord[]> {
  const { priceBySku } = loaders;
  return chain(
    each(offerOf(product).skus, (sku) => priceBySku.load(sku, place)),
    (prices) => prices.filter((price) => price !== null),
  );
}

/** The lowest and highest of some prices; null for none. All are in the site's currency. */
export function rangeOf(prices: readonly PriceRecord[]): { min: Money; max: Money } | null {
  const [head, ...tail] = prices.map(({ price }) => price);
  if (!head) return null;
  return tail.reduce(
    ({ min, max }, price) => ({
      min: price.minor < min.minor ? price : min,
      max: price.minor > max.minor ? price : max,
    }),
    { min: head, max: head },
  );
}
