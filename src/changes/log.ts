import type * as contract from '../contract/changes.ts';
import { EtalageError } from '../contract/errors.ts';
import { countChanges, forgetReader, readReaders, readState, writeReader } from '../store/change-log.ts';
import type { StoreError } from '../store/errors.ts';
import type { Store, Tx } from '../store/store.ts';
import { type Outcome, writeDrafts } from './append.ts';
import { type Aside, createAside } from './aside.ts';
import { checkCursor, checkDraft, checkReader, type Draft } from './draft.ts';
import { type Batch, type FollowOptions, follow } from './follow.ts';
import { followHead } from './head.ts';
import { createRecorder } from './record.ts';
import { defaultRetention, type Retention, type Trimmed, trim, trimRegularly } from './retention.ts';

export interface ChangeLogOptions {
  readonly retention?: Partial<Retention>;
  /** How often retention runs, in milliseconds; 0 for never. Default a minute. */
  readonly trimEveryMs?: number;
  /** How often a process asks for changes of others that no announcement told it of. Default 200 ms. */
  readonly pollMs?: number;
  /** Hears what goes wrong in the background. */
  readonly onTrouble?: (error: StoreError) => void;
}

/** What becomes of drafts that were appended in a transaction; filled just before it commits. */
export interface Receipt {
  /** One per draft, in their order. @throws {EtalageError} CHANGE_NOT_COMMITTED while the transaction is open. */
  outcomes(): readonly Outcome[];
  /** The highest position logged: the writer's cursor. Null when all were left out. Throws as `outcomes` does. */
  position(): number | null;
}

export interface LogStats {
  readonly logId: string;
  readonly head: number;
  readonly trimmedTo: number;
  readonly kinds: readonly {
    readonly source: string;
    readonly kind: string;
    readonly count: number;
    /** Milliseconds since the epoch at which the oldest that is kept was logged. */
    readonly oldest: number;
  }[];
  readonly readers: readonly {
    readonly reader: string;
    readonly position: number;
    /** Positions that it has yet to deal with. */
    readonly behind: number;
    readonly confirmedAt: number;
  }[];
  /** Deliveries kept aside. */
  readonly aside: number;
}

/** Every change, once, in the order in which it was committed. */
export interface ChangeLog extends contract.ChangeLog {
  /** Random, made with the log. A cursor that leaves the process names it, so that another log's is recognised. */
  readonly id: string;
  /** Milliseconds since `position()` was last confirmed by the store; 0 where no other process writes. */
  age(): number;
  /** Asks the store for the newest position. @throws {StoreError} */
  head(): Promise<number>;
  /**
   * Appends with the writer's own rows: both are committed, or neither. The rows of the log are written last, just
   * before COMMIT, so nothing is known of them before the transaction is over.
   *
   * @throws {EtalageError} CHANGE_INVALID
   */
  append(tx: Tx, drafts: readonly Draft[]): Receipt;
  /**
   * Appends on its own; calls that come together share a transaction. When it resolves the changes are on the disk.
   *
   * @returns one outcome per draft. @throws {EtalageError} CHANGE_INVALID, {StoreError}
   */
  record(drafts: readonly Draft[]): Promise<readonly Outcome[]>;
  /**
   * The changes after a cursor and all that follow: see `follow`. Ends when the log is closed, too.
   *
   * @throws {EtalageError} CURSOR_INVALID
   */
  follow(options: FollowOptions): AsyncIterableIterator<Batch>;
  /**
   * Notes durably that a reader has dealt with all up to a position; within `tx` together with what it did. Never
   * moves backwards. @throws {EtalageError} READER_INVALID, {StoreError}
   */
  confirm(reader: string, position: number, tx?: Tx): Promise<void>;
  /** Where a reader goes on; null when it is new. */
  confirmed(reader: string): Promise<number | null>;
  /** Forgets a reader that is gone for good. */
  dismiss(reader: string): Promise<void>;
  /** Runs retention now. @throws {StoreError} */
  trim(): Promise<Trimmed>;
  stats(): Promise<LogStats>;
  readonly aside: Aside;
  /** Ends all followers and waits for appends under way. The store stays open. */
  close(): Promise<void>;
}

/** Opens the change log of a store. @throws {StoreError} when it cannot be read. */
export async function openChangeLog(store: Store, options: ChangeLogOptions = {}): Promise<ChangeLog> {
  const { pollMs = 200, trimEveryMs = 60_000, onTrouble = () => undefined } = options;
  const retention = { ...defaultRetention, ...options.retention };
  const { logId } = await readState(store.db);
  const head = await followHead(store, pollMs);
  const aside = createAside(store);
  const closing = new AbortController();
  const recorder = createRecorder(store, announce);
  const round = () => trim(store, aside, retention, Date.now());
  const stopTrimming = trimEveryMs > 0 ? trimRegularly(round, trimEveryMs, onTrouble) : async () => undefined;

  function announce(outcomes: readonly Outcome[]): void {
    const position = highest(outcomes);
    if (position === null) return;
    head.raise(position);
    store.announce(position);
  }

  return {
    id: logId,
    position: head.position,
    age: head.age,
    head: head.read,
    append(tx, drafts) {
      for (const draft of drafts) checkDraft(draft);
      let outcomes: readonly Outcome[] = [];
      let committed = false;
      tx.beforeCommit(async () => {
        outcomes = await writeDrafts(store.kind, tx, drafts);
      });
      tx.afterCommit(() => {
        committed = true;
        announce(outcomes);
      });
      const told = () => {
        if (!committed)
          throw new EtalageError('CHANGE_NOT_COMMITTED', 'a change has no position before its transaction is over');
        return outcomes;
      };
      return { outcomes: told, position: () => highest(told()) };
    },
    async record(drafts) {
      for (const draft of drafts) checkDraft(draft);
      return drafts.length === 0 ? [] : recorder.record(drafts);
    },
    follow(wanted) {
      checkCursor(wanted.after);
      return follow(store, head, { ...wanted, signal: AbortSignal.any([wanted.signal, closing.signal]) });
    },
    async confirm(reader, position, tx) {
      checkReader(reader);
      const write = (within: Tx) => writeReader(within, reader, position, Date.now());
      await (tx ? write(tx) : store.transaction(write));
    },
    async confirmed(reader) {
      const readers = await readReaders(store.db);
      return readers.find((row) => row.reader === reader)?.position ?? null;
    },
    dismiss: (reader) => store.transaction((tx) => forgetReader(tx, reader)),
    trim: round,
    async stats() {
      const state = await readState(store.db);
      const readers = await readReaders(store.db);
      return {
        ...state,
        kinds: await countChanges(store.db),
        readers: readers.map(({ reader, position, confirmed_at }) => ({
          reader,
          position,
          behind: Math.max(0, state.head - position),
          confirmedAt: confirmed_at,
        })),
        aside: await aside.count(),
      };
    },
    aside,
    async close() {
      closing.abort();
      head.close();
      await stopTrimming();
      await recorder.settle();
    },
  };
}

function highest(outcomes: readonly Outcome[]): number | null {
  let position: number | null = null;
  for (const outcome of outcomes) if (outcome.result === 'LOGGED') position = Math.max(position ?? 0, outcome.position);
  return position;
}
