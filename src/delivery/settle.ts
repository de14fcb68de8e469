import type { Tx } from '../store/store.ts';
import { type DeliveryRow, hastenDeliveries, settleDelivery } from '../store/webhook-deliveries.ts';
import { noteFailure, noteSuccess, updateSubscription } from '../store/webhook-subscriptions.ts';
import { pauseAfter } from './backoff.ts';
import type { Verdict } from './send.ts';
import type { Subscription } from './subscription.ts';

/** What became of a delivery that was taken; null when it was given up by ourselves. */
export interface Settled {
  readonly row: DeliveryRow;
  readonly verdict: Verdict | null;
}

export interface SettleOptions {
  readonly retryMs: number;
  readonly retryCapMs: number;
  readonly giveUpMs: number;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Hears of what somebody should look at, and of each try. */
  readonly report: (event: Report) => void;
}

export type Report =
  | { readonly type: 'TAKEN' | 'FAILED' | 'DEAD'; readonly subscription: string }
  /** `reason`: FAILING when it took nothing for long, GONE when it answered 410. */
  | { readonly type: 'STOPPED'; readonly subscription: string; readonly reason: 'FAILING' | 'GONE' };

/** From so many failures in a row on, whatever they were of, one request at a time finds out whether the receiver is back. */
export const doubtAfter = 5;

/** The longest pause between two requests to a receiver that took none lately, in milliseconds: then it is soon known to be back. */
const longestHoldMs = 60_000;

/** Writes what became of some deliveries, and what that says of their receiver. @returns how the subscription stands. */
export async function settle(
  tx: Tx,
  { id, failures, holdUntil, failingSince }: Subscription,
  settled: readonly Settled[],
  options: SettleOptions,
): Promise<Pick<Subscription, 'failures' | 'holdUntil' | 'failingSince'>> {
  const now = options.now();
  const failed: (Verdict & { taken: false })[] = [];
  let taken = 0;
  const reports: Report[] = [];
  tx.afterCommit(() => reports.forEach(options.report));

  for (const { row, verdict } of settled) {
    if (verdict === null) {
      await settleDelivery(tx, row.id, { due_at: now });
    } else if (verdict.taken) {
      taken += 1;
      await settleDelivery(tx, row.id, { state: 'DELIVERED', done_at: now, last_status: verdict.status });
      reports.push({ type: 'TAKEN', subscription: id });
    } else {
      failed.push(verdict);
      const old = now - (row.first_at ?? now) >= options.giveUpMs;
      // While the receiver takes nothing at all, its letters are kept for when it is back: it is paused instead.
      const dead = old && (taken > 0 || !(failingSince !== null && now - failingSince >= options.giveUpMs));
      await settleDelivery(tx, row.id, {
        last_status: verdict.status,
        last_error: verdict.reason,
        ...(dead ? { state: 'DEAD', done_at: now } : { due_at: nextTry(row, verdict, now, options) }),
      });
      reports.push({ type: dead ? 'DEAD' : 'FAILED', subscription: id });
    }
  }

  if (taken > 0) {
    const before = await noteSuccess(tx, id);
    // What failed while it was away need not wait out a pause that was meant for a receiver that is away.
    if (before && before.failures >= doubtAfter) await hastenDeliveries(tx, id, before.failingSince, now);
    return { failures: 0, holdUntil: null, failingSince: null };
  }
  if (failed.length === 0) return { failures, holdUntil, failingSince };

  const health = await noteFailure(tx, id, failed.length, now);
  // It was removed meanwhile.
  if (!health) return { failures, holdUntil, failingSince };
  const gone = failed.some(({ status }) => status === 410);
  const reason = gone ? 'GONE' : now - health.failingSince >= options.giveUpMs ? 'FAILING' : null;
  if (reason !== null) {
    await updateSubscription(tx, id, { state: gone ? 'DISABLED' : 'PAUSED', reason });
    reports.push({ type: 'STOPPED', subscription: id, reason });
  }
  const asked = Math.max(...failed.map(({ retryAfterMs }) => Math.min(retryAfterMs ?? 0, options.retryCapMs)));
  const doubts = health.failures - doubtAfter + 1;
  const limits = { baseMs: options.retryMs, capMs: Math.min(longestHoldMs, options.retryCapMs) };
  const pause = Math.max(asked, doubts > 0 ? pauseAfter(doubts, limits, options.random) : 0);
  const hold = pause > 0 ? now + pause : null;
  if (hold !== null) await updateSubscription(tx, id, { hold_until: hold });
  return { ...health, holdUntil: hold };
}

function nextTry(row: DeliveryRow, { retryAfterMs }: Verdict & { taken: false }, now: number, options: SettleOptions) {
  const limits = { baseMs: options.retryMs, capMs: options.retryCapMs };
  const pause = pauseAfter(row.attempts, limits, options.random);
  return now + Math.max(pause, Math.min(retryAfterMs ?? 0, options.retryCapMs));
}
