import type { RequestContext } from '../context/context.ts';
import { type Money, toDecimal } from '../contract/money.ts';
import type { PriceRecord } from '../contract/records.ts';
import type { CurrencyCode, Money as ToldMoney } from '../generated/resolvers.ts';
import type { Place } from '../loaders/loaders.ts';
import { type Product, skusOf, type Variant } from '../loaders/product.ts';
import { remembered } from '../loaders/remembered.ts';
import type { Soon } from '../loaders/soon.ts';
import type { Offer } from './availability.ts';

/** Money as the API tells it. */
export const moneyOf = remembered(
  (money: Money): ToldMoney => ({
    amount: toDecimal(money),
    currencyCode: money.currency as CurrencyCode,
  }),
);

/** What is for sale of a product: all its variants. */
export const offerOf = remembered((product: Product): Offer => ({ skus: skusOf(product) }));

/** What is for sale of a variant: itself. */
export const offerOfVariant = remembered(({ sku }: Variant): Offer => ({ skus: [sku] }));

/** A product's variants, each with the product that it belongs to. */
export const variantsOf = remembered(({ id, variants }: Product): readonly Variant[] =>
  variants.map((variant) => ({ ...variant, productId: id })),
);

/** The prices of a product's variants on this site; null for a variant that has none. */
export function pricesOf(product: Product, { loaders }: RequestContext, place: Place): Soon<Prices> {
  return loaders.priceBySku.loadAll(skusOf(product), place);
}

type Prices = readonly (PriceRecord | null)[];

/** The lowest and highest of some prices; null for none. All are in the site's currency. */
export const rangeOf = remembered((prices: Prices): { min: Money; max: Money } | null => {
  const [head, ...tail] = prices.flatMap((found) => found?.price ?? []);
  if (!head) return null;
  return tail.reduce(
    ({ min, max }, price) => ({
      min: price.minor < min.minor ? price : min,
      max: price.minor > max.minor ? price : max,
    }),
    { min: head, max: head },
  );
});

/** Whether any of them was higher before. */
export const isReduced = remembered((prices: Prices): boolean => prices.some((found) => found?.compareAtPrice));
