/** The SQL of webhook deliveries. What they mean is in `src/delivery`. */
import type { Selectable } from 'kysely';
import type { Reads } from './reads.ts';
import type { Tx } from './store.ts';
import type { Tables } from './tables.ts';

/** Rows per statement: well below the most parameters that one may have. */
const rowsAtOnce = 500;

export type DeliveryRow = Selectable<Tables['webhook_delivery']>;

/** What is told to whom, before anything was tried. */
export type PlannedRow = Pick<
  DeliveryRow,
  'subscription' | 'entity' | 'event' | 'type' | 'subject' | 'at' | 'data' | 'due_at'
>;

export async function insertDeliveries({ db }: Tx, rows: readonly PlannedRow[], now: number): Promise<void> {
  const rest = { state: 'WAITING', attempts: 0, first_at: null, last_at: null, last_status: null, last_error: null };
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await db
      .insertInto('webhook_delivery')
      .values(
        rows
          .slice(start, start + rowsAtOnce)
          .map((row) => ({ ...row, ...rest, state: 'WAITING' as const, created_at: now, done_at: null })),
      )
      .execute();
}

/** Those of some entities that wait and were never tried, with whether another of the same entity waits before them. */
export async function readUntried(
  { db }: Tx,
  subscription: string,
  entities: readonly string[],
): Promise<(PlannedRow & { id: number; head: boolean })[]> {
  const found: (PlannedRow & { id: number; head: boolean })[] = [];
  for (let start = 0; start < entities.length; start += rowsAtOnce) {
    const rows = await db
      .selectFrom('webhook_delivery as d')
      .select(['d.id', 'd.subscription', 'd.entity', 'd.event', 'd.type', 'd.subject', 'd.at', 'd.data', 'd.due_at'])
      .select(({ selectFrom }) =>
        selectFrom('webhook_delivery as e')
          .select(({ fn }) => fn.min('e.id').as('first'))
          .whereRef('e.subscription', '=', 'd.subscription')
          .whereRef('e.entity', '=', 'd.entity')
          .where('e.state', '=', 'WAITING')
          .as('first'),
      )
      .where('d.subscription', '=', subscription)
      .where('d.entity', 'in', entities.slice(start, start + rowsAtOnce))
      .where('d.state', '=', 'WAITING')
      .where('d.first_at', 'is', null)
      .orderBy('d.id')
      .execute();
    found.push(...rows.map(({ first, ...row }) => ({ ...row, head: first === row.id })));
  }
  return found;
}

/** Has a delivery that was never tried say more. @returns false when it is being tried by now, so that it must stay as it is. */
export async function extendUntried({ db }: Tx, id: number, row: PlannedRow): Promise<boolean> {
  const { event, at, data, due_at } = row;
  const { numUpdatedRows } = await db
    .updateTable('webhook_delivery')
    .set({ event, at, data, due_at })
    .where('id', '=', id)
    .where('state', '=', 'WAITING')
    .where('first_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** The next deliveries that may be tried: due, and the first of their entity that waits. */
export async function readDue(db: Reads, subscription: string, now: number, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('webhook_delivery as d')
    .select('d.id')
    .where('d.subscription', '=', subscription)
    .where('d.state', '=', 'WAITING')
    .where('d.due_at', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('webhook_delivery as e')
            .select('e.id')
            .whereRef('e.subscription', '=', 'd.subscription')
            .whereRef('e.entity', '=', 'd.entity')
            .where('e.state', '=', 'WAITING')
            .whereRef('e.id', '<', 'd.id'),
        ),
      ),
    )
    .orderBy('d.due_at')
    .orderBy('d.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Takes deliveries to be tried by this process alone: until `until` they are due for nobody. Leaves out what another process
 * has taken meanwhile, and all of them when their subscription is no longer to be served.
 */
export async function claimDeliveries(
  { db }: Tx,
  ids: readonly number[],
  subscription: string,
  now: number,
  until: number,
): Promise<DeliveryRow[]> {
  return db
    .updateTable('webhook_delivery')
    .set(({ eb, fn, val }) => ({
      attempts: eb('attempts', '+', 1),
      first_at: fn.coalesce('first_at', val(now)),
      last_at: now,
      // No error: it is being tried.
      last_status: null,
      last_error: null,
      due_at: until,
    }))
    .where('id', 'in', ids)
    .where('state', '=', 'WAITING')
    .where('due_at', '<=', now)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('webhook_subscription as s')
          .select('s.id')
          .where('s.id', '=', subscription)
          .where('s.state', '=', 'ACTIVE')
          .where((eb) => eb.or([eb('s.hold_until', 'is', null), eb('s.hold_until', '<=', now)])),
      ),
    )
    .returningAll()
    .execute();
}

