import { Kysely, PostgresDialect, sql } from 'kysely';
import { StoreError } from '../errors.ts';
import { checkMigrated, migrate } from '../migrate.ts';
import { migrations } from '../migrations.ts';
import { readsOf } from '../reads.ts';
import type { Store, StoreOptions } from '../store.ts';
import type { Tables } from '../tables.ts';
import { runTransaction } from '../transaction.ts';
import { createAnnouncements } from './announcements.ts';
import { connectionConfig, createPool } from './pool.ts';

/**
 * Opens a Postgres database. It must be a direct connection, or a pooler in session mode: LISTEN and the connections'
 * settings do not survive one that deals out single transactions.
 */
export async function openPostgres(url: string, options: StoreOptions): Promise<Store> {
  const { readOnly = false, beside = false, busyMs = 5_000, connections = 10 } = options;
  const name = nameOf(url);
  const config = connectionConfig(url, busyMs);
  // The pool is ended by us and not by Kysely's `destroy`, so that a late call is told STORE_CLOSED.
  const pool = createPool(name, { ...config, max: connections });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const transaction: Store['transaction'] = async (work) => {
    if (readOnly) throw new StoreError('STORE_CLOSED', `${name} is open for reading only`);
    return runTransaction(db, work);
  };
  try {
    if (readOnly || beside) {
      await checkMigrated({ name, db: readsOf(db) }, migrations);
    } else {
      await refuseReplica(db, name);
      await migrate({ kind: 'postgres', name, transaction }, migrations);
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  const announcements = createAnnouncements(config);
  return {
    kind: 'postgres',
    name,
    shared: true,
    db: readsOf(db),
    transaction,
    announce: announcements.announce,
    onAnnounce: announcements.onAnnounce,
    async purge() {},
    async close() {
      await announcements.close();
      await pool.end();
    },
  };
}

/** @throws {StoreError} STORE_URL when it cannot be read. The URL itself holds a password and is never repeated. */
function nameOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `postgres ${hostname}:${port || '5432'}${pathname}`;
  } catch {
    throw new StoreError('STORE_URL', 'ETALAGE_STORE: expected postgres://user:password@host:port/database');
  }
}

/** A standby answers reads and refuses every write: better said at the start. */
async function refuseReplica(db: Kysely<Tables>, name: string): Promise<void> {
  const { rows } = await sql<{ standby: boolean }>`SELECT pg_is_in_recovery() AS standby`.execute(db);
  if (rows[0]?.standby) throw new StoreError('STORE_UNAVAILABLE', `${name} is a standby: name the primary`);
}
