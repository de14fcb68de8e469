import type { RequestContext } from '../context/context.ts';
import type { StockStatus } from '../contract/records.ts';
import type { Availability } from '../generated/resolvers.ts';
import type { Place } from '../loaders/loaders.ts';
import { remembered } from '../loaders/remembered.ts';
import { atHand, chain, type Soon } from '../loaders/soon.ts';
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

type Stocks = readonly (Stock | null)[];

function stocksOf(
  { skus }: Offer,
  { loaders }: RequestContext,
  place: Place,
  facets?: readonly string[],
): Soon<Stocks> {
  return loaders.stockBySku.loadAll(skus, place, facets);
}

/** The status of an offer; null when no stock system knows it. */
export function statusOf(offer: Offer, context: RequestContext, place: Place): Soon<StockStatus | null> {
  return chain(stocksOf(offer, context, place, statusOnly), bestStatus);
}

const bestStatus = remembered(
  (stocks: Stocks): StockStatus | null =>
    byPreference.find((status) => stocks.some((stock) => stock?.status === status)) ?? null,
);

/**
 * What is told of an offer's availability; null when no stock system knows it. Each member is read when it is asked for, so
 * that whoever asks for the status alone depends on nothing else.
 */
export function availabilityOf(offer: Offer, context: RequestContext, place: Place): Soon<Availability | null> {
  return chain(statusOf(offer, context, place), (status) => status && tell(offer, status, context, place));
}

/** After the statuses have been read: all stocks are at hand. */
function tell(offer: Offer, status: StockStatus, context: RequestContext, place: Place): Availability {
  const count = () => countOf(atHand(stocksOf(offer, context, place)));
  return {
    status,
    lowStock: status === 'UNKNOWN' ? null : status === 'LOW_STOCK',
    get quantity() {
      return count().quantity;
    },
    get asOf() {
      return count().asOf;
    },
    get message() {
      return atHand(sayAvailability(offer, context, place));
    },
  };
}

/** The sum of what is left, when it is little enough to be told for every variant; of when the oldest part of it is. */
export const countOf = remembered((stocks: Stocks): { quantity: number | null; asOf: string | null } => {
  let quantity: number | null = null;
  let asOf: string | null = null;
  for (const stock of stocks) {
    if (stock === null) continue;
    if (stock.quantity === null || stock.asOf === null) return { quantity: null, asOf: null };
    quantity = (quantity ?? 0) + stock.quantity;
    if (asOf === null || stock.asOf < asOf) asOf = stock.asOf;
  }
  return { quantity, asOf };
});

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
