/** The SQL of the change log. What it means is in `src/changes`. */
import { sql } from 'kysely';
import type { Change } from '../contract/changes.ts';
import { type Reads, readsOf } from './reads.ts';
import type { Store, Tx } from './store.ts';
import type { Tables } from './tables.ts';

/** Any number, the same in every release: whoever appends has this lock until its transaction ends. */
const lockKey = 0x6c6f67;

/** Rows per statement: well below the most parameters a statement may have (32,766 on SQLite, 65,535 on Postgres). */
const rowsAtOnce = 500;

export type LogRow = Omit<Change, 'position'>;

export interface EntityKey {
  readonly source: string;
  readonly kind: string;
  readonly key: string;
}

/**
 * Makes the rest of this transaction the only one that appends, so that positions are given in the order of commits: a
 * reader that has seen position 7 will never find a new 6. On SQLite every transaction is alone.
 */
export async function lockLog(kind: Store['kind'], { db }: Tx): Promise<void> {
  if (kind === 'postgres') await sql`SELECT pg_advisory_xact_lock(${sql.lit(lockKey)})`.execute(db);
}

/** Remembers what deliveries said of which entity. @returns those that were not known. */
export async function rememberDeliveries(
  { db }: Tx,
  deliveries: readonly (EntityKey & { id: string })[],
  now: number,
): Promise<(EntityKey & { id: string })[]> {
  const fresh: (EntityKey & { id: string })[] = [];
  for (const rows of inParts(deliveries)) {
    const inserted = await db
      .insertInto('change_delivery')
      .values(rows.map((row) => ({ ...row, logged_at: now })))
      .onConflict((conflict) => conflict.columns(['source', 'id', 'kind', 'key']).doNothing())
      .returning(['source', 'id', 'kind', 'key'])
      .execute();
    fresh.push(...inserted);
  }
  return fresh;
}

/**
 * The versions known of these entities. One statement per source and kind, with a plain list of keys: Postgres searches
 * the index for such a list, and would read the whole table for a list of triples.
 */
export async function readVersions({ db }: Tx, entities: readonly EntityKey[]) {
  const known: (EntityKey & { version: number })[] = [];
  const groups = Map.groupBy(entities, ({ source, kind }) => JSON.stringify([source, kind]));
  for (const group of groups.values()) {
    for (const part of inParts(group)) {
      const rows = await db
        .selectFrom('change_version')
        .select(['source', 'kind', 'key', 'version'])
        .where('source', '=', part[0]?.source ?? '')
        .where('kind', '=', part[0]?.kind ?? '')
        .where(
          'key',
          'in',
          part.map(({ key }) => key),
        )
        .execute();
      known.push(...rows);
    }
  }
  return known;
}

export async function writeVersions({ db }: Tx, versions: readonly (EntityKey & { version: number })[]): Promise<void> {
  for (const part of inParts(versions))
    await db
      .insertInto('change_version')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['source', 'kind', 'key']).doUpdateSet((eb) => ({ version: eb.ref('excluded.version') })),
      )
      .execute();
}

/** Appends rows. @returns their positions, in the order of the rows. */
export async function insertChanges({ db }: Tx, changes: readonly LogRow[], now: number): Promise<number[]> {
  const positions: number[] = [];
  for (const part of inParts(changes)) {
    const inserted = await db
      .insertInto('change_log')
      .values(part.map((change) => toRow(change, now)))
      .returning('position')
      .execute();
    // Given in the order of the VALUES, but not promised to be returned in it.
    positions.push(...inserted.map((row) => row.position).sort((a, b) => a - b));
  }
  return positions;
}

/** Changes after a position, lowest first. */
export async function readChanges(db: Reads, after: number, limit: number): Promise<Change[]> {
  const rows = await db
    .selectFrom('change_log')
    .select(['position', 'source', 'id', 'kind', 'key', 'facets', 'version', 'sites', 'at'])
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, facets: parse(row.facets), sites: parse(row.sites) }));
}

export interface LogState {
  readonly logId: string;
  /** Position of the newest change, also when retention has removed it; 0 while there was none. */
  readonly head: number;
  readonly trimmedTo: number;
}

