/** The SQL of profiles. What may be done with them is in `src/visitor`. */
import type { Reads } from './reads.ts';
import type { Tx } from './store.ts';
import type { ProfileTable } from './tables.ts';

export async function readProfile(db: Reads, visitorId: string): Promise<ProfileTable | null> {
  return (await db.selectFrom('profile').selectAll().where('visitor_id', '=', visitorId).executeTakeFirst()) ?? null;
}

/**
 * The newest row, or a blank one of version 0, which until the transaction ends is this transaction's alone: another one
 * that asks for it waits, also where there was none.
 */
export async function lockProfile({ db }: Tx, visitorId: string, now: number): Promise<ProfileTable> {
  return (
    db
      .insertInto('profile')
      .values({
        visitor_id: visitorId,
        version: 0,
        price_group: null,
        recognition: 'ANONYMOUS',
        consents: '{}',
        explicit: '{}',
        implicit: '{}',
        customer_key: null,
        created_at: now,
        seen_at: now,
      })
      // Sets what it is: an upsert that sets nothing returns nothing.
      .onConflict((conflict) =>
        conflict.column('visitor_id').doUpdateSet((eb) => ({ version: eb.ref('profile.version') })),
      )
      .returningAll()
      .executeTakeFirstOrThrow()
  );
}

export async function writeProfile({ db }: Tx, { visitor_id, ...row }: ProfileTable): Promise<void> {
  await db.updateTable('profile').set(row).where('visitor_id', '=', visitor_id).execute();
}

export async function deleteProfile({ db }: Tx, visitorId: string): Promise<void> {
  await db.deleteFrom('profile').where('visitor_id', '=', visitorId).execute();
}

/** Notes that a visitor is gone for good, by a digest of their id. */
export async function writeGone({ db }: Tx, digest: string, now: number): Promise<void> {
  await db
    .insertInto('profile_gone')
    .values({ digest, gone_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function isGone(db: Reads, digest: string): Promise<boolean> {
  const row = await db.selectFrom('profile_gone').select('digest').where('digest', '=', digest).executeTakeFirst();
  return row !== undefined;
}

/** Those who were not seen since a moment, at most so many. */
export async function readUnseen(db: Reads, before: number, atMost: number): Promise<string[]> {
  const rows = await db
    .selectFrom('profile')
    .select('visitor_id')
    .where('seen_at', '<', before)
    .orderBy('seen_at')
    .limit(atMost)
    .execute();
  return rows.map((row) => row.visitor_id);
}
