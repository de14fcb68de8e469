import type { EventName, LoggedEvent } from '../event.ts';
import { addDecayed, type Decayed, decayedAt } from './decay.ts';
import type { Orders } from './orders.ts';
import type { TraitSettings } from './settings.ts';

export type ShopperType = 'AVOIDER' | 'IMPULSIVE' | 'COMPARING' | 'LOYAL' | 'TASK_ORIENTED' | 'RECREATIONAL';

/** What is counted, decayed. */
type Way = 'visits' | 'searches' | 'lists' | 'filters' | 'looks' | 'carts' | 'orders' | 'quickOrders' | 'inspirations';

/** How somebody goes about it. */
export interface Habits {
  /** All of them, not decayed. */
  readonly visits: number;
  readonly counts: Readonly<Partial<Record<Way, Decayed>>>;
  /** When the visit under way began, and its latest event; milliseconds since the epoch. */
  readonly visit: { readonly from: number; readonly to: number; readonly looks: number } | null;
}

export const noHabits: Habits = { visits: 0, counts: {}, visit: null };

/** An order so soon after the visit began, in milliseconds, after so few looks, was no long thought. */
const quickMs = 15 * 60_000;
const quickLooks = 3;
/** What must be known, by decayed counts, before anybody is called anything. */
const leastVisits = 2;
const leastLooks = 5;
const leastOrders = 3;

const wayOf: Readonly<Partial<Record<EventName, Way>>> = {
  PRODUCTS_SEARCHED: 'searches',
  PRODUCT_LIST_VIEWED: 'lists',
  PRODUCT_LIST_FILTERED: 'filters',
  PRODUCT_VIEWED: 'looks',
  PRODUCT_ADDED: 'carts',
  ORDER_COMPLETED: 'orders',
  PROMOTION_CLICKED: 'inspirations',
  PAGE_VIEWED: 'inspirations',
};

export function foldHabits(before: Habits, { name, at }: LoggedEvent, settings: TraitSettings): Habits {
  const isNew = before.visit === null || at - before.visit.to > settings.visitMs;
  const open = isNew || before.visit === null ? { from: at, to: at, looks: 0 } : before.visit;
  const visit = {
    from: Math.min(open.from, at),
    to: Math.max(open.to, at),
    looks: open.looks + (name === 'PRODUCT_VIEWED' ? 1 : 0),
  };
  const way = wayOf[name];
  const isQuick = name === 'ORDER_COMPLETED' && at - visit.from <= quickMs && visit.looks <= quickLooks;
  const happened: Way[] = [...(isNew ? (['visits'] as const) : []), ...(way ? [way] : [])];
  if (isQuick) happened.push('quickOrders');
  const counts = { ...before.counts };
  for (const one of happened) counts[one] = addDecayed(counts[one], 1, at, 3 * settings.halfLifeMs);
  return { visits: before.visits + (isNew ? 1 : 0), counts, visit };
}

/**
 * The kind of shopper, by what they do and not by what they say. The measures (searching against browsing, looks for each
 * visit, whether looking ends in buying) are those of W. W. Moe, "Buying, searching, or browsing", Journal of Consumer
 * Psychology 2003; the thresholds are our own. The rules, the first that holds; null with too little to go by:
 *
 * - LOYAL: three orders that were not cancelled, the last within a year;
 * - IMPULSIVE: half of the orders within 15 minutes of arriving, after at most three looks;
 * - AVOIDER: two visits or more, hardly a look at a product in each, nothing put in a cart;
 * - TASK_ORIENTED: more searches than lists, and at most two looks for each search;
 * - COMPARING: filters used, or four looks and more for each visit, of which few end in a cart;
 * - RECREATIONAL: lists, campaigns and stories at least as often as products.
 */
export function shopperTypeOf(
  { counts }: Habits,
  orders: Orders,
  now: number,
  settings: TraitSettings,
): ShopperType | null {
  const of = (way: Way) => {
    const sum = counts[way];
    return sum ? decayedAt(sum, now, 3 * settings.halfLifeMs) : 0;
  };
  const [visits, looks, searches, lists] = [of('visits'), of('looks'), of('searches'), of('lists')];
  const [carts, bought, inspirations] = [of('carts'), of('orders'), of('inspirations')];
  if (orders.count >= leastOrders && orders.lastAt !== null && now - orders.lastAt <= 365 * 86_400_000) return 'LOYAL';
  if (bought > 0.5 && of('quickOrders') / bought >= 0.5) return 'IMPULSIVE';
  const known = looks + lists + searches + inspirations;
  if (visits >= leastVisits && looks < visits && carts < 0.5 && known < 2 * visits) return 'AVOIDER';
  if (known < leastLooks) return null;
  if (searches >= 1 && searches > lists && looks <= 2 * searches) return 'TASK_ORIENTED';
  if ((of('filters') >= 1 || looks >= 4 * Math.max(1, visits)) && carts <= looks / 4) return 'COMPARING';
  if (lists + inspirations >= looks) return 'RECREATIONAL';
  return null;
}