/** Notes what became of a try. What another process has settled meanwhile stays as it is. */
export async function settleDelivery(
  { db }: Tx,
  id: number,
  set: Partial<Pick<DeliveryRow, 'state' | 'due_at' | 'done_at' | 'last_status' | 'last_error'>>,
): Promise<void> {
  await db.updateTable('webhook_delivery').set(set).where('id', '=', id).where('state', '=', 'WAITING').execute();
}

/** Has what failed since a moment tried again now: the receiver is back. What is being tried is left alone. */
export async function hastenDeliveries(
  { db }: Tx,
  subscription: string,
  failedSince: number,
  now: number,
): Promise<void> {
  await db
    .updateTable('webhook_delivery')
    .set({ due_at: now })
    .where('subscription', '=', subscription)
    .where('state', '=', 'WAITING')
    .where('due_at', '>', now)
    .where('last_at', '>=', failedSince)
    .where('last_error', 'is not', null)
    .execute();
}

export type DeliveryState = DeliveryRow['state'];

export async function countDeliveries(db: Reads) {
  return db
    .selectFrom('webhook_delivery')
    .select(({ fn }) => ['subscription', 'state', fn.countAll<number>().as('count'), fn.min('created_at').as('oldest')])
    .groupBy(['subscription', 'state'])
    .execute();
}

/** Dead letters, newest first. */
export async function readDead(db: Reads, subscription: string | null, limit: number): Promise<DeliveryRow[]> {
  let query = db.selectFrom('webhook_delivery').selectAll().where('state', '=', 'DEAD');
  if (subscription !== null) query = query.where('subscription', '=', subscription);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

export async function readDelivery(db: Reads, id: number): Promise<DeliveryRow | null> {
  const row = await db.selectFrom('webhook_delivery').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** By its event, which is one for each subscription. */
export async function readDeliveryOf(db: Reads, event: string): Promise<DeliveryRow | null> {
  const row = await db.selectFrom('webhook_delivery').selectAll().where('event', '=', event).executeTakeFirst();
  return row ?? null;
}

/** Has dead letters tried again, as if they had never been: all of a subscription, or one. @returns how many. */
export async function replayDeliveries(
  { db }: Tx,
  which: { readonly subscription: string } | { readonly id: number },
  now: number,
): Promise<number> {
  // `first_at` stays set: what a receiver may have seen must not say more under the same id.
  let query = db
    .updateTable('webhook_delivery')
    .set({ state: 'WAITING', attempts: 0, first_at: now, due_at: now, done_at: null })
    .where('state', '=', 'DEAD');
  query = 'id' in which ? query.where('id', '=', which.id) : query.where('subscription', '=', which.subscription);
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Has what failed tried again now, with all the time that it had at first. What is being tried is left alone. */
export async function restartDeliveries({ db }: Tx, subscription: string, now: number): Promise<void> {
  await db
    .updateTable('webhook_delivery')
    .set({ attempts: 0, first_at: now, due_at: now })
    .where('subscription', '=', subscription)
    .where('state', '=', 'WAITING')
    .where('first_at', 'is not', null)
    .where(({ eb, or }) => or([eb('last_error', 'is not', null), eb('due_at', '<=', now)]))
    .execute();
}

/** Forgets what was settled before a moment, at most so many. @returns how many. */
export async function forgetDeliveries(
  { db }: Tx,
  state: 'DELIVERED' | 'DEAD',
  before: number,
  atMost: number,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('webhook_delivery')
    .where('id', 'in', ({ selectFrom }) =>
      selectFrom('webhook_delivery')
        .select('id')
        .where('state', '=', state)
        .where('done_at', '<', before)
        .limit(atMost),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
