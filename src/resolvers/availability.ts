import type { RequestContext } from '../context/context.ts';
import type { StockStatus } from '../contract/records.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { Place } from '../loaders/loaders.ts';
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

async function stocksOf({ skus }: Offer, { loaders }: RequestContext, place: Place, facets?: readonly string[]) {
  const stocks = await Promise.all(skus.map((sku) => loaders.stockBySku.load(sku, place, facets)));
  return stocks.filter((stock) => stock !== null);
}

/** The status of an offer; null when no stock system knows it. */
export async function statusOf(offer: Offer, context: RequestContext, place: Place): Promise<StockStatus | null> {
  const stocks = await stocksOf(offer, context, place, statusOnly);
  return byPreference.find((status) => stocks.some((stock) => stock.status === status)) ?? null;
}

/** The offer itself when some stock system knows it: what is told of it is read field by field. */
export async function knownOffer(offer: Offer, context: RequestContext, place: Place): Promise<Offer | null> {
  return (await statusOf(offer, context, place)) && offer;
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
export async function sayAvailability(offer: Offer, context: RequestContext, place: Place): Promise<string | null> {
  const status = await statusOf(offer, context, place);
  if (!status) return null;
  // A number is said only when it is scarce: elsewhere it would be a needless dependency.
  const { quantity } = status === 'LOW_STOCK' ? countOf(await stocksOf(offer, context, place)) : { quantity: null };
  return context.texts.availability(status, quantity);
}

export const availability: Resolvers = {
  Availability: {
    status: async (offer, _, context, info) => (await statusOf(offer, context, info)) ?? 'UNKNOWN',
    lowStock: async (offer, _, context, info) => {
      const status = await statusOf(offer, context, info);
      return status === null || status === 'UNKNOWN' ? null : status === 'LOW_STOCK';
    },
    quantity: async (offer, _, context, info) => countOf(await stocksOf(offer, context, info)).quantity,
    asOf: async (offer, _, context, info) => countOf(await stocksOf(offer, context, info)).asOf,
    message: (offer, _, context, info) => sayAvailability(offer, context, info),
  },
};
