import type { EventName, LoggedEvent } from '../event.ts';
import type { TraitSettings } from './settings.ts';
import { productKeyOf } from './signals.ts';

export type JourneyStage = 'ATTENTION' | 'INTEREST' | 'DESIRE' | 'ACTION' | 'SATISFACTION';

/** When there was last a sign of each stage, in milliseconds since the epoch; null: never. */
export interface Journey {
  readonly interestAt: number | null;
  readonly desireAt: number | null;
  readonly actionAt: number | null;
  readonly satisfactionAt: number | null;
  /** Products that were looked at lately, with how often: who comes back to one wants it. The latest last. */
  readonly looked: readonly { readonly product: string; readonly times: number }[];
}

export const noJourney: Journey = {
  interestAt: null,
  desireAt: null,
  actionAt: null,
  satisfactionAt: null,
  looked: [],
};

const lookedKept = 20;
/** So many looks at one product are a wish for it. */
const looksOfDesire = 3;

const interest: ReadonlySet<EventName> = new Set([
  'PRODUCTS_SEARCHED',
  'PRODUCT_LIST_FILTERED',
  'PRODUCT_CLICKED',
  'PRODUCT_VIEWED',
  'STORE_VISITED',
]);
const desire: ReadonlySet<EventName> = new Set([
  'PRODUCT_ADDED',
  'PRODUCT_ADDED_TO_WISHLIST',
  'WISHLIST_PRODUCT_ADDED_TO_CART',
  'PRODUCT_SHARED',
  'CART_VIEWED',
  'CART_SHARED',
]);
const action: ReadonlySet<EventName> = new Set([
  'CHECKOUT_STARTED',
  'CHECKOUT_STEP_VIEWED',
  'CHECKOUT_STEP_COMPLETED',
  'PAYMENT_INFO_ENTERED',
  'ORDER_COMPLETED',
]);

export function foldJourney(before: Journey, event: LoggedEvent): Journey {
  const { name, at, properties } = event;
  const product = name === 'PRODUCT_VIEWED' ? productKeyOf(properties) : undefined;
  const looked = product === undefined ? before.looked : look(before.looked, product);
  const again = (looked.at(-1)?.times ?? 0) >= looksOfDesire && product !== undefined;
  return {
    looked,
    interestAt: interest.has(name) ? latest(before.interestAt, at) : before.interestAt,
    desireAt: again || desire.has(name) ? latest(before.desireAt, at) : before.desireAt,
    actionAt: action.has(name) ? latest(before.actionAt, at) : before.actionAt,
    satisfactionAt:
      name === 'ORDER_COMPLETED' || name === 'PRODUCT_REVIEWED'
        ? latest(before.satisfactionAt, at)
        : before.satisfactionAt,
  };
}

const latest = (before: number | null, at: number) => Math.max(before ?? at, at);

function look(looked: Journey['looked'], product: string): Journey['looked'] {
  const known = looked.find((one) => one.product === product);
  return [...looked.filter((one) => one !== known), { product, times: (known?.times ?? 0) + 1 }].slice(-lookedKept);
}

/**
 * Where somebody is between seeing us for the first time and being glad they bought: the AIDA model with satisfaction after
 * it (E. St. Elmo Lewis's steps as E. K. Strong gives them, "Theories of selling", Journal of Applied Psychology 1925, with
 * A. F. Sheldon's fifth). The rules, the first that holds:
 *
 * - ACTION: in a checkout or after an order, for a day;
 * - DESIRE: a cart, a wish list, or the third look at one product, for two weeks, when it is newer than the last order;
 * - SATISFACTION: an order or a review of the last three months, also while looking around again;
 * - INTEREST: looked at products, searched or came to a shop within a month;
 * - ATTENTION: everybody else.
 */
export function stageOf(
  { interestAt, desireAt, actionAt, satisfactionAt }: Journey,
  now: number,
  settings: TraitSettings,
): JourneyStage {
  const stands = (at: number | null, ms: number): at is number => at !== null && now - at <= ms;
  if (stands(actionAt, settings.actionMs)) return 'ACTION';
  if (stands(desireAt, settings.desireMs) && desireAt > (satisfactionAt ?? 0)) return 'DESIRE';
  if (stands(satisfactionAt, settings.satisfactionMs)) return 'SATISFACTION';
  if (stands(interestAt, settings.interestMs)) return 'INTEREST';
  return 'ATTENTION';
}
