/** The SQL of what the CRM is to be told: see `src/behaviour/write-back.ts`. */
import { sql } from 'kysely';
import type { WriteBackTable } from './event-tables.ts';
import type { Tx } from './store.ts';

/** Asks for visitors to be told of; one that waits already is told of once, and not later. */
export async function askWriteBacks(
  { db }: Tx,
  visitors: readonly { readonly visitorId: string; readonly site: string }[],
  dueAt: number,
): Promise<void> {
  if (visitors.length === 0) return;
  await db
    .insertInto('write_back')
    .values(
      visitors.map(({ visitorId, site }) => ({ visitor_id: visitorId, site, due_at: dueAt, attempts: 0, asked: 1 })),
    )
    .onConflict((conflict) =>
      conflict
        .column('visitor_id')
        .doUpdateSet((eb) => ({ asked: sql<number>`write_back.asked + 1`, site: eb.ref('excluded.site') })),
    )
    .execute();
}

/** Takes what is due, and leaves it to the caller until `until`. */
export async function claimWriteBacks(
  { db }: Tx,
  now: number,
  until: number,
  atMost: number,
): Promise<WriteBackTable[]> {
  const due = db
    .selectFrom('write_back')
    .select('visitor_id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(atMost);
  return db
    .updateTable('write_back')
    .set({ due_at: until })
    .where('visitor_id', 'in', due)
    .where('due_at', '<=', now)
    .returningAll()
    .execute();
}

/** It was told: gone, unless it was asked for anew meanwhile. */
export async function settleWriteBack({ db }: Tx, { visitor_id, asked }: WriteBackTable, now: number): Promise<void> {
  await db.deleteFrom('write_back').where('visitor_id', '=', visitor_id).where('asked', '=', asked).execute();
  await db
    .updateTable('write_back')
    .set({ due_at: now, attempts: 0 })
    .where('visitor_id', '=', visitor_id)
    .where('asked', '>', asked)
    .execute();
}

export async function postponeWriteBack({ db }: Tx, visitorId: string, dueAt: number, attempts: number): Promise<void> {
  await db.updateTable('write_back').set({ due_at: dueAt, attempts }).where('visitor_id', '=', visitorId).execute();
}

export async function deleteWriteBack({ db }: Tx, visitorId: string): Promise<void> {
  await db.deleteFrom('write_back').where('visitor_id', '=', visitorId).execute();
}
