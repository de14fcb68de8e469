/** The SQL of what operators have edited: definitions that stand in for those of the sites file. */
import type { Reads } from './reads.ts';
import type { Tx } from './store.ts';
import type { Tables } from './tables.ts';

export type SettingRow = Tables['setting'];
export type SettingName = Pick<SettingRow, 'site' | 'kind' | 'key'>;

export async function readSettings(db: Reads): Promise<SettingRow[]> {
  return db.selectFrom('setting').selectAll().orderBy('site').orderBy('kind').orderBy('key').execute();
}

/**
 * Writes a definition that was of a version before, 0 for none.
 *
 * @returns false when it is of another version by now: nothing is written.
 */
export async function writeSetting({ db }: Tx, row: SettingRow): Promise<boolean> {
  const { site, kind, key, version, ...set } = row;
  if (version === 1) {
    const inserted = await db
      .insertInto('setting')
      .values(row)
      .onConflict((conflict) => conflict.columns(['site', 'kind', 'key']).doNothing())
      .returning('key')
      .executeTakeFirst();
    return inserted !== undefined;
  }
  const { numUpdatedRows } = await db
    .updateTable('setting')
    .set({ ...set, version })
    .where('site', '=', site)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('version', '=', version - 1)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
