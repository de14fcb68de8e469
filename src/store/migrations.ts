/**
 * The tables, as steps forward that each ran or did not. A step that was released is never edited: a later one corrects
 * it. Steps add (tables, columns with defaults, indexes), so that a process of the release before goes on working
 * while a new one starts.
 */
import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

export interface Migration {
  /** Sorts after all before it: `0002-profiles`. */
  readonly name: string;
  up(db: Kysely<Tables>, words: Words): Promise<void>;
}

/** What the two databases call differently. Everything else in a migration must be understood by both. */
export interface Words {
  /** Type and constraints of a column that numbers the rows and never gives a number twice. */
  readonly serial: string;
}

export const words = {
  sqlite: { serial: 'INTEGER PRIMARY KEY AUTOINCREMENT' },
  postgres: { serial: 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY' },
} as const satisfies Record<string, Words>;

export const migrations: readonly Migration[] = [
  {
    name: '0001-change-log',
    async up(db, { serial }) {
      const statements = [
        `CREATE TABLE change_log (
          position ${serial}, source text NOT NULL, id text NOT NULL, kind text NOT NULL, key text NOT NULL,
          facets text, version bigint, sites text, at bigint NOT NULL, logged_at bigint NOT NULL)`,
        `CREATE TABLE change_log_state (
          one integer PRIMARY KEY CHECK (one = 1), log_id text NOT NULL, trimmed_to bigint NOT NULL)`,
        `CREATE TABLE change_delivery (
          source text NOT NULL, id text NOT NULL, kind text NOT NULL, key text NOT NULL, logged_at bigint NOT NULL,
          PRIMARY KEY (source, id, kind, key))`,
        'CREATE INDEX change_delivery_logged_at ON change_delivery (logged_at)',
        `CREATE TABLE change_version (
          source text NOT NULL, kind text NOT NULL, key text NOT NULL, version bigint NOT NULL,
          PRIMARY KEY (source, kind, key))`,
        `CREATE TABLE change_reader (
          reader text PRIMARY KEY, position bigint NOT NULL, confirmed_at bigint NOT NULL)`,
        `CREATE TABLE change_aside (
          id ${serial}, source text NOT NULL, delivery text, reason text NOT NULL, body text NOT NULL,
          logged_at bigint NOT NULL)`,
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
      await db.insertInto('change_log_state').values({ one: 1, log_id: crypto.randomUUID(), trimmed_to: 0 }).execute();
    },
  },
  {
    name: '0002-reconcile',
    async up(db, { serial }) {
      const statements = [
        'CREATE TABLE aside_request (aside bigint PRIMARY KEY, headers text NOT NULL, body text NOT NULL, received_at bigint NOT NULL)',
        'CREATE TABLE lease (name text PRIMARY KEY, owner text NOT NULL, held_until bigint NOT NULL)',
        `CREATE TABLE poll_cursor (
          source text PRIMARY KEY, cursor text NOT NULL, reported text NOT NULL, saved_at bigint NOT NULL)`,
        `CREATE TABLE reconcile_entity (
          source text NOT NULL, kind text NOT NULL, key text NOT NULL, scope text NOT NULL, version bigint,
          fingerprint text, position bigint NOT NULL, walk bigint NOT NULL, PRIMARY KEY (source, kind, key, scope))`,
        'CREATE TABLE reconcile_walk (source text PRIMARY KEY, state text NOT NULL)',
        `CREATE TABLE reconcile_report (
          id ${serial}, source text NOT NULL, ended_at bigint NOT NULL, report text NOT NULL)`,
        'CREATE INDEX reconcile_report_source ON reconcile_report (source, id)',
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  {
    name: '0003-webhooks',
    async up(db, { serial }) {
      const statements = [
        `CREATE TABLE webhook_subscription (
          id text PRIMARY KEY, origin text NOT NULL, url text NOT NULL, secrets text NOT NULL, kinds text, sites text,
          tags text, state text NOT NULL, reason text, since bigint NOT NULL, failures bigint NOT NULL,
          failing_since bigint, hold_until bigint, created_at bigint NOT NULL)`,
        `CREATE TABLE webhook_delivery (
          id ${serial}, subscription text NOT NULL, entity text NOT NULL, event text NOT NULL, type text NOT NULL,
          subject text, at bigint NOT NULL, data text NOT NULL, state text NOT NULL, due_at bigint NOT NULL,
          attempts bigint NOT NULL, first_at bigint, last_at bigint, last_status bigint, last_error text,
          created_at bigint NOT NULL, done_at bigint)`,
        'CREATE INDEX webhook_delivery_due ON webhook_delivery (subscription, state, due_at, id)',
        'CREATE INDEX webhook_delivery_entity ON webhook_delivery (subscription, entity, state, id)',
        'CREATE INDEX webhook_delivery_event ON webhook_delivery (event)',
        'CREATE INDEX webhook_delivery_done ON webhook_delivery (state, done_at)',
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  {
    name: '0004-visitors',
    async up(db, { serial }) {
      const statements = [
        `CREATE TABLE profile (
          visitor_id text PRIMARY KEY, version bigint NOT NULL, price_group text, recognition text NOT NULL,
          consents text NOT NULL, explicit text NOT NULL, implicit text NOT NULL, customer_key text,
          created_at bigint NOT NULL, seen_at bigint NOT NULL)`,
        'CREATE INDEX profile_seen_at ON profile (seen_at)',
        'CREATE TABLE profile_gone (digest text PRIMARY KEY, gone_at bigint NOT NULL)',
        `CREATE TABLE identity (
          digest text PRIMARY KEY, visitor_id text NOT NULL, kind text NOT NULL, proven_at bigint NOT NULL)`,
        'CREATE INDEX identity_visitor ON identity (visitor_id)',
        `CREATE TABLE identity_code (
          visitor_id text PRIMARY KEY, code_digest text NOT NULL, claim text NOT NULL, tries bigint NOT NULL,
          expires_at bigint NOT NULL)`,
        'CREATE TABLE visitor_limit (digest text PRIMARY KEY, count bigint NOT NULL, ends_at bigint NOT NULL)',
        `CREATE TABLE consent_record (
          id ${serial}, visitor_id text NOT NULL, site text NOT NULL, purpose text NOT NULL, granted bigint NOT NULL,
          pending bigint NOT NULL, text_version text NOT NULL, text text NOT NULL, language text NOT NULL,
          how text NOT NULL, at bigint NOT NULL)`,
        'CREATE INDEX consent_record_visitor ON consent_record (visitor_id, id)',
        `CREATE TABLE profile_merge (
          id ${serial}, visitor_id text NOT NULL, merged_digest text NOT NULL, how text NOT NULL, site text NOT NULL,
          channel text NOT NULL, at bigint NOT NULL)`,
        'CREATE INDEX profile_merge_visitor ON profile_merge (visitor_id, id)',
        'CREATE TABLE profile_export (digest text PRIMARY KEY, visitor_id text NOT NULL, expires_at bigint NOT NULL)',
        'CREATE INDEX profile_export_visitor ON profile_export (visitor_id)',
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  {
    name: '0005-events',
    async up(db, { serial }) {
      const statements = [
        `CREATE TABLE event (
          position ${serial}, visitor_id text NOT NULL, id text NOT NULL, name text NOT NULL, at bigint NOT NULL,
          received_at bigint NOT NULL, site text NOT NULL, channel text NOT NULL, properties text NOT NULL,
          used integer NOT NULL)`,
        'CREATE UNIQUE INDEX event_visitor ON event (visitor_id, id)',
        `CREATE TABLE event_count (
          site text NOT NULL, day text NOT NULL, name text NOT NULL, subject text NOT NULL, count bigint NOT NULL,
          PRIMARY KEY (site, day, name, subject))`,
        'CREATE TABLE event_fold (one integer PRIMARY KEY CHECK (one = 1), position bigint NOT NULL)',
        'CREATE TABLE trait_state (visitor_id text PRIMARY KEY, state text NOT NULL)',
        `CREATE TABLE write_back (
          visitor_id text PRIMARY KEY, site text NOT NULL, due_at bigint NOT NULL, attempts bigint NOT NULL,
          asked bigint NOT NULL)`,
        'CREATE INDEX write_back_due ON write_back (due_at)',
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
      await db.insertInto('event_fold').values({ one: 1, position: 0 }).execute();
    },
  },
  {
    name: '0006-operators',
    async up(db) {
      const statements = [
        `CREATE TABLE api_key (
          id text PRIMARY KEY, name text NOT NULL, hash text NOT NULL, role text NOT NULL, sites text, areas text,
          created_by text NOT NULL, created_at bigint NOT NULL, expires_at bigint, revoked_at bigint,
          last_used_at bigint)`,
        `CREATE TABLE setting (
          site text NOT NULL, kind text NOT NULL, key text NOT NULL, version bigint NOT NULL, value text,
          changed_by text NOT NULL, changed_at bigint NOT NULL, PRIMARY KEY (site, kind, key))`,
        `CREATE TABLE audit (
          id bigint PRIMARY KEY, at bigint NOT NULL, actor text NOT NULL, role text NOT NULL, action text NOT NULL,
          target text NOT NULL, site text, reason text, origin text NOT NULL, diff text NOT NULL,
          previous text NOT NULL, hash text NOT NULL)`,
        `CREATE TABLE audit_head (
          one integer PRIMARY KEY CHECK (one = 1), count bigint NOT NULL, hash text NOT NULL)`,
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
      await db.insertInto('audit_head').values({ one: 1, count: 0, hash: '' }).execute();
    },
  },
  {
    name: '0007-event-age',
    async up(db) {
      // What is too old is found without a look at all that is not.
      await sql`CREATE INDEX event_age ON event (used, received_at)`.execute(db);
    },
  },
];
