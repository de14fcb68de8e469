/** The tables of events: see `tables.ts` for what holds for all. */
import type { Generated } from 'kysely';

export interface EventTables {
  event: EventTable;
  event_count: EventCountTable;
  event_fold: EventFoldTable;
  trait_state: TraitStateTable;
  write_back: WriteBackTable;
}

/** What visitors did who allow it to be kept: see `src/behaviour/event.ts`. */
export interface EventTable {
  position: Generated<number>;
  visitor_id: string;
  /** The client's, once for each visitor. */
  id: string;
  name: string;
  at: number;
  received_at: number;
  site: string;
  channel: string;
  /** JSON object. */
  properties: string;
  /** 1: traits may be computed from it; 0: it is counted only. */
  used: number;
}

/** Events by site, UTC day and name, whoever they were of. */
export interface EventCountTable {
  site: string;
  /** `2026-11-22`. */
  day: string;
  name: string;
  /** What of that name: an exposure; empty for most. */
  subject: string;
  count: number;
}

/** One row: up to which position events are in the traits. */
export interface EventFoldTable {
  one: number;
  position: number;
}

/** What the traits of each visitor are computed from. */
export interface TraitStateTable {
  visitor_id: string;
  /** JSON object: `TraitState` of `src/behaviour/traits/traits.ts`. */
  state: string;
}

/** Whose traits the CRM is to be told. */
export interface WriteBackTable {
  visitor_id: string;
  site: string;
  due_at: number;
  attempts: number;
  /** Rises with every change of the traits: what is told while they change is told again. */
  asked: number;
}
