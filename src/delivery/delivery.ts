import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeLog } from '../changes/log.ts';
import { completeWebhooks, type WebhooksConfig } from '../config/webhooks.ts';
import type { Change } from '../contract/changes.ts';
import type { Store } from '../store/store.ts';
import { forgetDeliveries } from '../store/webhook-deliveries.ts';
import { readSubscriptions } from '../store/webhook-subscriptions.ts';
import { createReach } from './addresses.ts';
import { sourceOf } from './events.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { runPlanner } from './planner.ts';
import { createSender } from './send.ts';
import type { Report } from './settle.ts';
import { type Subscription, toSubscription } from './subscription.ts';
import { adoptConfigured } from './subscriptions.ts';
import type { MovedTags } from './tags.ts';

export interface DeliveryOptions {
  readonly store: Store;
  readonly log: ChangeLog;
  readonly config?: WebhooksConfig;
  readonly movedTags: (change: Change) => MovedTags;
  /** For how long after a change its source may still answer as before, in milliseconds. */
  readonly lagMs: (source: string) => number;
  /** Hears of what somebody should look at. */
  readonly report: (event: Report) => void;
  /** Hears what goes wrong in the background; it is tried again. */
  readonly failed: (error: unknown) => void;
  /** Milliseconds since the epoch, by a clock that agrees with that of other processes to a few seconds. */
  readonly now?: () => number;
  /** From 0 to 1. Default Math.random. */
  readonly random?: () => number;
  /** How often the store is asked for what others have written, in milliseconds. Default 1,000. */
  readonly pollMs?: number;
  /** After how long another process follows the log in place of one that died, in milliseconds. Default 10,000. */
  readonly leaseMs?: number;
  /** How long requests under way may take once this process stops, in milliseconds. Default 3,000. */
  readonly graceMs?: number;
  /** How long beyond the deadline of its request a delivery is left to the process that took it, in milliseconds. Default 5,000. */
  readonly claimMarginMs?: number;
}

/** Counts since the start of this process, for metrics. */
export interface DeliveryCounts {
  readonly taken: number;
  readonly failed: number;
  readonly dead: number;
  readonly inFlight: number;
  /** Subscriptions that this process serves. */
  readonly served: number;
}

export interface Delivery {
  counts(): DeliveryCounts;
  /** Takes nothing more, lets requests under way end or gives them back, and leaves the log to another process. */
  close(): Promise<void>;
}

const tidyEveryMs = 60_000;
const rowsAtOnce = 5_000;

/**
 * Tells subscribers of every change in the log: at least once, and for each entity in order.
 *
 * @throws {EtalageError} WEBHOOK_EXISTS, {StoreError}, {TypeError} when `webhooks.reach` cannot be read.
 */
export async function startDelivery(options: DeliveryOptions): Promise<Delivery> {
  const { store, log, failed, now = Date.now, random = Math.random, pollMs = 1_000 } = options;
  const config = completeWebhooks(options.config);
  const sender = createSender({ ...config, mayReach: createReach(config.reach) });
  await adoptConfigured(store, config.subscriptions);

  const closing = new AbortController();
  const outboxes = new Map<string, Outbox>();
  const stopped = new Set<Promise<void>>();
  const counted = { TAKEN: 0, FAILED: 0, DEAD: 0, STOPPED: 0 };
  const served = { ...config, store, sender, now, random, pollMs, failed };
  const outboxOptions = {
    ...served,
    source: sourceOf(log.id),
    claimMs: config.deadlineMs + (options.claimMarginMs ?? 5_000),
    graceMs: options.graceMs ?? 3_000,
    report(event: Report) {
      counted[event.type] += 1;
      options.report(event);
    },
  };

  /** Those of the configuration sign with what this process was given; one of a newer configuration is left to its process. */
  function withSecrets(subscription: Subscription): Subscription | null {
    const secrets =
      subscription.origin === 'CONFIG' ? config.subscriptions[subscription.id]?.secrets : subscription.secrets;
    return secrets && subscription.state === 'ACTIVE' ? { ...subscription, secrets } : null;
  }

  async function refresh(): Promise<void> {
    const active = (await readSubscriptions(store.db)).flatMap((row) => withSecrets(toSubscription(row)) ?? []);
    for (const subscription of active) {
      const outbox = outboxes.get(subscription.id);
      if (outbox) outbox.update(subscription);
      else outboxes.set(subscription.id, openOutbox(subscription, outboxOptions));
    }
    for (const [id, outbox] of outboxes) {
      if (active.some((subscription) => subscription.id === id)) continue;
      outboxes.delete(id);
      const stop = outbox.stop().finally(() => stopped.delete(stop));
      stopped.add(stop);
    }
  }

  async function keepFresh(): Promise<void> {
    while (!closing.signal.aborted) {
      await refresh().catch(failed);
      await sleep(pollMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  let tidied = Number.NEGATIVE_INFINITY;
  async function tidy(): Promise<void> {
    if (now() - tidied < tidyEveryMs) return;
    tidied = now();
    for (const [state, keptMs] of [
      ['DELIVERED', config.keepDeliveredMs] as const,
      ['DEAD', config.keepDeadMs] as const,
    ])
      for (let forgotten = rowsAtOnce; forgotten === rowsAtOnce && !closing.signal.aborted; )
        forgotten = await store.transaction((tx) => forgetDeliveries(tx, state, now() - keptMs, rowsAtOnce));
  }

  const planning = runPlanner(
    {
      ...{ store, log, logId: log.id, pollMs, failed, now, tidy },
      ...{ movedTags: options.movedTags, lagMs: options.lagMs, leaseMs: options.leaseMs ?? 10_000 },
      // Where no other process can be, the one that had it before this one is gone.
      owner: store.shared ? randomUUID() : 'alone',
      planned(ids) {
        for (const id of ids) outboxes.get(id)?.wake();
      },
    },
    closing.signal,
  );
  const refreshing = keepFresh();

  async function close(): Promise<void> {
    closing.abort();
    await Promise.all([planning, refreshing]);
    await Promise.all([...[...outboxes.values()].map((outbox) => outbox.stop()), ...stopped]);
    sender.close();
  }
  let closed: Promise<void> | undefined;
  return {
    counts: () => ({
      ...{ taken: counted.TAKEN, failed: counted.FAILED, dead: counted.DEAD, served: outboxes.size },
      inFlight: [...outboxes.values()].reduce((sum, outbox) => sum + outbox.inFlight(), 0),
    }),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
