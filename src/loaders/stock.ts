import type { Site } from '../config/site.ts';
import type { StockRecord, StockStatus, Versioned } from '../contract/records.ts';

/**
 * Stock as a site tells it: the status made exact, and the quantity only while it is small enough to matter. From 40 to
 * 39 it stays equal, so nothing that shows it has to be made again.
 */
export interface Stock extends Versioned {
  readonly sku: string;
  readonly status: StockStatus;
  /** Sellable units; null when there are too many to matter, or the backend does not count. */
  readonly quantity: number | null;
  /** ISO 8601: when the backend recorded the quantity; null together with it. */
  readonly asOf: string | null;
}

/** For who looks at nothing but the status: it depends on nothing else, and stays as it is when only the quantity moves. */
export const statusOnly: readonly string[] = ['status'];

/** What can be bought now, or will be for certain. */
export function isSellable(status: StockStatus): boolean {
  return status !== 'OUT_OF_STOCK' && status !== 'UNKNOWN';
}

/** A backend's record as a site tells it. */
export function toStock({ sku, status, quantity, asOf, version }: StockRecord, { limits }: Site): Stock {
  const shown = quantity !== null && quantity < limits.quantityShownBelow;
  return {
    sku,
    status: exactStatus(status, quantity, limits.scarcity),
    quantity: shown ? Math.max(0, quantity) : null,
    asOf: shown ? asOf : null,
    ...(version != null && { version }),
  };
}

/** The backend's status, made exact by its quantity and the site's scarcity threshold where it counts. */
function exactStatus(status: StockStatus, quantity: number | null, scarcity: number): StockStatus {
  if (quantity === null || status === 'PREORDER' || status === 'UNKNOWN') return status;
  if (quantity <= 0) return status === 'BACKORDER' ? 'BACKORDER' : 'OUT_OF_STOCK';
  return quantity < scarcity ? 'LOW_STOCK' : 'IN_STOCK';
}
