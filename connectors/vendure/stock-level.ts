import type { StockRecord, StockStatus } from '../../src/contract/records.ts';

const statuses: Readonly<Record<string, StockStatus>> = {
  IN_STOCK: 'IN_STOCK',
  LOW_STOCK: 'LOW_STOCK',
  OUT_OF_STOCK: 'OUT_OF_STOCK',
};

/**
 * Vendure's `stockLevel` is what its StockDisplayStrategy says: the default one names a status, others print the number
 * of sellable units. A word of a project's own is UNKNOWN. Vendure does not say when it was recorded.
 */
export function toStock(sku: string, stockLevel: string): StockRecord {
  if (!/^-?\d{1,15}$/.test(stockLevel))
    return { sku, status: statuses[stockLevel] ?? 'UNKNOWN', quantity: null, asOf: null };
  const quantity = Math.max(0, Number(stockLevel));
  return { sku, status: quantity > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK', quantity, asOf: null };
}
