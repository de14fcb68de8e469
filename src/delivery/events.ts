/** Events as receivers get them: CloudEvents 1.0 (https://github.com/cloudevents/spec), structured, as JSON. */
import { hash } from 'node:crypto';
import { writeCursor } from '../changes/cursor.ts';
import type { Batch } from '../changes/follow.ts';
import { fromLoggedKey } from '../changes/logged-key.ts';
import type { Change } from '../contract/changes.ts';
import type { DeliveryRow, PlannedRow } from '../store/webhook-deliveries.ts';
import { type Subscription, sitesFor } from './subscription.ts';
import type { MovedTags } from './tags.ts';

export const contentType = 'application/cloudevents+json; charset=utf-8';

/** The `data` of `etalage.KIND.changed`. */
export interface ChangedData {
  readonly kind: string;
  readonly key: string;
  /** What may have changed of it; null for all. */
  readonly facets: readonly string[] | null;
  /** Where; null for all sites. */
  readonly sites: readonly string[] | null;
  /** What to drop, by the names that answers carry in `cache-tag`. */
  readonly tags: readonly string[];
  /** False when answers may carry another name of it. */
  readonly tagsComplete: boolean;
  /** For the header `etalage-after`: an answer to it is not older than this event. */
  readonly cursor: string;
  /** How many changes the event stands for. */
  readonly changes: number;
}

/** The `data` of `etalage.gap`: changes before the cursor cannot be told. */
export interface GapData {
  readonly reason: string;
  readonly cursor: string;
}

/** Names the log: with it the ids of events are unique. */
export function sourceOf(logId: string): string {
  return `urn:uuid:${logId}`;
}

/** The same for the same change and subscription, whenever and wherever it is made; and for no other. */
function eventId(logId: string, subscription: string, ...what: readonly (string | number)[]): string {
  return `evt_${hash('sha256', JSON.stringify([logId, subscription, ...what]), 'base64url').slice(0, 27)}`;
}

export function planChange(
  logId: string,
  subscription: Subscription,
  change: Change,
  { tags, complete }: MovedTags,
  dueAt: number,
): PlannedRow {
  const { kind, position, id, at, facets } = change;
  const key = fromLoggedKey(change.key);
  const data: ChangedData = {
    ...{ kind, key, facets, sites: sitesFor(subscription, change), tags, tagsComplete: complete },
    ...{ cursor: writeCursor({ epoch: logId, position }), changes: 1 },
  };
  return {
    subscription: subscription.id,
    entity: `${kind} ${change.key}`,
    event: eventId(logId, subscription.id, position, id),
    type: `etalage.${kind}.changed`,
    subject: key,
    at,
    data: JSON.stringify(data),
    due_at: dueAt,
  };
}

/** An event of its own kind, in a line of its own. */
function planWord(
  logId: string,
  subscription: string,
  word: 'gap' | 'test',
  data: object,
  position: number,
  now: number,
  nonce: string,
): PlannedRow {
  return {
    ...{ subscription, entity: `*${word}`, event: eventId(logId, subscription, word, position, nonce) },
    ...{ type: `etalage.${word}`, subject: null, at: now, data: JSON.stringify(data), due_at: now },
  };
}

/** Says that changes cannot be told, so that the receiver reads again what it keeps. */
export function planGap(
  logId: string,
  subscription: string,
  { reason, position }: { reason: Extract<Batch, { type: 'GAP' }>['reason'] | 'DISABLED'; position: number },
  now: number,
): PlannedRow {
  const data: GapData = { reason, cursor: writeCursor({ epoch: logId, position }) };
  return planWord(logId, subscription, 'gap', data, position, now, reason === 'DISABLED' ? String(now) : reason);
}

/** For whoever wants to see that a receiver takes what is sent. */
export function planTest(logId: string, subscription: string, position: number, now: number): PlannedRow {
  const data = { cursor: writeCursor({ epoch: logId, position }) };
  return planWord(logId, subscription, 'test', data, position, now, crypto.randomUUID());
}

/**
 * One event that says what two of the same entity say; the earlier must never have been sent. It is the later one, with
 * everything that either names.
 */
export function mergePlanned(earlier: PlannedRow, later: PlannedRow): PlannedRow {
  const [before, after] = [JSON.parse(earlier.data) as ChangedData, JSON.parse(later.data) as ChangedData];
  const data: ChangedData = {
    ...after,
    facets: union(before.facets, after.facets),
    sites: union(before.sites, after.sites),
    tags: [...new Set([...before.tags, ...after.tags])].sort(),
    tagsComplete: before.tagsComplete && after.tagsComplete,
    changes: before.changes + after.changes,
  };
  return { ...later, data: JSON.stringify(data) };
}

/** What is sent, byte for byte the same at each try. */
export function bodyOf(source: string, { event, type, subject, at, data }: Omit<DeliveryRow, 'id'>): string {
  return JSON.stringify({
    ...{ specversion: '1.0', id: event, source, type, ...(subject === null ? {} : { subject }) },
    ...{ time: new Date(at).toISOString(), datacontenttype: 'application/json', data: JSON.parse(data) },
  });
}

/** Null means all. */
function union(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  return one && other && [...new Set([...one, ...other])];
}
