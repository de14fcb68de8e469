/**
 * The tables as TypeScript sees them, one interface per table; `migrations.ts` creates them. Only types that both
 * databases give back alike are used: text, safe integers (times are milliseconds since the epoch), null.
 */
import type { Generated } from 'kysely';
import type { EventTables } from './event-tables.ts';

export interface Tables extends EventTables {
  migration: MigrationTable;
  change_log: ChangeLogTable;
  change_log_state: ChangeLogStateTable;
  change_delivery: ChangeDeliveryTable;
  change_version: ChangeVersionTable;
  change_reader: ChangeReaderTable;
  change_aside: ChangeAsideTable;
  aside_request: AsideRequestTable;
  lease: LeaseTable;
  poll_cursor: PollCursorTable;
  reconcile_entity: ReconcileEntityTable;
  reconcile_walk: ReconcileWalkTable;
  reconcile_report: ReconcileReportTable;
  webhook_subscription: WebhookSubscriptionTable;
  webhook_delivery: WebhookDeliveryTable;
  profile: ProfileTable;
  profile_gone: ProfileGoneTable;
  identity: IdentityTable;
  identity_code: IdentityCodeTable;
  visitor_limit: VisitorLimitTable;
  consent_record: ConsentRecordTable;
  profile_merge: ProfileMergeTable;
  profile_export: ProfileExportTable;
  api_key: ApiKeyTable;
  setting: SettingTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
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

/** A delivery that was kept aside, as it came: what reading it again takes. */
export interface AsideRequestTable {
  aside: number;
  /** JSON object. */
  headers: string;
  /** Its bytes, base64. */
  body: string;
  received_at: number;
}

/** What only one process at a time may do. */
export interface LeaseTable {
  name: string;
  owner: string;
  held_until: number;
}

/** Where the next poll of each source goes on. */
export interface PollCursorTable {
  source: string;
  cursor: string;
  /** JSON array: names of what the last poll told. */
  reported: string;
  saved_at: number;
}

/** What the last walks saw of each entity. */
export interface ReconcileEntityTable {
  source: string;
  kind: string;
  key: string;
  scope: string;
  version: number | null;
  fingerprint: string | null;
  /** The log's position when it was asked for: what was told later may be about something newer. */
  position: number;
  /** Number of the walk that saw it last. */
  walk: number;
}

/** How far the walk of each source is. */
export interface ReconcileWalkTable {
  source: string;
  /** JSON: `Walk` of `src/changes/reconcile-ledger.ts`. */
  state: string;
}

/** What the last walks found. */
export interface ReconcileReportTable {
  id: Generated<number>;
  source: string;
  ended_at: number;
  /** JSON: `ReconcileReport`. */
  report: string;
}

/** Who is told of changes, by webhooks. */
export interface WebhookSubscriptionTable {
  id: string;
  /** Those of the configuration are written anew at each start; their secrets are not kept here. */
  origin: 'CONFIG' | 'STORE';
  url: string;
  /** JSON array, the newest first. */
  secrets: string;
  /** JSON arrays, or null for all. */
  kinds: string | null;
  sites: string | null;
  tags: string | null;
  state: 'ACTIVE' | 'PAUSED' | 'DISABLED';
  /** Why it is not active: a code. */
  reason: string | null;
  /** Position of the log after which it is told of changes. */
  since: number;
  /** Tries in a row that failed, whatever they were of. */
  failures: number;
  failing_since: number | null;
  /** Nothing is sent before. */
  hold_until: number | null;
  created_at: number;
}

/** What is told to one subscription. */
export interface WebhookDeliveryTable {
  id: Generated<number>;
  subscription: string;
  /** What is told of: one after the other for each. */
  entity: string;
  /** The event's id. */
  event: string;
  type: string;
  subject: string | null;
  at: number;
  /** JSON object: the event's data. */
  data: string;
  state: 'WAITING' | 'DELIVERED' | 'DEAD';
  /** When it may be tried; while it is tried, when another process may take that over. */
  due_at: number;
  attempts: number;
  /** Of the first try: from then on its event may be known to the receiver. */
  first_at: number | null;
  last_at: number | null;
  last_status: number | null;
  last_error: string | null;
  created_at: number;
  done_at: number | null;
}

/** What is remembered of a visitor: `ProfileState` of `src/visitor/store-port.ts`. */
export interface ProfileTable {
  visitor_id: string;
  version: number;
  price_group: string | null;
  recognition: 'ANONYMOUS' | 'CLAIMED' | 'KNOWN';
  /** JSON objects. */
  consents: string;
  explicit: string;
  implicit: string;
  customer_key: string | null;
  created_at: number;
  seen_at: number;
}

/** Visitors who were erased, or merged into another, by a digest of their id. */
export interface ProfileGoneTable {
  digest: string;
  gone_at: number;
}

/** What was proven to be a visitor's: an address, a customer's account. */
export interface IdentityTable {
  /** Keyed: without our secret nobody can tell what it is of. */
  digest: string;
  visitor_id: string;
  kind: 'EMAIL' | 'SUBJECT';
  proven_at: number;
}

/** The one open challenge of a visitor. */
export interface IdentityCodeTable {
  visitor_id: string;
  /** Keyed, of the code. */
  code_digest: string;
  /** What was claimed, encrypted. */
  claim: string;
  tries: number;
  expires_at: number;
}

/** How often something was asked for lately. */
export interface VisitorLimitTable {
  digest: string;
  count: number;
  ends_at: number;
}

/** One decision, as it was made. */
export interface ConsentRecordTable {
  id: Generated<number>;
  visitor_id: string;
  site: string;
  purpose: string;
  /** 1 or 0. */
  granted: number;
  pending: number;
  text_version: string;
  /** The words that were shown, and their language. */
  text: string;
  language: string;
  /** By which way: a channel, a merge. */
  how: string;
  at: number;
}

/** Which device was found to be whose, and how. */
export interface ProfileMergeTable {
  id: Generated<number>;
  visitor_id: string;
  merged_digest: string;
  how: string;
  site: string;
  channel: string;
  at: number;
}

/** Links to an export that were not used yet. */
export interface ProfileExportTable {
  digest: string;
  visitor_id: string;
  expires_at: number;
}

/** A key of the operator's API. */
export interface ApiKeyTable {
  id: string;
  name: string;
  /** SHA-256 of its secret, hexadecimal. */
  hash: string;
  role: string;
  /** JSON arrays, or null for all. */
  sites: string | null;
  areas: string | null;
  created_by: string;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  /** To the minute. */
  last_used_at: number | null;
}

/** A definition that an operator has edited, in place of the one in the sites file. */
export interface SettingTable {
  site: string;
  kind: string;
  key: string;
  /** 1 for the first, rising by one with every edit. */
  version: number;
  /** JSON; null where it was archived: then the sites file's is hidden, too. */
  value: string | null;
  changed_by: string;
  changed_at: number;
}

/** What operators did, one row each, numbered without gaps. Rows are never changed. */
export interface AuditTable {
  id: number;
  at: number;
  actor: string;
  role: string;
  action: string;
  target: string;
  site: string | null;
  reason: string | null;
  /** From where. */
  origin: string;
  /** JSON array of what differs. */
  diff: string;
  /** Hash of the row before; of this row with that. */
  previous: string;
  hash: string;
}

/** One row: the newest of the audit log. */
export interface AuditHeadTable {
  one: number;
  count: number;
  hash: string;
}
