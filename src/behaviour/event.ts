import type { Channel } from '../context/channel.ts';

/**
 * What can happen, by the names of Segment's e-commerce spec (https://segment.com/docs/connections/spec/ecommerce/v2/) in
 * upper case, and a few of our own at the end.
 */
export const eventNames = [
  'PRODUCTS_SEARCHED',
  'PRODUCT_LIST_VIEWED',
  'PRODUCT_LIST_FILTERED',
  'PROMOTION_VIEWED',
  'PROMOTION_CLICKED',
  'PRODUCT_CLICKED',
  'PRODUCT_VIEWED',
  'PRODUCT_ADDED',
  'PRODUCT_REMOVED',
  'CART_VIEWED',
  'CHECKOUT_STARTED',
  'CHECKOUT_STEP_VIEWED',
  'CHECKOUT_STEP_COMPLETED',
  'PAYMENT_INFO_ENTERED',
  'ORDER_UPDATED',
  'ORDER_COMPLETED',
  'ORDER_REFUNDED',
  'ORDER_CANCELLED',
  'COUPON_ENTERED',
  'COUPON_APPLIED',
  'COUPON_DENIED',
  'COUPON_REMOVED',
  'PRODUCT_ADDED_TO_WISHLIST',
  'PRODUCT_REMOVED_FROM_WISHLIST',
  'WISHLIST_PRODUCT_ADDED_TO_CART',
  'PRODUCT_SHARED',
  'CART_SHARED',
  'PRODUCT_REVIEWED',
  'PAGE_VIEWED',
  'STORE_VISITED',
  'SERVICE_CONTACTED',
  'DECISION_EXPOSED',
] as const;

export type EventName = (typeof eventNames)[number];

/** A product as an event names it. Amounts are minor units of the event's currency, for one piece. */
export interface Item {
  readonly productId?: string;
  readonly handle?: string;
  readonly sku?: string;
  readonly category?: string;
  readonly brand?: string;
  readonly variant?: string;
  readonly size?: string;
  readonly price?: number;
  /** What it cost before it was reduced. */
  readonly compareAtPrice?: number;
  readonly quantity?: number;
  readonly coupon?: string;
  readonly position?: number;
}

/** All that an event may say besides what and when; which of it, its name decides: see shapes.ts. */
export interface EventProperties extends Item {
  /** ISO 4217; the site's where the event named none. */
  readonly currency?: string;
  readonly products?: readonly Item[];
  readonly listId?: string;
  readonly query?: string;
  readonly path?: string;
  readonly promotionId?: string;
  readonly orderId?: string;
  readonly total?: number;
  readonly discount?: number;
  readonly step?: number;
  readonly wishlistId?: string;
  readonly shareVia?: string;
  readonly rating?: number;
  readonly locationId?: string;
  readonly topic?: string;
  /** As an answer told it: `decision.exposure`. */
  readonly exposure?: string;
  /** What the exposure stands for; never taken from a client. */
  readonly experiment?: string;
  readonly arm?: string;
}

/** An event that was found right. */
export interface TrackedEvent {
  /** The client's own, the same when it sends the event again. */
  readonly id: string;
  readonly name: EventName;
  /** When it happened, in milliseconds since the epoch: never after it was received. */
  readonly at: number;
  /** Key of the site. */
  readonly site: string;
  readonly channel: Channel;
  readonly properties: EventProperties;
}

/** An event in the log of one visitor, the oldest first: what traits are computed from. */
export interface LoggedEvent extends TrackedEvent {
  /** Rises in the order in which events were committed. */
  readonly position: number;
  readonly visitorId: string;
}
