import type { Batch } from '../changes/follow.ts';
import type { Change } from '../contract/changes.ts';
import { readsOf } from '../store/reads.ts';
import type { Tx } from '../store/store.ts';
import { extendUntried, insertDeliveries, type PlannedRow, readUntried } from '../store/webhook-deliveries.ts';
import { readSubscriptions } from '../store/webhook-subscriptions.ts';
import { mergePlanned, planChange, planGap } from './events.ts';
import { type Subscription, toSubscription, wants } from './subscription.ts';
import type { MovedTags } from './tags.ts';

export interface PlanOptions {
  readonly logId: string;
  readonly movedTags: (change: Change) => MovedTags;
  /** For how long after a change its source may still answer as before, in milliseconds. */
  readonly lagMs: (source: string) => number;
  readonly now: () => number;
}

/** What is to be told of one entity as far as it can still say more. */
interface Tail {
  /** Null when it is new. */
  readonly id: number | null;
  /** Whether nothing of its entity waits before it. */
  readonly head: boolean;
  /** All that it says, and what of that is new. */
  row: PlannedRow;
  fresh: PlannedRow | null;
}

/** Writes what a batch of the log means for each subscription. @returns the ids of those that are told something. */
export async function planBatch(tx: Tx, batch: Batch, options: PlanOptions): Promise<readonly string[]> {
  const told: string[] = [];
  for (const row of await readSubscriptions(readsOf(tx.db))) {
    const subscription = toSubscription(row);
    // One that is disabled is told of a gap when it is taken up again.
    if (subscription.state === 'DISABLED') continue;
    const rows = batch.type === 'GAP' ? gapFor(subscription, batch, options) : eventsFor(subscription, batch, options);
    if (rows.length === 0) continue;
    if (batch.type === 'GAP') await insertDeliveries(tx, rows, options.now());
    else await write(tx, subscription.id, rows, options);
    told.push(subscription.id);
  }
  return told;
}

function gapFor({ id, since }: Subscription, gap: Extract<Batch, { type: 'GAP' }>, { logId, now }: PlanOptions) {
  return since < gap.position || gap.reason === 'UNKNOWN' ? [planGap(logId, id, gap, now())] : [];
}

function eventsFor(
  subscription: Subscription,
  { changes }: Extract<Batch, { type: 'CHANGES' }>,
  { logId, movedTags, lagMs, now }: PlanOptions,
): readonly PlannedRow[] {
  return changes.flatMap((change) => {
    // When a visitor was seen is nobody's business.
    if (change.kind === 'profile') return [];
    const moved = movedTags(change);
    if (!wants(subscription, change, moved.tags)) return [];
    // Who reads again because of the event must not be shown the state before it, and keep that.
    return [planChange(logId, subscription, change, moved, now() + lagMs(change.source))];
  });
}

/**
 * A burst of changes of one entity becomes one event, as long as nothing of it was sent: it names all that any of them
 * names, and its cursor is the last one's. So what a receiver that is away finds waiting is bounded by what there is, and
 * not by how often it changed.
 */
async function write(tx: Tx, subscription: string, rows: readonly PlannedRow[], options: PlanOptions): Promise<void> {
  const now = options.now();
  const tails = new Map<string, Tail>();
  for (const { id, head, ...row } of await readUntried(tx, subscription, [...new Set(rows.map((row) => row.entity))]))
    tails.set(row.entity, { id, head, row, fresh: null });
  const added: Tail[] = [];
  for (const row of rows) {
    const tail = tails.get(row.entity);
    // A due event of a source that lags stays as it is: it would wait for ever, put off by each new change.
    if (tail && (tail.id === null || !tail.head || row.due_at <= now)) {
      tail.row = mergePlanned(tail.row, row);
      tail.fresh = tail.fresh ? mergePlanned(tail.fresh, row) : row;
    } else {
      const own: Tail = { id: null, head: false, row, fresh: row };
      tails.set(row.entity, own);
      added.push(own);
    }
  }
  for (const tail of tails.values()) {
    if (tail.id === null || tail.fresh === null || (await extendUntried(tx, tail.id, tail.row))) continue;
    // It is being sent by now, as it was.
    added.push({ ...tail, row: tail.fresh });
  }
  await insertDeliveries(
    tx,
    added.map(({ row }) => row),
    now,
  );
}
