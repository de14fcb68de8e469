import type { Kysely } from 'kysely';
import type { Reads } from './reads.ts';
import type { Tables } from './tables.ts';

/** One transaction, while it is open. */
export interface Tx {
  /** Queries of this transaction. */
  readonly db: Kysely<Tables>;
  /**
   * Runs just before COMMIT, after all the work: for rows whose lock every writer wants, so that it is held briefly and
   * always taken last, which rules out deadlocks by it. A failure rolls the transaction back.
   */
  beforeCommit(act: () => Promise<void>): void;
  /** Runs at once after COMMIT has succeeded. It must not throw. */
  afterCommit(act: () => void): void;
}

/** Where Etalage keeps its own state. Every failure is a `StoreError`. */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /** For messages: the file, or `host:port/database`. Holds no password. */
  readonly name: string;
  /** Whether other processes write to it too, so that what they did must be looked for. */
  readonly shared: boolean;
  readonly db: Reads;
  /**
   * Runs `work` in one transaction (READ COMMITTED on Postgres; one at a time on SQLite), commits, and answers what it
   * answered; rolls back when it throws. Nothing is committed after a statement that failed, even when `work` goes on.
   * Within `work` use `tx.db` only: a `transaction` inside a `transaction` waits for itself.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Tells every process with this store that the change log has reached a position. Cheap and lossy: several are sent
   * as one, the highest, and one may be missed while a connection is down.
   */
  announce(position: number): void;
  /**
   * Hears announcements, its own process's at once; 0 means that some may have been missed.
   *
   * @returns a function that ends it.
   */
  onAnnounce(listener: (position: number) => void): () => void;
  /**
   * Leaves nothing of what was deleted on the disk, as far as that is the store's to say: SQLite overwrites it and empties
   * its log of writes; Postgres frees it with its next vacuum, which the operator's settings time, as they do its archives.
   */
  purge(): Promise<void>;
  /** Waits for what is running and releases threads, connections and the file. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Opens for reading only, beside a process that writes; changes no table and takes no lock. */
  readonly readOnly?: boolean;
  /**
   * Opens beside the process that has it, to write what that process asks the store for: changes no table and takes no
   * lock. Never for the change log, whose owner believes that nobody else writes it.
   */
  readonly beside?: boolean;
  /** Longest wait for another transaction (or for a connection) before `STORE_BUSY`, in milliseconds. Default 5,000. */
  readonly busyMs?: number;
  /** Most connections to Postgres besides the one that listens. Default 10. */
  readonly connections?: number;
}
