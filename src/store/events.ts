/** The SQL of events. What they mean is in `src/behaviour`. */
import { CompiledQuery, sql } from 'kysely';
import type { EventCountTable, EventTable } from './event-tables.ts';
import type { Reads } from './reads.ts';
import type { Store, Tx } from './store.ts';

/** Any numbers, the same in every release. */
const appendLock = 0x65766e;
const foldLock = 0x666c64;

/** Rows per statement: ten parameters each stay well below the most that a statement may have. */
const rowsAtOnce = 500;

/** An event as it is kept. */
export interface EventRow extends Omit<EventTable, 'position'> {
  readonly position: number;
}

/**
 * Makes this transaction the only one that appends events until it ends, so that positions are given in the order of
 * commits. On SQLite every transaction is alone.
 */
export async function lockEvents(kind: Store['kind'], { db }: Tx): Promise<void> {
  if (kind === 'postgres') await sql`SELECT pg_advisory_xact_lock(${sql.lit(appendLock)})`.execute(db);
}

/** Makes this transaction the only one that writes what traits are computed from. */
export async function lockTraits(kind: Store['kind'], { db }: Tx): Promise<void> {
  if (kind === 'postgres') await sql`SELECT pg_advisory_xact_lock(${sql.lit(foldLock)})`.execute(db);
}

/**
 * The same, and gives way: it fails as STORE_BUSY when another transaction holds for long what this one needs. For work that
 * is repeated anyway and locks profiles after this, where others lock a profile first.
 */
export async function lockTraitsYielding(kind: Store['kind'], tx: Tx): Promise<void> {
  if (kind === 'postgres') await sql`SET LOCAL lock_timeout = '300ms'`.execute(tx.db);
  await lockTraits(kind, tx);
}

const columns = ['visitor_id', 'id', 'name', 'at', 'received_at', 'site', 'channel', 'properties', 'used'] as const;

/**
 * Appends events that are not there yet. Its SQL is put together here: to have hundreds of rows built up and compiled value by
 * value would hold up every query of the process for longer than the database takes.
 *
 * @returns who they are: those that are missing were there.
 */
export async function insertEvents(
  kind: Store['kind'],
  { db }: Tx,
  rows: readonly Omit<EventRow, 'position'>[],
): Promise<{ visitor_id: string; id: string }[]> {
  const inserted: { visitor_id: string; id: string }[] = [];
  for (const part of inParts(rows)) {
    const values = part.flatMap((row) => columns.map((column) => row[column]));
    const statement = CompiledQuery.raw(insertText(kind, part.length), values);
    inserted.push(...(await db.executeQuery<{ visitor_id: string; id: string }>(statement)).rows);
  }
  return inserted;
}

function insertText(kind: Store['kind'], rows: number): string {
  let nth = 0;
  const placeholder = () => {
    nth += 1;
    return kind === 'postgres' ? `$${nth}` : '?';
  };
  const values = Array.from({ length: rows }, () => `(${columns.map(placeholder).join(', ')})`);
  return `INSERT INTO event (${columns.join(', ')}) VALUES ${values.join(', ')}
    ON CONFLICT (visitor_id, id) DO NOTHING RETURNING visitor_id, id`;
}

/** Adds to counts of events. */
export async function addCounts({ db }: Tx, counts: readonly EventCountTable[]): Promise<void> {
  for (const part of inParts(counts))
    await db
      .insertInto('event_count')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['site', 'day', 'name', 'subject'])
          .doUpdateSet((eb) => ({ count: eb('event_count.count', '+', eb.ref('excluded.count')) })),
      )
      .execute();
}

/** Counts of days from one to another, both included (`2026-11-22`). */
export async function readCounts(db: Reads, site: string, from: string, to: string): Promise<EventCountTable[]> {
  return db
    .selectFrom('event_count')
    .selectAll()
    .where('site', '=', site)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('name')
    .orderBy('subject')
    .execute();
}

/** Up to which position events are in the traits. */
export async function readFolded({ db }: Tx): Promise<number> {
  const { position } = await db.selectFrom('event_fold').select('position').executeTakeFirstOrThrow();
  return position;
}

