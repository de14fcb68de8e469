/** The SQL of the log of consents: who decided what, when, how, and of which text. It is only added to. */
import type { Reads } from './reads.ts';
import type { Tx } from './store.ts';
import type { ConsentRecordTable } from './tables.ts';

export type ConsentRow = Omit<ConsentRecordTable, 'id'>;

export async function insertConsents({ db }: Tx, rows: readonly ConsentRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('consent_record').values(rows).execute();
}

/** All of a visitor, the oldest first. */
export async function readConsents(db: Reads, visitorId: string): Promise<ConsentRow[]> {
  return db
    .selectFrom('consent_record')
    .select(['visitor_id', 'site', 'purpose', 'granted', 'pending', 'text_version', 'text', 'language', 'how', 'at'])
    .where('visitor_id', '=', visitorId)
    .orderBy('id')
    .execute();
}

export async function moveConsents({ db }: Tx, from: string, to: string): Promise<void> {
  await db.updateTable('consent_record').set({ visitor_id: to }).where('visitor_id', '=', from).execute();
}

export async function deleteConsents({ db }: Tx, visitorId: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('consent_record')
    .where('visitor_id', '=', visitorId)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
