import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { StoreError } from '../errors.ts';
import { toStoreError } from './errors.ts';

/** Type id of bigint, which `pg` gives back as text. */
const int8 = 20;

/** Positions and times are safe integers; one that is not must not be rounded in silence. */
function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new StoreError('STORE_REJECTED', `the store holds ${text}, which is too large`);
  return value;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 && format !== 'binary' ? toSafeInteger : pg.types.getTypeParser(oid, format ?? 'text'),
};

/** Settings that every connection to Postgres shares, the pool's and the listening one. */
export function connectionConfig(url: string, busyMs: number): pg.ClientConfig {
  return {
    connectionString: url,
    types,
    keepAlive: true,
    connectionTimeoutMillis: busyMs,
    application_name: 'etalage',
    lock_timeout: busyMs,
    // For a server that is frozen or cut off without a word, which no setting of its own can end.
    query_timeout: 60_000,
    // A transaction whose work hangs, or whose process is frozen, gives its locks back.
    idle_in_transaction_session_timeout: 30_000,
  };
}

/**
 * The pool as Kysely wants it, with two differences: failures are `StoreError`s, and a connection on which one was about
 * the connection itself is thrown away instead of going back among the good ones.
 */
export function createPool(name: string, config: pg.PoolConfig): PostgresPool {
  const pool = new pg.Pool({ ...config, options: '-c default_transaction_read_only=on' });
  // A connection that breaks, idle or at work. The pool drops it, and the query that it carried fails; but an 'error'
  // that nobody hears would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  let ended: Promise<void> | undefined;
  return {
    options: pool.options,
    end() {
      ended ??= pool.end();
      return ended;
    },
    async connect() {
      if (ended) throw new StoreError('STORE_CLOSED', `${name} is closed`);
      const client = await pool.connect().catch((error: unknown) => {
        throw toStoreError(name, error);
      });
      return guard(name, client);
    },
  };
}

function guard(name: string, client: pg.PoolClient): PostgresPoolClient {
  let broken = false;
  async function query(text: string, parameters: readonly unknown[]) {
    try {
      return await client.query(text, [...parameters]);
    } catch (cause) {
      const error = toStoreError(name, cause);
      broken ||= error.code === 'STORE_UNAVAILABLE';
      throw error;
    }
  }
  // Kysely's type also has the form that takes a cursor, which only streams need, and the store has none.
  return { query: query as never, release: () => client.release(broken) };
}
