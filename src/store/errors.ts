import { EtalageError } from '../contract/errors.ts';

export type StoreErrorCode =
  /** Another transaction held what this one needed for too long. Nothing was written; the same call may succeed later. */
  | 'STORE_BUSY'
  /** The database cannot be reached or cannot write: stopped, restarting, a full disk. It recovers without our help. */
  | 'STORE_UNAVAILABLE'
  /** Another process has this SQLite file open. */
  | 'STORE_LOCKED'
  /** A constraint refused the row: something unique exists already, or what it refers to does not. */
  | 'STORE_CONFLICT'
  /** The database refused a statement as wrong: a fault in our code. */
  | 'STORE_REJECTED'
  /** The file is damaged or is no SQLite database. */
  | 'STORE_CORRUPT'
  /** The tables are not those of this release, or could not be brought up to date. */
  | 'STORE_MIGRATION'
  /** `ETALAGE_STORE` is neither a file nor a `postgres://` URL. */
  | 'STORE_URL'
  /** It was closed by `close()`, or it was opened for reading only. */
  | 'STORE_CLOSED';

/** A failed call to the store. The message names the store and never holds values from a statement. */
export class StoreError extends EtalageError {
  declare readonly code: StoreErrorCode;
  /**
   * True when the connection broke during COMMIT: the transaction may or may not be in the database. Whoever repeats it
   * needs a key that makes the repetition harmless, such as a delivery's id.
   */
  readonly uncertain: boolean;

  constructor(code: StoreErrorCode, message: string, options: { cause?: unknown; uncertain?: boolean } = {}) {
    super(code, message, options);
    this.name = 'StoreError';
    this.uncertain = options.uncertain ?? false;
  }
}

/** Message of STORE_REJECTED for a transaction that swallowed the failure of a statement. */
export const wentOn = 'a transaction went on after a statement of it had failed: nothing of it was written';

/** Whether the same call may succeed later although nothing is changed: what a reader waits for instead of giving up. */
export function isPassing(error: unknown): error is StoreError {
  return error instanceof StoreError && (error.code === 'STORE_BUSY' || error.code === 'STORE_UNAVAILABLE');
}
