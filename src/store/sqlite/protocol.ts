/** What the main thread and a database's thread say to each other. */

export type SqlValue = string | number | bigint | null | Uint8Array;

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

export interface StatementResult {
  readonly rows: Record<string, SqlValue>[];
  /** Rows inserted, updated or deleted. */
  readonly changes: number;
}

export interface ThreadSettings {
  readonly file: string;
  readonly role: 'writer' | 'reader';
  /** Nothing is kept, so nothing need reach the disk. */
  readonly throwAway: boolean;
  readonly busyMs: number;
}

export interface ThreadRequest {
  readonly id: number;
  /** Run in order, up to the first that fails; none: close the database. */
  readonly statements: readonly Statement[];
}

export interface ThreadFailure {
  readonly message: string;
  /** SQLite's extended result code, or null when the failure is not the database's. */
  readonly errcode: number | null;
}

/** `id` 0 answers the opening. */
export type ThreadReply =
  | { readonly id: number; readonly results: readonly StatementResult[] }
  | { readonly id: number; readonly failure: ThreadFailure };
