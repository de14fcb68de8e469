/** The SQL of poll cursors: where the next poll of a source goes on. */
import type { Reads } from './reads.ts';
import type { Tx } from './store.ts';

export interface PollCursorRow {
  readonly cursor: string;
  /** JSON: what the last poll told, by name, to be known again where the next one overlaps with it. */
  readonly reported: string;
}

export async function readPollCursor(db: Reads, source: string): Promise<PollCursorRow | undefined> {
  return db.selectFrom('poll_cursor').select(['cursor', 'reported']).where('source', '=', source).executeTakeFirst();
}

export async function writePollCursor({ db }: Tx, source: string, row: PollCursorRow, now: number): Promise<void> {
  const { cursor, reported } = row;
  await db
    .insertInto('poll_cursor')
    .values({ source, cursor, reported, saved_at: now })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ cursor, reported, saved_at: now }))
    .execute();
}
