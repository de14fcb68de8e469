import { randomUUID } from 'node:crypto';
import {
  type EntityKey,
  insertChanges,
  type LogRow,
  lockLog,
  readVersions,
  rememberDeliveries,
  writeVersions,
} from '../store/change-log.ts';
import type { Store, Tx } from '../store/store.ts';
import type { Draft } from './draft.ts';

/** What became of a draft. */
export type Outcome =
  | { readonly result: 'LOGGED'; readonly position: number }
  /** This delivery's word on the entity was logged before. */
  | { readonly result: 'DUPLICATE' }
  /** A newer version of the entity was logged before. An equal one is logged: it may say more. */
  | { readonly result: 'STALE' };

const keyOf = ({ source, kind, key }: EntityKey) => JSON.stringify([source, kind, key]);
const deliveryOf = ({ source, id, kind, key }: EntityKey & { id?: string }) => JSON.stringify([source, id, kind, key]);

/**
 * Writes drafts to the log, in their order, leaving out known deliveries and older versions. Everything that it reads to
 * decide is read under the log's lock, so it should be the last that a transaction does.
 *
 * @returns one outcome per draft, in the order of the drafts.
 */
export async function writeDrafts(kind: Store['kind'], tx: Tx, drafts: readonly Draft[]): Promise<Outcome[]> {
  if (drafts.length === 0) return [];
  const now = Date.now();
  await lockLog(kind, tx);
  const isFresh = await deliveries(tx, drafts, now);
  const isCurrent = await versions(tx, drafts.filter(isFresh));
  const decided = drafts.map((draft) => (isFresh(draft) ? (isCurrent(draft) ? 'LOGGED' : 'STALE') : 'DUPLICATE'));
  const rows = drafts.filter((_, index) => decided[index] === 'LOGGED').map((draft) => toRow(draft, now));
  const positions = (await insertChanges(tx, rows, now)).values();
  return decided.map((result) =>
    result === 'LOGGED' ? { result, position: positions.next().value as number } : { result },
  );
}

/** Tells fresh drafts from repeated ones; of two equal ones in one call the first is fresh. */
async function deliveries(tx: Tx, drafts: readonly Draft[], now: number): Promise<(draft: Draft) => boolean> {
  const first = new Map<string, Draft>();
  const asked: (EntityKey & { id: string })[] = [];
  for (const draft of drafts) {
    const { source, id, kind, key } = draft;
    if (id === undefined || first.has(deliveryOf(draft))) continue;
    first.set(deliveryOf(draft), draft);
    asked.push({ source, id, kind, key });
  }
  const fresh = new Set((await rememberDeliveries(tx, asked, now)).map(deliveryOf));
  return (draft) => draft.id === undefined || (first.get(deliveryOf(draft)) === draft && fresh.has(deliveryOf(draft)));
}

/** Tells current drafts from older ones, and notes the newest version of each entity. */
async function versions(tx: Tx, drafts: readonly Draft[]): Promise<(draft: Draft) => boolean> {
  const entities = new Map<string, EntityKey>();
  for (const { source, kind, key, version } of drafts)
    if (version !== undefined) entities.set(keyOf({ source, kind, key }), { source, kind, key });
  const known = await readVersions(tx, [...entities.values()]);
  const newest = new Map(known.map((row) => [keyOf(row), row.version]));
  const risen = new Map<string, EntityKey & { version: number }>();
  const current = new Set<Draft>();
  for (const draft of drafts) {
    const { source, kind, key, version } = draft;
    const last = newest.get(keyOf(draft));
    if (version !== undefined && last !== undefined && version < last) continue;
    current.add(draft);
    if (version === undefined || version === last) continue;
    newest.set(keyOf(draft), version);
    risen.set(keyOf(draft), { source, kind, key, version });
  }
  await writeVersions(tx, [...risen.values()]);
  return (draft) => current.has(draft);
}

function toRow({ source, id, kind, key, facets, version, sites, at }: Draft, now: number): LogRow {
  return {
    source,
    id: id ?? randomUUID(),
    kind,
    key,
    facets: facets ?? null,
    version: version ?? null,
    sites: sites ?? null,
    at: at ?? now,
  };
}
