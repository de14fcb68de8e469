/** The SQL of webhook subscriptions. What they mean is in `src/delivery`. */
import type { Reads } from './reads.ts';
import type { Tx } from './store.ts';
import type { Tables } from './tables.ts';

export type SubscriptionRow = Tables['webhook_subscription'];

/** What makes a subscription; the rest is what becomes of it. */
export type SubscriptionTerms = Pick<SubscriptionRow, 'id' | 'origin' | 'url' | 'secrets' | 'kinds' | 'sites' | 'tags'>;

export async function readSubscriptions(db: Reads): Promise<SubscriptionRow[]> {
  return db.selectFrom('webhook_subscription').selectAll().orderBy('id').execute();
}

export async function readSubscription(db: Reads, id: string): Promise<SubscriptionRow | null> {
  const row = await db.selectFrom('webhook_subscription').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** Adds one that is told of what comes after a position. @returns false when there is one of this id. */
export async function insertSubscription(
  { db }: Tx,
  terms: SubscriptionTerms,
  since: number,
  now: number,
): Promise<boolean> {
  const fresh = { state: 'ACTIVE', reason: null, failures: 0, failing_since: null, hold_until: null } as const;
  const inserted = await db
    .insertInto('webhook_subscription')
    .values({ ...terms, ...fresh, since, created_at: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** @returns whether it was there. */
export async function updateSubscription(
  { db }: Tx,
  id: string,
  set: Partial<Omit<SubscriptionRow, 'id'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_subscription')
    .set(set)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Removes it with all its deliveries. @returns whether it was there. */
export async function deleteSubscription({ db }: Tx, id: string): Promise<boolean> {
  await db.deleteFrom('webhook_delivery').where('subscription', '=', id).execute();
  const { numDeletedRows } = await db.deleteFrom('webhook_subscription').where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** The receiver took something. @returns since when nothing had been taken, with how many failures; null when that is not so. */
export async function noteSuccess({ db }: Tx, id: string): Promise<{ failures: number; failingSince: number } | null> {
  const before = await db
    .selectFrom('webhook_subscription')
    .select(['failures', 'failing_since'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!before || before.failing_since === null) return null;
  await db
    .updateTable('webhook_subscription')
    .set({ failures: 0, failing_since: null, hold_until: null })
    .where('id', '=', id)
    .execute();
  return { failures: before.failures, failingSince: before.failing_since };
}

/** The receiver took nothing, again. @returns how often in a row, and since when. */
export async function noteFailure(
  { db }: Tx,
  id: string,
  times: number,
  now: number,
): Promise<{ failures: number; failingSince: number } | null> {
  const row = await db
    .updateTable('webhook_subscription')
    .set(({ eb, fn, val }) => ({
      failures: eb('failures', '+', times),
      failing_since: fn.coalesce('failing_since', val(now)),
    }))
    .where('id', '=', id)
    .returning(['failures', 'failing_since'])
    .executeTakeFirst();
  return row ? { failures: row.failures, failingSince: row.failing_since ?? now } : null;
}
