/** The SQL of the audit log. What it means is in `src/admin/audit.ts`. */
import type { Reads } from './reads.ts';
import type { Tx } from './store.ts';
import type { Tables } from './tables.ts';

export type AuditRow = Tables['audit'];
export type AuditHead = Pick<Tables['audit_head'], 'count' | 'hash'>;

/**
 * Takes the next number. Until the transaction ends nobody else does: the row is locked by being written.
 *
 * @returns the number, and the hash of the row before.
 */
export async function takeAuditNumber({ db }: Tx): Promise<{ id: number; previous: string }> {
  const { count, hash } = await db
    .updateTable('audit_head')
    .set(({ eb }) => ({ count: eb('count', '+', 1) }))
    .where('one', '=', 1)
    .returning(['count', 'hash'])
    .executeTakeFirstOrThrow();
  return { id: count, previous: hash };
}

export async function insertAudit({ db }: Tx, row: AuditRow): Promise<void> {
  await db.insertInto('audit').values(row).execute();
  await db.updateTable('audit_head').set({ hash: row.hash }).where('one', '=', 1).execute();
}

export async function readAuditHead(db: Reads): Promise<AuditHead> {
  return db.selectFrom('audit_head').select(['count', 'hash']).where('one', '=', 1).executeTakeFirstOrThrow();
}

/** Newest first; `before` is the number of the last one seen, null for the start. */
export async function readAudit(db: Reads, first: number, before: number | null): Promise<AuditRow[]> {
  return db
    .selectFrom('audit')
    .selectAll()
    .$if(before !== null, (query) => query.where('id', '<', before as number))
    .orderBy('id', 'desc')
    .limit(first)
    .execute();
}

/** Oldest first, after a number. */
export async function readAuditAfter(db: Reads, after: number, limit: number): Promise<AuditRow[]> {
  return db.selectFrom('audit').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute();
}
