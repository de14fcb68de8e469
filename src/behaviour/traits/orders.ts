import { toDecimal } from '../../contract/money.ts';
import type { LoggedEvent } from '../event.ts';
import type { TraitSettings } from './settings.ts';

const day = 86_400_000;
/** Ids of orders that are told apart; an older one that is reported again would count twice. */
const idsKept = 50;

/** What a visitor has ordered. */
export interface Orders {
  readonly count: number;
  /** Milliseconds since the epoch; null before the first. */
  readonly lastAt: number | null;
  /** Minor units by currency. */
  readonly totals: Readonly<Record<string, number>>;
  /** Of the newest orders, with what each came to: an order is told by the shop, by the page and by the CRM, and is one. */
  readonly recent: readonly { readonly id: string; readonly total: number; readonly currency: string }[];
}

export const noOrders: Orders = { count: 0, lastAt: null, totals: {}, recent: [] };

export function foldOrders(before: Orders, { name, at, properties }: LoggedEvent): Orders {
  const { orderId, total = 0, currency = '' } = properties;
  if (orderId === undefined) return before;
  const known = before.recent.find(({ id }) => id === orderId);
  if (name === 'ORDER_COMPLETED' && !known)
    return {
      count: before.count + 1,
      lastAt: Math.max(before.lastAt ?? at, at),
      totals: total > 0 ? { ...before.totals, [currency]: (before.totals[currency] ?? 0) + total } : before.totals,
      recent: [...before.recent, { id: orderId, total, currency }].slice(-idsKept),
    };
  if ((name === 'ORDER_CANCELLED' || name === 'ORDER_REFUNDED') && known)
    return {
      ...before,
      count: before.count - 1,
      totals:
        known.total > 0
          ? { ...before.totals, [known.currency]: (before.totals[known.currency] ?? 0) - known.total }
          : before.totals,
      recent: before.recent.filter((one) => one !== known),
    };
  return before;
}

/** From 1 (least) to 5. */
export interface Rfm {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

/**
 * Recency, frequency and value of orders (A. M. Hughes, "Strategic database marketing", 1994), by fixed thresholds and not by
 * quintiles of all customers: a score then depends on nobody else. Of several currencies the best one counts. Null without
 * an order.
 */
export function scoreRfm(
  { count, lastAt, totals }: Orders,
  now: number,
  { recencyDays, frequencyOrders, monetaryTotals }: TraitSettings,
): Rfm | null {
  if (count === 0 || lastAt === null) return null;
  const days = (now - lastAt) / day;
  const majors = Object.entries(totals).map(([currency, minor]) => Number(toDecimal({ minor, currency })));
  return {
    recency: 5 - recencyDays.filter((bound) => days > bound).length,
    frequency: 1 + frequencyOrders.filter((bound) => count >= bound).length,
    monetary: 1 + Math.max(0, ...majors.map((total) => monetaryTotals.filter((bound) => total >= bound).length)),
  };
}
