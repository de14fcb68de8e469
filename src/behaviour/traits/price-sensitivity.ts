import type { Item, LoggedEvent } from '../event.ts';
import { addDecayed, type Decayed } from './decay.ts';
import type { TraitSettings } from './settings.ts';

/** Categories of which prices are compared. */
const categoriesKept = 20;
/** Chosen products, by decayed count, from which on there is a score. */
const leastChosen = 2;

export interface Prices {
  /** Products that were chosen (put in the cart, ordered), and of those the reduced ones. */
  readonly chosen: Decayed | null;
  readonly reduced: Decayed | null;
  /** Sums of where chosen prices stood among what was looked at, and how many could be placed. */
  readonly position: Decayed | null;
  readonly placed: Decayed | null;
  /** By category and currency, the lowest and the highest price that was looked at; minor units. The latest last. */
  readonly seen: readonly { readonly key: string; readonly low: number; readonly high: number }[];
}

export const noPrices: Prices = { chosen: null, reduced: null, position: null, placed: null, seen: [] };

export function foldPrices(before: Prices, event: LoggedEvent, settings: TraitSettings): Prices {
  const { name, at, properties } = event;
  const { currency = '' } = properties;
  if (name === 'PRODUCT_VIEWED') return { ...before, seen: see(before.seen, properties, currency) };
  if (name !== 'PRODUCT_ADDED' && name !== 'WISHLIST_PRODUCT_ADDED_TO_CART' && name !== 'COUPON_APPLIED') return before;
  const { halfLifeMs } = settings;
  const add = (sum: Decayed | null, weight: number) => addDecayed(sum ?? undefined, weight, at, halfLifeMs);
  // A coupon is looked for by who minds the price: it counts as a reduced product.
  const isReduced = name === 'COUPON_APPLIED' || (properties.compareAtPrice ?? 0) > (properties.price ?? Infinity);
  const position = name === 'COUPON_APPLIED' ? null : positionOf(before.seen, properties, currency);
  return {
    ...before,
    chosen: add(before.chosen, 1),
    reduced: add(before.reduced, isReduced ? 1 : 0),
    ...(position !== null && { position: add(before.position, position), placed: add(before.placed, 1) }),
  };
}

function see(seen: Prices['seen'], { category, price }: Item, currency: string): Prices['seen'] {
  if (category === undefined || price === undefined) return seen;
  const key = `${currency} ${category}`;
  const known = seen.find((one) => one.key === key);
  const range = { key, low: Math.min(known?.low ?? price, price), high: Math.max(known?.high ?? price, price) };
  return [...seen.filter((one) => one !== known), range].slice(-categoriesKept);
}

/** 0 for the cheapest that was looked at, 1 for the dearest; null where there was nothing to choose between. */
function positionOf(seen: Prices['seen'], { category, price }: Item, currency: string): number | null {
  const range = seen.find(({ key }) => key === `${currency} ${category}`);
  if (!range || price === undefined || range.low === range.high) return null;
  return Math.min(1, Math.max(0, (price - range.low) / (range.high - range.low)));
}

/**
 * From 0 (price is no matter) to 1, in steps of 0.1: the share of reduced products among the chosen ones and, where it is
 * known, how near to the cheapest of what was looked at they were, in equal parts. Decayed. A rule of our own, after the two
 * behavioural measures (buying on promotion, and at the low end) of deal-proneness studies such as R. C. Blattberg and
 * others, "Identifying the deal prone segment", Journal of Marketing Research 1978. Null with too little to go by.
 */
export function scorePriceSensitivity({ chosen, reduced, position, placed }: Prices): number | null {
  if (!chosen || chosen.sum < leastChosen) return null;
  const share = (reduced?.sum ?? 0) / chosen.sum;
  const nearCheapest = position && placed ? 1 - position.sum / placed.sum : share;
  return Math.round(10 * ((share + nearCheapest) / 2)) / 10;
}
