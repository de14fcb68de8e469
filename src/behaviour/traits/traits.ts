import type { Channel } from '../../context/channel.ts';
import type { LoggedEvent } from '../event.ts';
import { type Affinities, type AffinityKind, foldAffinities, noAffinities, scoreAffinities } from './affinities.ts';
import { type Counts, coarse, foldCounts } from './counts.ts';
import { foldJourney, type Journey, type JourneyStage, noJourney, stageOf } from './journey-stage.ts';
import { foldOrders, noOrders, type Orders, type Rfm, scoreRfm } from './orders.ts';
import { foldPreferences, noPreferences, type Preferences, preferred } from './preferences.ts';
import { foldPrices, noPrices, type Prices, scorePriceSensitivity } from './price-sensitivity.ts';
import type { TraitSettings } from './settings.ts';
import { foldHabits, type Habits, noHabits, type ShopperType, shopperTypeOf } from './shopper-type.ts';

/** What is kept of a visitor's events so that the next one can be added without reading them again. Plain JSON. */
export interface TraitState {
  readonly counts: Counts;
  /** Milliseconds since the epoch: of the earliest and of the latest event. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly affinities: Affinities;
  readonly orders: Orders;
  readonly prices: Prices;
  readonly preferences: Preferences;
  readonly journey: Journey;
  readonly habits: Habits;
  /** How often what an experiment varies was really shown, by its key. */
  readonly exposures: Readonly<Record<string, number>>;
}

/** What is said of a visitor, for rules and answers: as of their latest event, and in steps coarse enough to stay the same. */
export interface ImplicitTraits {
  readonly journeyStage: JourneyStage;
  readonly shopperType: ShopperType | null;
  /** 0 to 1 by kind and key. */
  readonly affinities: Readonly<Record<AffinityKind, Readonly<Record<string, number>>>>;
  readonly rfm: Rfm | null;
  readonly orders: number;
  /** ISO 8601, as all moments here; null before the first order. */
  readonly lastOrderAt: string | null;
  readonly priceSensitivity: number | null;
  readonly preferredSize: string | null;
  readonly preferredChannel: Channel | null;
  readonly firstSeenAt: string;
  /** To the hour. */
  readonly lastSeenAt: string;
  readonly visits: number;
  /** How often what happened: what rules call `behaviour.PRODUCT_VIEWED`. */
  readonly behaviour: Counts;
  readonly exposures: Readonly<Record<string, number>>;
}

const hour = 3_600_000;
const exposuresKept = 50;

/**
 * Adds events in the order of the log. Pure: the same events in the same order give the same state, however they were cut into
 * pieces. Null for none.
 */
export function foldEvents(
  before: TraitState | null,
  events: readonly LoggedEvent[],
  settings: TraitSettings,
): TraitState | null {
  const [first] = events;
  if (!first) return before;
  const each = <Part>(part: Part, add: (part: Part, event: LoggedEvent, settings: TraitSettings) => Part): Part =>
    events.reduce((sum, event) => add(sum, event, settings), part);
  return {
    counts: each(before?.counts ?? {}, foldCounts),
    firstAt: events.reduce((earliest, { at }) => Math.min(earliest, at), before?.firstAt ?? first.at),
    lastAt: events.reduce((latest, { at }) => Math.max(latest, at), before?.lastAt ?? first.at),
    affinities: foldAffinities(before?.affinities ?? noAffinities, events, settings),
    orders: each(before?.orders ?? noOrders, foldOrders),
    prices: each(before?.prices ?? noPrices, foldPrices),
    preferences: each(before?.preferences ?? noPreferences, foldPreferences),
    journey: each(before?.journey ?? noJourney, foldJourney),
    habits: each(before?.habits ?? noHabits, foldHabits),
    exposures: each(before?.exposures ?? {}, foldExposures),
  };
}

export function traitsOf(state: TraitState, settings: TraitSettings): ImplicitTraits {
  const { orders, lastAt: now, firstAt, preferences } = state;
  return {
    journeyStage: stageOf(state.journey, now, settings),
    shopperType: shopperTypeOf(state.habits, orders, now, settings),
    affinities: scoreAffinities(state.affinities, now, settings),
    rfm: scoreRfm(orders, now, settings),
    orders: orders.count,
    lastOrderAt: orders.lastAt === null ? null : new Date(orders.lastAt).toISOString(),
    priceSensitivity: scorePriceSensitivity(state.prices),
    preferredSize: preferred(preferences.sizes, now, settings),
    preferredChannel: preferred(preferences.channels, now, settings),
    firstSeenAt: new Date(firstAt).toISOString(),
    lastSeenAt: new Date(Math.floor(now / hour) * hour).toISOString(),
    visits: state.habits.visits,
    behaviour: coarse(state.counts),
    exposures: state.exposures,
  };
}

function foldExposures(before: TraitState['exposures'], { name, properties }: LoggedEvent): TraitState['exposures'] {
  if (name !== 'DECISION_EXPOSED') return before;
  const key = properties.experiment ?? '';
  const entries = new Map(Object.entries(before));
  const count = entries.get(key) ?? 0;
  // Last, since it is the newest.
  entries.delete(key);
  return Object.fromEntries([...entries, [key, count + 1] as const].slice(-exposuresKept));
}