export async function writeFolded({ db }: Tx, position: number): Promise<void> {
  await db.updateTable('event_fold').set({ position }).execute();
}

/** Events after a position, the first first. */
export async function readEvents({ db }: Pick<Tx, 'db'>, after: number, limit: number): Promise<EventRow[]> {
  return db.selectFrom('event').selectAll().where('position', '>', after).orderBy('position').limit(limit).execute();
}

/** All events of a visitor up to a position, the first first. */
export async function readEventsOf(db: Reads, visitorId: string, upTo = Number.MAX_SAFE_INTEGER): Promise<EventRow[]> {
  return db
    .selectFrom('event')
    .selectAll()
    .where('visitor_id', '=', visitorId)
    .where('position', '<=', upTo)
    .orderBy('position')
    .execute();
}

export async function readTraitStates({ db }: Pick<Tx, 'db'>, visitors: readonly string[]) {
  if (visitors.length === 0) return [];
  return db.selectFrom('trait_state').selectAll().where('visitor_id', 'in', visitors).execute();
}

export async function writeTraitStates(
  { db }: Tx,
  states: readonly { readonly visitor_id: string; readonly state: string }[],
): Promise<void> {
  for (const part of inParts(states))
    await db
      .insertInto('trait_state')
      .values(part)
      .onConflict((conflict) =>
        conflict.column('visitor_id').doUpdateSet((eb) => ({ state: eb.ref('excluded.state') })),
      )
      .execute();
}

export async function deleteTraitState({ db }: Tx, visitorId: string): Promise<void> {
  await db.deleteFrom('trait_state').where('visitor_id', '=', visitorId).execute();
}

/** Removes all events of a visitor; of one site, or of all. @returns how many. */
export async function deleteEventsOf({ db }: Tx, visitorId: string, site: string | null): Promise<number> {
  let query = db.deleteFrom('event').where('visitor_id', '=', visitorId);
  if (site !== null) query = query.where('site', '=', site);
  return Number((await query.executeTakeFirstOrThrow()).numDeletedRows);
}

/** Takes events of a visitor on a site out of the traits for good. @returns how many. */
export async function unuseEvents({ db }: Tx, visitorId: string, site: string): Promise<number> {
  const result = await db
    .updateTable('event')
    .set({ used: 0 })
    .where('visitor_id', '=', visitorId)
    .where('site', '=', site)
    .where('used', '=', 1)
    .executeTakeFirstOrThrow();
  return Number(result.numUpdatedRows);
}

/** Gives the events of one visitor to another; what both have is the other's already. */
export async function moveEvents({ db }: Tx, from: string, to: string): Promise<void> {
  const known = db.selectFrom('event').select('id').where('visitor_id', '=', to);
  await db.deleteFrom('event').where('visitor_id', '=', from).where('id', 'in', known).execute();
  await db.updateTable('event').set({ visitor_id: to }).where('visitor_id', '=', from).execute();
}

/**
 * Removes events that were received before a moment, the oldest first: of a purpose, at most so many.
 *
 * @returns whose they were, one for each event.
 */
export async function forgetEvents(
  { db }: Tx,
  { used, before, atMost }: { readonly used: 0 | 1; readonly before: number; readonly atMost: number },
): Promise<string[]> {
  const old = db
    .selectFrom('event')
    .select('position')
    .where('received_at', '<', before)
    .where('used', '=', used)
    .orderBy('received_at')
    .limit(atMost);
  const rows = await db.deleteFrom('event').where('position', 'in', old).returning('visitor_id').execute();
  return rows.map((row) => row.visitor_id);
}

/** Removes counts of days before one. @returns how many. */
export async function forgetCounts({ db }: Tx, day: string): Promise<number> {
  return Number((await db.deleteFrom('event_count').where('day', '<', day).executeTakeFirstOrThrow()).numDeletedRows);
}

function* inParts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += rowsAtOnce) yield all.slice(start, start + rowsAtOnce);
}
