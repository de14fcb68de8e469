/** The SQL of what could not be understood: see `src/changes/aside.ts`. */
import type { Reads } from './reads.ts';
import type { Tx } from './store.ts';

export interface AsideRow {
  readonly source: string;
  readonly delivery: string | null;
  readonly reason: string;
  readonly body: string;
}

export async function insertAside({ db }: Tx, row: AsideRow, now: number): Promise<number> {
  const { id } = await db
    .insertInto('change_aside')
    .values({ ...row, logged_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A delivery as it came, for reading it again. */
export interface AsideRequestRow {
  /** JSON object. */
  readonly headers: string;
  /** Its bytes, base64. */
  readonly body: string;
  readonly received_at: number;
}

export async function insertAsideRequest({ db }: Tx, aside: number, row: AsideRequestRow): Promise<void> {
  await db
    .insertInto('aside_request')
    .values({ aside, ...row })
    .execute();
}

export async function readAsideRequest(db: Reads, aside: number): Promise<AsideRequestRow | undefined> {
  return db
    .selectFrom('aside_request')
    .select(['headers', 'body', 'received_at'])
    .where('aside', '=', aside)
    .executeTakeFirst();
}

export async function readAsideEntry(db: Reads, id: number) {
  return db
    .selectFrom('change_aside')
    .select(['id', 'source', 'delivery', 'reason', 'logged_at as loggedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Newest first, without their bodies. */
export async function readAside(db: Reads, window: { readonly first: number; readonly before: number | null }) {
  let query = db
    .selectFrom('change_aside')
    .select(['id', 'source', 'delivery', 'reason', 'logged_at as loggedAt'])
    .orderBy('id', 'desc')
    .limit(window.first);
  if (window.before !== null) query = query.where('id', '<', window.before);
  return query.execute();
}

export async function readAsideBody(db: Reads, id: number): Promise<string | null> {
  const row = await db.selectFrom('change_aside').select('body').where('id', '=', id).executeTakeFirst();
  return row?.body ?? null;
}

export async function countAside(db: Reads): Promise<number> {
  const row = await db
    .selectFrom('change_aside')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** @returns whether it was there. */
export async function deleteAside({ db }: Tx, id: number): Promise<boolean> {
  await db.deleteFrom('aside_request').where('aside', '=', id).execute();
  const result = await db.deleteFrom('change_aside').where('id', '=', id).executeTakeFirstOrThrow();
  return result.numDeletedRows > 0n;
}

export async function forgetAside({ db }: Tx, before: number): Promise<number> {
  const old = db.selectFrom('change_aside').select('id').where('logged_at', '<', before);
  await db.deleteFrom('aside_request').where('aside', 'in', old).execute();
  const result = await db.deleteFrom('change_aside').where('logged_at', '<', before).executeTakeFirstOrThrow();
  return Number(result.numDeletedRows);
}
