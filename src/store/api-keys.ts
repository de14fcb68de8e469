/** The SQL of operators' keys. What they mean is in `src/admin`. */
import type { Reads } from './reads.ts';
import type { Tx } from './store.ts';
import type { Tables } from './tables.ts';

export type ApiKeyRow = Tables['api_key'];

export async function readApiKey(db: Reads, id: string): Promise<ApiKeyRow | null> {
  return (await db.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The newest first. */
export async function readApiKeys(db: Reads): Promise<ApiKeyRow[]> {
  return db.selectFrom('api_key').selectAll().orderBy('created_at', 'desc').orderBy('id').execute();
}

export async function insertApiKey({ db }: Tx, row: ApiKeyRow): Promise<void> {
  await db.insertInto('api_key').values(row).execute();
}

/** @returns whether it was there and not revoked yet. */
export async function revokeApiKey({ db }: Tx, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('api_key')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export async function noteApiKeyUse({ db }: Tx, id: string, now: number): Promise<void> {
  await db.updateTable('api_key').set({ last_used_at: now }).where('id', '=', id).execute();
}
