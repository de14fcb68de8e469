/** The SQL of identities, of what proves them, and of what was merged. Nothing personal is in clear text here. */
import { type Reads, readsOf } from './reads.ts';
import type { Tx } from './store.ts';
import type { IdentityCodeTable, IdentityTable, ProfileMergeTable } from './tables.ts';

/** Who a proven key belongs to. A key may be stored under an older secret: all its digests are looked for. */
export async function findIdentity(db: Reads, digests: readonly string[]): Promise<IdentityTable | null> {
  return (await db.selectFrom('identity').selectAll().where('digest', 'in', digests).executeTakeFirst()) ?? null;
}

/**
 * Gives a proven key to a visitor, unless it has one. @returns whose it is, which until the transaction ends is this
 * transaction's to say.
 */
export async function claimIdentity({ db }: Tx, row: IdentityTable): Promise<string> {
  const { visitor_id } = await db
    .insertInto('identity')
    .values(row)
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ proven_at: row.proven_at }))
    .returning('visitor_id')
    .executeTakeFirstOrThrow();
  return visitor_id;
}

export async function readIdentities(db: Reads, visitorId: string): Promise<IdentityTable[]> {
  return db.selectFrom('identity').selectAll().where('visitor_id', '=', visitorId).orderBy('proven_at').execute();
}

export async function moveIdentities({ db }: Tx, from: string, to: string): Promise<void> {
  await db.updateTable('identity').set({ visitor_id: to }).where('visitor_id', '=', from).execute();
  await db.updateTable('profile_merge').set({ visitor_id: to }).where('visitor_id', '=', from).execute();
}

/** Writes the one open challenge of a visitor, in the place of the one before. */
export async function writeCode({ db }: Tx, row: IdentityCodeTable): Promise<void> {
  const { visitor_id: _, ...rest } = row;
  await db
    .insertInto('identity_code')
    .values(row)
    .onConflict((conflict) => conflict.column('visitor_id').doUpdateSet(rest))
    .execute();
}

/** Takes one try of a visitor's challenge; null when there is none, it is over, or its tries are used up. */
export async function takeTry(
  { db }: Tx,
  visitorId: string,
  most: number,
  now: number,
): Promise<IdentityCodeTable | null> {
  const row = await db
    .updateTable('identity_code')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('visitor_id', '=', visitorId)
    .where('tries', '<', most)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

export async function deleteCode({ db }: Tx, visitorId: string): Promise<void> {
  await db.deleteFrom('identity_code').where('visitor_id', '=', visitorId).execute();
}

/**
 * Counts something within a window of time that begins with the first.
 *
 * @returns how many there were, this one included.
 */
export async function countWithin({ db }: Tx, digest: string, windowMs: number, now: number): Promise<number> {
  await db.deleteFrom('visitor_limit').where('digest', '=', digest).where('ends_at', '<=', now).execute();
  const { count } = await db
    .insertInto('visitor_limit')
    .values({ digest, count: 1, ends_at: now + windowMs })
    .onConflict((conflict) =>
      conflict.column('digest').doUpdateSet((eb) => ({ count: eb('visitor_limit.count', '+', 1) })),
    )
    .returning('count')
    .executeTakeFirstOrThrow();
  return count;
}

/** Removes what is over by itself: challenges, counts, links and the notes of those who are gone. @returns how many rows. */
export async function deleteExpired({ db }: Tx, now: number, goneBefore: number): Promise<number> {
  const removed = [
    await db.deleteFrom('identity_code').where('expires_at', '<=', now).executeTakeFirstOrThrow(),
    await db.deleteFrom('visitor_limit').where('ends_at', '<=', now).executeTakeFirstOrThrow(),
    await db.deleteFrom('profile_export').where('expires_at', '<=', now).executeTakeFirstOrThrow(),
    await db.deleteFrom('profile_gone').where('gone_at', '<', goneBefore).executeTakeFirstOrThrow(),
  ];
  return removed.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
}

export async function insertMerge({ db }: Tx, row: Omit<ProfileMergeTable, 'id'>): Promise<void> {
  await db.insertInto('profile_merge').values(row).execute();
}

export async function readMerges(db: Reads, visitorId: string): Promise<Omit<ProfileMergeTable, 'id'>[]> {
  return db
    .selectFrom('profile_merge')
    .select(['visitor_id', 'merged_digest', 'how', 'site', 'channel', 'at'])
    .where('visitor_id', '=', visitorId)
    .orderBy('id')
    .execute();
}

export async function deleteIdentities(tx: Tx, visitorId: string): Promise<number> {
  const { db } = tx;
  const held = (await readIdentities(readsOf(db), visitorId)).length;
  const merged = (await readMerges(readsOf(db), visitorId)).length;
  for (const table of ['identity', 'identity_code', 'profile_merge', 'profile_export'] as const)
    await db.deleteFrom(table).where('visitor_id', '=', visitorId).execute();
  return held + merged;
}

export async function insertExport(
  { db }: Tx,
  row: { digest: string; visitor_id: string; expires_at: number },
): Promise<void> {
  await db.insertInto('profile_export').values(row).execute();
}

/** Uses a link up. @returns whose data it is for; null when it is unknown, used or over. */
export async function takeExport({ db }: Tx, digest: string, now: number): Promise<string | null> {
  const row = await db
    .deleteFrom('profile_export')
    .where('digest', '=', digest)
    .returning(['visitor_id', 'expires_at'])
    .executeTakeFirst();
  return row && row.expires_at > now ? row.visitor_id : null;
}
