import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../contract/changes.ts';
import { readChanges, readState } from '../store/change-log.ts';
import { isPassing, type StoreError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import type { Head } from './head.ts';

export type Batch =
  | {
      readonly type: 'CHANGES';
      readonly changes: readonly Change[];
      /** The cursor to go on from once these are dealt with: the last one's position. */
      readonly position: number;
    }
  | {
      /** Changes after `after`, up to and including `position`, cannot be told: read again whatever they may concern. */
      readonly type: 'GAP';
      /** TRIMMED: retention removed them. UNKNOWN: the log never reached `after`, so the cursor is of another log. */
      readonly reason: 'TRIMMED' | 'UNKNOWN';
      readonly after: number;
      readonly position: number;
    };

export interface FollowOptions {
  /** Position of the last change that the reader has dealt with; 0 for the beginning. */
  readonly after: number;
  /** Ends the iteration, also while it waits. */
  readonly signal: AbortSignal;
  /** Most changes in a batch. Default 500. */
  readonly limit?: number;
  /** Hears why reading pauses: the store is busy or away. It is tried again, up to once a second, until it works. */
  readonly onTrouble?: (error: StoreError) => void;
}

/**
 * Yields the changes after a cursor, then every later one as it comes, in order and without an end. A reader that was
 * cut off goes on with the cursor of the last batch it dealt with, and gets each later change once.
 *
 * @throws {StoreError} when the store fails for good.
 */
export async function* follow(
  store: Store,
  head: Head,
  options: FollowOptions,
): AsyncGenerator<Batch, void, undefined> {
  const { signal, limit = 500, onTrouble } = options;
  let cursor = options.after;
  let retryMs = 20;
  let first = true;
  while (!signal.aborted) {
    if (!first) await head.beyond(cursor, signal);
    if (signal.aborted) return;
    let batch: Batch | null;
    try {
      batch = await readBatch(store, cursor, limit);
      retryMs = 20;
      first = false;
    } catch (error) {
      if (!isPassing(error)) throw error;
      onTrouble?.(error);
      await pause(retryMs, signal);
      retryMs = Math.min(retryMs * 2, 1_000);
      continue;
    }
    if (!batch) {
      // Announced and yet not there: the database was set back under us. Not a reason to ask without a pause.
      if (head.position() > cursor) await pause(100, signal);
      continue;
    }
    cursor = batch.position;
    head.raise(cursor);
    yield batch;
  }
}

/** The next batch after a cursor, or null when there is nothing. */
async function readBatch(store: Store, after: number, limit: number): Promise<Batch | null> {
  const changes = await readChanges(store.db, after, limit);
  const [oldest] = changes;
  const newest = changes.at(-1);
  // Retention removes from the start only, so whoever sees the very next position has missed nothing.
  if (oldest && newest && oldest.position === after + 1) return { type: 'CHANGES', changes, position: newest.position };
  // Read after the changes: a removal between the two reads must show here, and not as a hole that nobody mentions.
  const { trimmedTo, head } = await readState(store.db);
  if (after < trimmedTo) return { type: 'GAP', reason: 'TRIMMED', after, position: trimmedTo };
  if (after > head) return { type: 'GAP', reason: 'UNKNOWN', after, position: head };
  return newest ? { type: 'CHANGES', changes, position: newest.position } : null;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
