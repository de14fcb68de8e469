import type { EventName, Item, LoggedEvent } from '../event.ts';

/**
 * How much an event says of interest in what it names. Our own scale, of the order that implicit feedback is given by in Y. Hu,
 * Y. Koren and C. Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM 2008: more effort, more confidence.
 * What is taken back counts against it.
 */
export const interestOf: Readonly<Partial<Record<EventName, number>>> = {
  PRODUCT_LIST_VIEWED: 0.25,
  PRODUCT_LIST_FILTERED: 0.5,
  PRODUCT_CLICKED: 0.5,
  PRODUCT_VIEWED: 1,
  PRODUCT_SHARED: 2,
  PRODUCT_ADDED_TO_WISHLIST: 2,
  PRODUCT_REMOVED_FROM_WISHLIST: -1,
  PRODUCT_ADDED: 3,
  WISHLIST_PRODUCT_ADDED_TO_CART: 3,
  PRODUCT_REMOVED: -2,
  PRODUCT_REVIEWED: 3,
  ORDER_COMPLETED: 5,
};

/** The products that an event is about: those of an order, or the one it names. A list is about its category, not its rows. */
export function itemsOf({ name, properties }: LoggedEvent): readonly Item[] {
  if (name === 'ORDER_COMPLETED') return properties.products ?? [];
  return [properties];
}

/** One name for a product, whichever way an event names it. */
export function productKeyOf({ productId, handle, sku }: Item): string | undefined {
  return productId ?? handle ?? sku;
}
