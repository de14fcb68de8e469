import type { Change, ChangeDraft, ChangeLog } from '../contract/changes.ts';

/** Who follows a log. Both are called in the order of positions. */
export interface Follower {
  changed(changes: readonly Change[]): void;
  /** What happened up to `position` cannot be told: whatever it may concern is to be read again. */
  lost(position: number): void;
}

/** What taking changes in needs of a log: one in memory for a process alone, the store's for what must survive and be shared. */
export interface IngestLog extends ChangeLog {
  /** Names this log: positions of another one say nothing about this one. */
  readonly epoch: string;
  /**
   * For how long changes may have happened that no follower here was told of, in milliseconds; 0 where nobody else writes.
   * It grows while the store is out of reach, and while a follower has yet to be told of what was found there.
   */
  age(): number;
  /** The newest position, asked of whoever keeps the log. @throws {StoreError} */
  head(): Promise<number>;
  /** Up to which position retention has removed what was logged, as of a moment ago; 0 for nothing. @throws {StoreError} */
  trimmedTo(): Promise<number>;
  /** Resolves when every follower has been told of all up to the position, or when the signal aborts: true for the first. */
  reached(position: number, signal: AbortSignal): Promise<boolean>;
  /** Puts what a source reports in its place; resolves when it is logged, and `position` has come so far.
   *  What was delivered before is left out. */
  record(source: string, drafts: readonly ChangeDraft[], now: number): Promise<void>;
  /** Tells of every change from here on, until the function that it returns is called. */
  follow(follower: Follower): () => void;
  close(): Promise<void>;
}
