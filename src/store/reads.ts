import type { Kysely } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import type { Tables } from './tables.ts';

/** Queries outside of a transaction: each sees what was committed before it began. */
export type Reads = Pick<
  ReadonlyKysely<Tables>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'case'
>;

/** Narrows a connection that may do all to what reads need; Kysely's read-only type is made by such a cast. */
export function readsOf(db: Kysely<Tables>): Reads {
  return db as never;
}
