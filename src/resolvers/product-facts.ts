import type { RequestContext } from '../context/context.ts';
import type { Money } from '../contract/money.ts';
import type { PriceRecord, StockRecord } from '../contract/records.ts';
import type { Product } from '../loaders/product.ts';

/** The prices of all variants that have one on this site. */
export async function pricesOf({ variants }: Product, { loaders }: RequestContext): Promise<PriceRecord[]> {
  const prices = await Promise.all(variants.map(({ sku }) => loaders.priceBySku.load(sku)));
  return prices.filter((price) => price !== null);
}

/** The stock of all variants that a stock backend knows. */
export async function stocksOf({ variants }: Product, { loaders }: RequestContext): Promise<StockRecord[]> {
  const stocks = await Promise.all(variants.map(({ sku }) => loaders.stockBySku.load(sku)));
  return stocks.filter((stock) => stock !== null);
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
