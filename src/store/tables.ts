/**
 * The tables as TypeScript sees them, one interface per table; `migrations.ts` creates them. Only types that both
 * databases give back alike are used: text, safe integers (times are milliseconds since the epoch), null.
 */
import type { Generated } from 'kysely';

export interface Tables {
  migration: MigrationTable;
  change_log: ChangeLogTable;
  change_log_state: ChangeLogStateTable;
  change_delivery: ChangeDeliveryTable;
  change_version: ChangeVersionTable;
  change_reader: ChangeReaderTable;
  change_aside: ChangeAsideTable;
}

export interface MigrationTable {
  name: string;
  ran_at: number;
}

export interface ChangeLogTable {
  position: Generated<number>;
  source: string;
  id: string;
  kind: string;
  key: string;
  /** JSON array of names, or null for all. */
  facets: string | null;
  version: number | null;
  /** JSON array of site keys, or null for all. */
  sites: string | null;
  /** When the backend says that it happened. */
  at: number;
  /** When it was logged, by this process's clock: what retention goes by. */
  logged_at: number;
}

/** One row. */
export interface ChangeLogStateTable {
  one: number;
  /** Random, made with the log: a cursor of another log is recognised by it. */
  log_id: string;
  /** Everything up to and including this position has been removed by retention. */
  trimmed_to: number;
}

/** What was logged lately by which delivery. */
export interface ChangeDeliveryTable {
  source: string;
  id: string;
  kind: string;
  key: string;
  logged_at: number;
}

/** The highest version seen of each entity. */
export interface ChangeVersionTable {
  source: string;
  kind: string;
  key: string;
  version: number;
}

/** How far each reader has come. */
export interface ChangeReaderTable {
  reader: string;
  position: number;
  confirmed_at: number;
}

/** Deliveries that could not be understood. */
export interface ChangeAsideTable {
  id: Generated<number>;
  source: string;
  delivery: string | null;
  reason: string;
  body: string;
  logged_at: number;
}
