import { setTimeout as sleep } from 'node:timers/promises';
import type { Batch } from '../changes/follow.ts';
import type { ChangeLog } from '../changes/log.ts';
import { isPassing } from '../store/errors.ts';
import { releaseLease, takeLease } from '../store/leases.ts';
import type { Store } from '../store/store.ts';
import { readSubscriptions } from '../store/webhook-subscriptions.ts';
import { type PlanOptions, planBatch } from './plan.ts';

export interface PlannerOptions extends PlanOptions {
  readonly store: Store;
  readonly log: ChangeLog;
  /** Of this process. */
  readonly owner: string;
  /** How long this process is taken to be alive without a word of it, in milliseconds. */
  readonly leaseMs: number;
  readonly pollMs: number;
  /** These subscriptions have something to be told. */
  readonly planned: (ids: readonly string[]) => void;
  /** While this process is the one that follows, every now and then. */
  readonly tidy: () => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** The reader of the log, and the lease of the process that follows it. */
const reader = 'webhooks';

class LeaseLost extends Error {}

/**
 * Follows the log and writes down what each subscription is to be told. One process at a time does, by a lease; the
 * position is noted in the transaction that writes what came before it, so each change is written down once.
 *
 * @returns when `signal` aborts.
 */
export async function runPlanner(options: PlannerOptions, signal: AbortSignal): Promise<void> {
  const { store, log, owner, leaseMs, pollMs, failed, now } = options;
  const lease = () => ({ name: reader, owner, until: now() + leaseMs });
  const pause = () => sleep(pollMs, undefined, { signal }).catch(() => undefined);

  async function plan(batch: Batch): Promise<void> {
    const told = await store.transaction(async (tx) => {
      if (!(await takeLease(tx, lease(), now()))) throw new LeaseLost('another process follows the log by now');
      const ids = await planBatch(tx, batch, options);
      await log.confirm(reader, batch.position, tx);
      return ids;
    });
    if (told.length > 0) options.planned(told);
  }

  /** Where to begin: after what is written down, and no earlier than the oldest subscription. Null without any. */
  async function start(): Promise<number | null> {
    const rows = await readSubscriptions(store.db);
    if (rows.length === 0) return null;
    return Math.max((await log.confirmed(reader)) ?? 0, Math.min(...rows.map(({ since }) => since)));
  }

  async function followOn(): Promise<void> {
    if ((await start()) === null) return;
    if (!(await store.transaction((tx) => takeLease(tx, lease(), now())))) return;
    // Asked again: the process that had it before may have come further meanwhile.
    const after = await start();
    if (after === null) return;
    const stop = new AbortController();
    const renewing = renew(stop);
    try {
      for await (const batch of log.follow({
        after,
        signal: AbortSignal.any([signal, stop.signal]),
        onTrouble: failed,
      }))
        await plan(batch);
    } finally {
      stop.abort();
      await renewing;
    }
  }

  /** Shows that this process lives, also while nothing happens; ends the following when it no longer has the lease. */
  async function renew(stop: AbortController): Promise<void> {
    const ended = AbortSignal.any([signal, stop.signal]);
    while (!ended.aborted) {
      await options.tidy().catch(failed);
      await sleep(leaseMs / 4, undefined, { signal: ended, ref: false }).catch(() => undefined);
      if (ended.aborted) return;
      try {
        const held = await store.transaction((tx) => takeLease(tx, lease(), now()));
        if (!held || (await start()) === null) stop.abort();
      } catch (error) {
        // While the store is away nobody else can take it either, and nothing is written.
        failed(error);
      }
    }
  }

  while (!signal.aborted) {
    try {
      await followOn();
    } catch (error) {
      if (!(error instanceof LeaseLost)) failed(error);
      if (!isPassing(error) && !(error instanceof LeaseLost)) await pause();
    }
    await pause();
  }
  await store.transaction((tx) => releaseLease(tx, reader, owner)).catch(failed);
}
