import { isAbortedTransactionError, type Kysely } from 'kysely';
import { StoreError, wentOn } from './errors.ts';
import type { Tx } from './store.ts';
import type { Tables } from './tables.ts';

/** Runs one transaction on a connection of `writer`: see `Store.transaction`. */
export async function runTransaction<T>(writer: Kysely<Tables>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const last: (() => Promise<void>)[] = [];
  const afterwards: (() => void)[] = [];
  // On Postgres connections are read-only by default; a transaction is where writes happen.
  const db = await writer.startTransaction().setAccessMode('read write').execute();
  let committing = false;
  let answer: T;
  try {
    answer = await work({
      db,
      beforeCommit: (act) => void last.push(act),
      afterCommit: (act) => void afterwards.push(act),
    });
    for (const act of last) await act();
    committing = true;
    await db.commit().execute();
  } catch (error) {
    // Its own failure says nothing new: the connection is gone, and the database has rolled back by itself.
    if (!db.isRolledBack)
      await db
        .rollback()
        .execute()
        .catch(() => undefined);
    if (isAbortedTransactionError(error)) throw new StoreError('STORE_REJECTED', wentOn, { cause: error });
    if (committing && error instanceof StoreError && error.code === 'STORE_UNAVAILABLE')
      throw new StoreError(error.code, `${error.message}, during COMMIT`, { cause: error, uncertain: true });
    throw error;
  }
  for (const act of afterwards) act();
  return answer;
}
