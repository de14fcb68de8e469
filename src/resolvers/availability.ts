import type { Site } from '../config/site.ts';
import type { StockRecord, StockStatus } from '../contract/records.ts';
import type { Availability } from '../generated/resolvers.ts';
import type { Texts } from '../texts/texts.ts';

/** From best to worst for someone who wants to buy: a product is as available as its most available variant. */
const byPreference: readonly StockStatus[] = [
  'IN_STOCK',
  'LOW_STOCK',
  'PREORDER',
  'BACKORDER',
  'UNKNOWN',
  'OUT_OF_STOCK',
];

/** What can be bought now. */
export function isSellable(status: StockStatus): boolean {
  return status !== 'OUT_OF_STOCK' && status !== 'UNKNOWN';
}

/** The backend's status, made exact by its quantity and the site's scarcity threshold where it counts. */
export function statusOf({ status, quantity }: StockRecord, { limits }: Site): StockStatus {
  if (quantity === null || status === 'PREORDER' || status === 'UNKNOWN') return status;
  if (quantity <= 0) return status === 'BACKORDER' ? 'BACKORDER' : 'OUT_OF_STOCK';
  return quantity < limits.scarcity ? 'LOW_STOCK' : 'IN_STOCK';
}

/** The status of a product from those of its variants. */
export function bestStatus(statuses: readonly StockStatus[]): StockStatus {
  return byPreference.find((status) => statuses.includes(status)) ?? 'UNKNOWN';
}

/** What a visitor is told of one variant. The quantity, and when it was recorded, only while it is small enough to matter. */
export function variantAvailability(stock: StockRecord, site: Site, texts: Texts): Availability {
  const status = statusOf(stock, site);
  return tell(status, stock.quantity, stock.asOf, site, texts);
}

/** What a visitor is told of a product as a whole. The quantity is the sum, when every variant is counted. */
export function productAvailability(stocks: readonly StockRecord[], site: Site, texts: Texts): Availability {
  const status = bestStatus(stocks.map((stock) => statusOf(stock, site)));
  let sum: number | null = 0;
  let oldest: string | null = null;
  for (const { quantity, asOf } of stocks) {
    sum = sum === null || quantity === null ? null : sum + Math.max(0, quantity);
    if (asOf !== null && (oldest === null || asOf < oldest)) oldest = asOf;
  }
  return tell(status, sum, oldest, site, texts);
}

function tell(
  status: StockStatus,
  quantity: number | null,
  asOf: string | null,
  { limits }: Site,
  texts: Texts,
): Availability {
  const shown = quantity !== null && quantity < limits.quantityShownBelow ? quantity : null;
  return {
    status,
    quantity: shown,
    lowStock: status === 'UNKNOWN' ? null : status === 'LOW_STOCK',
    message: texts.availability(status, shown),
    asOf: shown === null ? null : asOf,
  };
}