export async function readState(db: Reads): Promise<LogState> {
  const row = await db
    .selectFrom('change_log_state')
    .select((eb) => [
      'log_id',
      'trimmed_to',
      eb
        .selectFrom('change_log')
        .select(({ fn }) => fn.max('position').as('last'))
        .as('last'),
    ])
    .executeTakeFirstOrThrow();
  return { logId: row.log_id, trimmedTo: row.trimmed_to, head: Math.max(row.last ?? 0, row.trimmed_to) };
}

/**
 * Removes, from the start of the log, changes that were logged before a moment and those beyond a number of newest; at
 * most `atMost` positions, so that other writers get their turn.
 *
 * @returns how many were removed, up to where the log is now empty, and whether more is to be removed.
 */
export async function trimChanges(
  { db }: Tx,
  limits: { readonly before: number; readonly keep: number; readonly atMost: number },
): Promise<{ removed: number; trimmedTo: number; more: boolean }> {
  const state = await readState(readsOf(db));
  const firstKept = await db
    .selectFrom('change_log')
    .select('position')
    .where('logged_at', '>=', limits.before)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  const beyond = await db
    .selectFrom('change_log')
    .select('position')
    .orderBy('position', 'desc')
    .offset(limits.keep)
    .limit(1)
    .executeTakeFirst();
  const byAge = firstKept ? firstKept.position - 1 : state.head;
  const wanted = Math.max(state.trimmedTo, byAge, beyond?.position ?? 0);
  const trimmedTo = Math.min(wanted, state.trimmedTo + limits.atMost);
  if (trimmedTo === state.trimmedTo) return { removed: 0, trimmedTo, more: false };
  const { numDeletedRows } = await db
    .deleteFrom('change_log')
    .where('position', '<=', trimmedTo)
    .executeTakeFirstOrThrow();
  // Never backwards: another process may have trimmed further meanwhile.
  await db.updateTable('change_log_state').set({ trimmed_to: trimmedTo }).where('trimmed_to', '<', trimmedTo).execute();
  return { removed: Number(numDeletedRows), trimmedTo, more: trimmedTo < wanted };
}

/** Forgets deliveries that were logged before a moment, at most so many. @returns how many. */
export async function forgetDeliveries({ db }: Tx, before: number, atMost: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('change_delivery')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('source', 'id', 'kind', 'key'),
        'in',
        selectFrom('change_delivery')
          .select(['source', 'id', 'kind', 'key'])
          .where('logged_at', '<', before)
          .limit(atMost)
          .$asTuple('source', 'id', 'kind', 'key'),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Notes how far a reader has come; never backwards. */
export async function writeReader({ db }: Tx, reader: string, position: number, now: number): Promise<void> {
  await db
    .insertInto('change_reader')
    .values({ reader, position, confirmed_at: now })
    .onConflict((conflict) =>
      conflict.column('reader').doUpdateSet((eb) => ({
        position: eb
          .case()
          .when('excluded.position', '>', eb.ref('change_reader.position'))
          .then(eb.ref('excluded.position'))
          .else(eb.ref('change_reader.position'))
          .end(),
        confirmed_at: now,
      })),
    )
    .execute();
}

export async function forgetReader({ db }: Tx, reader: string): Promise<void> {
  await db.deleteFrom('change_reader').where('reader', '=', reader).execute();
}

export async function readReaders(db: Reads): Promise<Tables['change_reader'][]> {
  return db.selectFrom('change_reader').selectAll().orderBy('reader').execute();
}

/** How many changes are kept, by source and kind, and from when the oldest is. */
export async function countChanges(db: Reads) {
  return db
    .selectFrom('change_log')
    .select(({ fn }) => ['source', 'kind', fn.countAll<number>().as('count'), fn.min('logged_at').as('oldest')])
    .groupBy(['source', 'kind'])
    .orderBy('source')
    .orderBy('kind')
    .execute();
}

function toRow({ facets, sites, ...change }: LogRow, now: number) {
  return {
    ...change,
    facets: facets && JSON.stringify(facets),
    sites: sites && JSON.stringify(sites),
    logged_at: now,
  };
}

function parse(names: string | null): readonly string[] | null {
  return names === null ? null : JSON.parse(names);
}

function* inParts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += rowsAtOnce) yield all.slice(start, start + rowsAtOnce);
}
