import { forgetDeliveries, trimChanges } from '../store/change-log.ts';
import { StoreError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import type { Aside } from './aside.ts';

const day = 86_400_000;

/** How long things are kept, in milliseconds, and how many at most. */
export interface Retention {
  /** A change is removed when it is older than this … Default 7 days. */
  readonly changesMs: number;
  /** … or when this many are newer. Default 1,000,000. */
  readonly changes: number;
  /** How long a delivery's id is remembered: longer than vendors repeat one. Default 4 days. */
  readonly deliveriesMs: number;
  /** How long a delivery that could not be understood is kept. Default 14 days. */
  readonly asideMs: number;
}

export const defaultRetention: Retention = {
  changesMs: 7 * day,
  changes: 1_000_000,
  deliveriesMs: 4 * day,
  asideMs: 14 * day,
};

/** What one round removed. */
export interface Trimmed {
  readonly changes: number;
  readonly deliveries: number;
  readonly aside: number;
  /** The log is empty up to and including this position; a cursor before it gets a GAP. */
  readonly trimmedTo: number;
}

/** Most rows that one transaction removes: while it runs, nobody else writes to a SQLite file. */
const rowsAtOnce = 5_000;

/** One round, in short transactions. @throws {StoreError} */
export async function trim(store: Store, aside: Aside, retention: Retention, now: number): Promise<Trimmed> {
  const limits = { before: now - retention.changesMs, keep: retention.changes, atMost: rowsAtOnce };
  let changes = 0;
  let trimmedTo = 0;
  for (let more = true; more; ) {
    const step = await store.transaction((tx) => trimChanges(tx, limits));
    changes += step.removed;
    ({ trimmedTo, more } = step);
  }
  let deliveries = 0;
  for (let forgotten = rowsAtOnce; forgotten === rowsAtOnce; deliveries += forgotten) {
    forgotten = await store.transaction((tx) => forgetDeliveries(tx, now - retention.deliveriesMs, rowsAtOnce));
  }
  return { changes, deliveries, aside: await aside.forget(now - retention.asideMs), trimmedTo };
}

/**
 * Runs a round every `everyMs`. A failed one is reported and made up for by the next.
 *
 * @returns a function that stops it and waits for a round under way.
 */
export function trimRegularly(
  round: () => Promise<Trimmed>,
  everyMs: number,
  onTrouble: (error: StoreError) => void,
): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = round().catch((cause: unknown) => {
      onTrouble(cause instanceof StoreError ? cause : new StoreError('STORE_REJECTED', String(cause), { cause }));
    });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
