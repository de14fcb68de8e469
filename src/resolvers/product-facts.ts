import type { RequestContext } from '../context/context.ts';
import type { Money } from '../contract/money.ts';
import type { PriceRecord } from '../contract/records.ts';
import type { Place } from '../loaders/loaders.ts';
import type { Product } from '../loaders/product.ts';
import type { Offer } from './availability.ts';

/** The prices of all variants that have one on this site. */
export async function pricesOf(
  { variants }: Product,
  { loaders }: RequestContext,
  place: Place,
): Promise<PriceRecord[]> {
  const prices = await Promise.all(variants.map(({ sku }) => loaders.priceBySku.load(sku, place)));
  return prices.filter((price) => price !== null);
}

/** What is for sale of a product: all its variants. */
export function offerOf({ variants }: Product): Offer {
  return { skus: variants.map(({ sku }) => sku) };
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
