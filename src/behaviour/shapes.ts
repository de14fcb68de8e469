import { z } from 'zod';
import { fromDecimal, minorDigits } from '../contract/money.ts';
import type { EventName, EventProperties } from './event.ts';

/** What is wrong with the properties of an event: where, and what was expected. Never what was found, which may be personal. */
export interface ShapeProblem {
  readonly path: string;
  readonly expected: string;
}

export type ShapedProperties = { readonly properties: EventProperties } | { readonly problem: ShapeProblem };

const mostItems = 50;
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** A key of a backend, an id or a short name: what traits are kept by. */
const word = z.string('a text').trim().min(1, 'a text that is not empty').max(100, 'at most 100 characters');
const phrase = z.string('a text').trim().min(1, 'a text that is not empty').max(250, 'at most 250 characters');
const count = z.int('a whole number').min(0, 'no less than 0').max(10_000, 'at most 10000');

const anAmount = 'an amount such as 29.95';

/** `29.95` or `"29.95"`, as minor units. A float is rounded to the currency's digits: it never was exact. */
const amountIn = (currency: string) =>
  z
    .union([z.number().min(0, anAmount).max(1e9, anAmount), z.string().max(20, anAmount)], anAmount)
    .transform((value, context) => {
      try {
        const { minor } = fromDecimal(
          typeof value === 'number' ? value.toFixed(minorDigits(currency)) : value,
          currency,
        );
        if (minor >= 0) return minor;
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
      context.addIssue({ code: 'custom', message: `an amount of ${currency} such as 29.95` });
      return z.NEVER;
    });

function itemIn(currency: string) {
  const amount = amountIn(currency);
  return z.object(
    {
      productId: word.optional(),
      handle: word.optional(),
      sku: word.optional(),
      category: word.optional(),
      brand: word.optional(),
      variant: word.optional(),
      size: word.optional(),
      price: amount.optional(),
      compareAtPrice: amount.optional(),
      quantity: count.optional(),
      coupon: word.optional(),
      position: count.optional(),
    },
    'an object: a product',
  );
}

type Identified = { productId?: string | undefined; handle?: string | undefined; sku?: string | undefined };
const isIdentified = ({ productId, handle, sku }: Identified) => (productId ?? handle ?? sku) !== undefined;
const identified = 'productId, handle or sku';

/** Shapes of one currency, one per name: what is not declared here is not kept. */
function shapesIn(currency: string): Record<EventName, z.ZodType<EventProperties>> {
  const amount = amountIn(currency);
  const item = itemIn(currency);
  const one = item.refine(isIdentified, identified);
  const products = z.array(one, 'a list of products').max(mostItems, `at most ${mostItems} products`);
  const list = z.object({ listId: word.optional(), category: word.optional(), products: products.optional() });
  const order = z.object({
    orderId: word,
    total: amount.optional(),
    discount: amount.optional(),
    coupon: word.optional(),
    products: products.optional(),
  });
  const step = z.object({ orderId: word.optional(), step: count.optional() });
  const coupon = z.object({ orderId: word.optional(), coupon: word });
  const promotion = z.object({ promotionId: word, position: count.optional() });
  const wish = item.extend({ wishlistId: word.optional() }).refine(isIdentified, identified);
  return {
    PRODUCTS_SEARCHED: z.object({ query: phrase }),
    PRODUCT_LIST_VIEWED: list,
    PRODUCT_LIST_FILTERED: list,
    PROMOTION_VIEWED: promotion,
    PROMOTION_CLICKED: promotion,
    PRODUCT_CLICKED: one,
    PRODUCT_VIEWED: one,
    PRODUCT_ADDED: one,
    PRODUCT_REMOVED: one,
    CART_VIEWED: z.object({ products: products.optional() }),
    CHECKOUT_STARTED: order.partial({ orderId: true }),
    CHECKOUT_STEP_VIEWED: step,
    CHECKOUT_STEP_COMPLETED: step,
    PAYMENT_INFO_ENTERED: step,
    ORDER_UPDATED: order,
    ORDER_COMPLETED: order,
    ORDER_REFUNDED: order,
    ORDER_CANCELLED: order,
    COUPON_ENTERED: coupon,
    COUPON_APPLIED: coupon.extend({ discount: amount.optional() }),
    COUPON_DENIED: coupon,
    COUPON_REMOVED: coupon,
    PRODUCT_ADDED_TO_WISHLIST: wish,
    PRODUCT_REMOVED_FROM_WISHLIST: wish,
    WISHLIST_PRODUCT_ADDED_TO_CART: wish,
    PRODUCT_SHARED: item.extend({ shareVia: word.optional() }).refine(isIdentified, identified),
    CART_SHARED: z.object({ shareVia: word.optional(), products: products.optional() }),
    PRODUCT_REVIEWED: item.extend({ rating: count.max(5, 'at most 5').optional() }).refine(isIdentified, identified),
    PAGE_VIEWED: z.object({ path: phrase.optional() }),
    STORE_VISITED: z.object({ locationId: word.optional() }),
    SERVICE_CONTACTED: z.object({ topic: word.optional(), orderId: word.optional() }),
    DECISION_EXPOSED: z.object({ exposure: word }),
  } as Record<EventName, z.ZodType<EventProperties>>;
}

const byCurrency = new Map<string, ReturnType<typeof shapesIn>>();

/**
 * The declared properties of an event, with amounts as minor units of its `currency`, which is the site's unless it names
 * another. Segment's own spelling (`product_id`) is understood.
 */
export function shapeProperties(
  name: EventName,
  given: Readonly<Record<string, unknown>>,
  siteCurrency: string,
): ShapedProperties {
  const { currency = siteCurrency, ...rest } = camelCased(given) as Record<string, unknown>;
  if (typeof currency !== 'string' || !currencies.has(currency))
    return { problem: { path: 'currency', expected: 'a currency of ISO 4217' } };
  let shapes = byCurrency.get(currency);
  if (!shapes) {
    shapes = shapesIn(currency);
    byCurrency.set(currency, shapes);
  }
  const { data, error } = shapes[name].safeParse(rest);
  if (data) return { properties: hasAmounts(data) ? { ...data, currency } : data };
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  return { problem: { path, expected: issue?.message ?? 'other properties' } };
}

function hasAmounts(properties: EventProperties): boolean {
  const { total, discount, products = [] } = properties;
  return (
    (total ?? discount) !== undefined ||
    [properties, ...products].some(({ price, compareAtPrice }) => (price ?? compareAtPrice) !== undefined)
  );
}

/** `{ product_id }` to `{ productId }`, at every depth. */
function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      camelCased(inner),
    ]),
  );
}
