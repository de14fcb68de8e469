import type { RequestContext } from '../context/context.ts';
import type { StockStatus } from '../contract/records.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { Place } from '../loaders/loaders.ts';
import { chain, each, type Soon } from '../loaders/soon.ts';
import { type Stock, statusOnly } from '../loaders/stock.ts';

/** What is for sale: one variant, or a product by all of its variants. */
export interface Offer {
  readonly skus: readonly string[];
}

/** From best to worst for someone who wants to buy: a product is as available as its most available variant. */
const byPreference: readonly StockStatus[] = [
  'IN_STOCK',
  'LOW_STOCK',
  'PREORDER',
  'BACKORDER',
  'UNKNOWN',
  'OUT_OF_STOCK',
];

function stocksOf(
  { skus }: Offer,
  { loaders: { stockBySku } }: RequestContext,
  place: Place,
  facets?: readonly string[],
): Soon<Stock[]> {
  return chain(
    each(skus, (sku) => stockBySku.load(sku, place, facets)),
    (stocks) => stocks.filter((stock) => stock !== null),
  );
}

/** The status of an offer; null when no stock system knows it. */
export function statusOf(offer: Offer, context: RequestContext, place: Place): Soon<StockStatus | null> {
  return chain(stocksOf(offer, context, place, statusOnly), bestStatus);
}

function bestStatus(stocks: readonly Stock[]): StockStatus | null {
  let best = byPreference.length;
  for (const { status } of stocks) best = Math.min(best, byPreference.indexOf(status));
  return byPreference[best] ?? null;
}

/** The offer itself when some stock system knows it: what is told of it is read field by field. */
export function knownOffer(offer: Offer, context: RequestContext, place: Place): Soon<Offer | null> {
  return chain(statusOf(offer, context, place), (status) => status && offer);
}

/** The sum of what is left, when it is little enough to be told for every variant; of when the oldest part of it is. */
export function countOf(stocks: readonly Stock[]): { quantity: number | null; asOf: string | null } {
  let quantity: number | null = 0;
  let asOf: string | null = null;
  for (const stock of stocks) {
    if (stock.quantity === null || stock.asOf === null) return { quantity: null, asOf: null };
    quantity += stock.quantity;
    if (asOf === null || stock.asOf < asOf) asOf = stock.asOf;
  }
  return stocks.length ? { quantity, asOf } : { quantity: null, asOf: null };
}

/** The offer's availability in words; null when no stock system knows it. */
export function sayAvailability(offer: Offer, context: RequestContext, place: Place): Soon<string | null> {
  const { texts } = context;
  return chain(statusOf(offer, context, place), (status) => {
    if (!status) return null;
    // A number is said only when it is scarce: elsewhere it would be a needless dependency.
    if (status !== 'LOW_STOCK') return texts.availability(status, null);
    return chain(stocksOf(offer, context, place), (stocks) => texts.availability(status, countOf(stocks).quantity));
  });
}

export const availability: Resolvers = {
  Availability: {
    status: (offer, _, context, info) => chain(statusOf(offer, context, info), (status) => status ?? 'UNKNOWN'),
    lowStock: (offer, _, context, info) =>
      chain(statusOf(offer, context, info), (status) =>
        status === null || status === 'UNKNOWN' ? null : status === 'LOW_STOCK',
      ),
    quantity: (offer, _, context, info) => chain(stocksOf(offer, context, info), (stocks) => countOf(stocks).quantity),
    asOf: (offer, _, context, info) => chain(stocksOf(offer, context, info), (stocks) => countOf(stocks).asOf),
    message: (offer, _, context, info) => sayAvailability(offer, context, info),
  },
};
