import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../store/store.ts';
import { claimDeliveries, type DeliveryRow, readDue } from '../store/webhook-deliveries.ts';
import { bodyOf, contentType } from './events.ts';
import type { Sender, Verdict } from './send.ts';
import { doubtAfter, type Settled, type SettleOptions, settle } from './settle.ts';
import { signedHeaders } from './signature.ts';
import type { Subscription } from './subscription.ts';

export interface OutboxOptions extends SettleOptions {
  readonly store: Store;
  readonly source: string;
  readonly sender: Sender;
  readonly concurrency: number;
  readonly pollMs: number;
  /** How long a delivery is left to the process that took it, in milliseconds: longer than a request may take. */
  readonly claimMs: number;
  /** How long requests under way may take once this process stops, in milliseconds. */
  readonly graceMs: number;
  readonly failed: (error: unknown) => void;
}

/** What one subscription is still to be told, and the sending of it. */
export interface Outbox {
  /** The subscription as it is now. */
  update(subscription: Subscription): void;
  /** There may be something to send. */
  wake(): void;
  /** Requests under way. */
  inFlight(): number;
  /** Takes nothing more, lets requests under way end, and notes what became of them. Later calls wait for the first. */
  stop(): Promise<void>;
}

/**
 * Sends what waits for one subscription, the deliveries of one entity one after the other. All that waits is in the store; in
 * memory is only what is being sent. Each delivery is taken by a conditional UPDATE before it is sent, so that no other
 * process sends it too; when this one dies, it is due again once `claimMs` are over.
 */
export function openOutbox(first: Subscription, options: OutboxOptions): Outbox {
  const { store, pollMs, failed, now } = options;
  const sending = new Map<number, Promise<void>>();
  const settled: Settled[] = [];
  const giveUp = new AbortController();
  let subscription = first;
  let stopping = false;
  let rouse = () => {};
  let roused = false;

  function wake(): void {
    roused = true;
    rouse();
  }

  async function send(row: DeliveryRow): Promise<void> {
    const body = bodyOf(options.source, row);
    const headers = {
      'content-type': contentType,
      'user-agent': 'etalage-webhooks',
      ...signedHeaders(subscription.secrets, row.event, now(), body),
    };
    const verdict: Verdict = await options.sender.send(subscription.url, headers, body, giveUp.signal);
    settled.push({ row, verdict: giveUp.signal.aborted && !verdict.taken ? null : verdict });
    sending.delete(row.id);
    wake();
  }

  /** Notes what has ended and takes what comes next, in one transaction. */
  async function step(): Promise<void> {
    const done = [...settled];
    const most = subscription.failures >= doubtAfter ? 1 : options.concurrency;
    const free = stopping || (subscription.holdUntil ?? 0) > now() ? 0 : most - sending.size;
    const due = free > 0 ? await readDue(store.db, subscription.id, now(), free) : [];
    if (done.length === 0 && due.length === 0) return;
    const { rows, health } = await store.transaction(async (tx) => ({
      health: await settle(tx, subscription, done, options),
      rows: due.length === 0 ? [] : await claimDeliveries(tx, due, subscription.id, now(), now() + options.claimMs),
    }));
    settled.splice(0, done.length);
    subscription = { ...subscription, ...health };
    for (const row of rows) sending.set(row.id, send(row));
    // What was settled may have made the next of its entity due.
    if (done.length > 0) roused = true;
  }

  async function run(): Promise<void> {
    let pauseMs = 20;
    while (!stopping || sending.size > 0 || settled.length > 0) {
      roused = false;
      try {
        await step();
        pauseMs = 20;
      } catch (error) {
        failed(error);
        // What is not noted now is sent again: at least once.
        if (stopping && sending.size === 0) return;
        await sleep(pauseMs);
        pauseMs = Math.min(pauseMs * 2, 1_000);
      }
      if (!roused && !(stopping && sending.size === 0)) await rest();
    }
  }

  function rest(): Promise<void> {
    const untilHeld = subscription.holdUntil === null ? pollMs : Math.max(1, subscription.holdUntil - now());
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(pollMs, untilHeld));
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = run();
  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopping = true;
    wake();
    const timer = setTimeout(() => giveUp.abort(), options.graceMs);
    await running;
    clearTimeout(timer);
  }
  return {
    update(newer) {
      subscription = newer;
    },
    wake,
    inFlight: () => sending.size,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}
