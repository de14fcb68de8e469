import { type Kysely, sql } from 'kysely';
import { StoreError } from './errors.ts';
import { type Migration, words } from './migrations.ts';
import { type Reads, readsOf } from './reads.ts';
import type { Tx } from './store.ts';
import type { Tables } from './tables.ts';

/** Any number, the same in every release: processes that start together take turns by it. */
const lockKey = 0x6d6967;

export interface MigrateTarget {
  readonly kind: keyof typeof words;
  readonly name: string;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/**
 * Brings the tables up to date: each step that has not run, in order, in a transaction of its own that also records it.
 * Processes that start at once wait for each other and then find the work done.
 *
 * @throws {StoreError} STORE_MIGRATION when a step fails, or when the database has one that this release does not know.
 */
export async function migrate(store: MigrateTarget, migrations: readonly Migration[]): Promise<void> {
  const ran = await store.transaction(async ({ db }) => {
    await takeTurn(store.kind, db);
    await sql`CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, ran_at bigint NOT NULL)`.execute(db);
    return namesOf(readsOf(db));
  });
  refuseUnknown(store.name, ran, migrations);
  for (const migration of migrations) {
    if (ran.includes(migration.name)) continue;
    await store
      .transaction(async ({ db }) => {
        await takeTurn(store.kind, db);
        if ((await namesOf(readsOf(db))).includes(migration.name)) return;
        await migration.up(db, words[store.kind]);
        await db.insertInto('migration').values({ name: migration.name, ran_at: Date.now() }).execute();
      })
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        throw new StoreError('STORE_MIGRATION', `${store.name}: migration ${migration.name} failed: ${why}`, {
          cause: error,
        });
      });
  }
}

/**
 * For a store that is opened for reading only: its tables must be those of this release already.
 *
 * @throws {StoreError} STORE_MIGRATION when they are not.
 */
export async function checkMigrated(
  { name, db }: { readonly name: string; readonly db: Reads },
  migrations: readonly Migration[],
): Promise<void> {
  const ran = await namesOf(db).catch((error: unknown) => {
    // There is not even the table of what ran.
    if (error instanceof StoreError && error.code === 'STORE_REJECTED') return [] as string[];
    throw error;
  });
  refuseUnknown(name, ran, migrations);
  const missing = migrations.find((migration) => !ran.includes(migration.name));
  if (missing)
    throw new StoreError('STORE_MIGRATION', `${name} lacks migration ${missing.name}: start Etalage on it once`);
}

function refuseUnknown(name: string, ran: readonly string[], migrations: readonly Migration[]): void {
  const unknown = ran.find((done) => !migrations.some((migration) => migration.name === done));
  if (unknown)
    throw new StoreError(
      'STORE_MIGRATION',
      `${name} was written by a newer release (its migration ${unknown} is not known here): run that release`,
    );
}

/** Holds until the transaction ends. SQLite has one writer anyway. */
async function takeTurn(kind: MigrateTarget['kind'], db: Kysely<Tables>): Promise<void> {
  if (kind === 'postgres') await sql`SELECT pg_advisory_xact_lock(${sql.lit(lockKey)})`.execute(db);
}

async function namesOf(db: Reads): Promise<string[]> {
  const rows = await db.selectFrom('migration').select('name').execute();
  return rows.map((row) => row.name);
}
