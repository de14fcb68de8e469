import type { Store } from '../store/store.ts';
import { type Aside, createMemoryAside } from './aside.ts';
import type { ChangeLog } from './log.ts';
import type { IngestLog } from './log-port.ts';
import { createMemoryCursors, createStoreCursors, type PollCursors } from './poll-cursors.ts';
import type { Ledger } from './reconcile-ledger.ts';
import { createMemoryLedger } from './reconcile-memory.ts';
import { createStoreLedger } from './reconcile-store.ts';

/** What taking changes in remembers beside the log. */
export interface Keeping {
  readonly aside: Aside;
  readonly cursors: PollCursors;
  readonly ledger: Ledger;
  close(): void;
}

/** In memory, bounded, and gone with the process. */
export function createMemoryKeeping(log: Pick<IngestLog, 'record' | 'follow'>, now: () => number): Keeping {
  const ledger = createMemoryLedger(log, now);
  return { aside: createMemoryAside(now), cursors: createMemoryCursors(), ledger, close: ledger.close };
}

/** In the store, shared by all processes over it. */
export function createStoreKeeping(store: Store, log: ChangeLog, now: () => number): Keeping {
  return {
    aside: log.aside,
    cursors: createStoreCursors(store, now),
    ledger: createStoreLedger(store, log, now),
    close() {},
  };
}
