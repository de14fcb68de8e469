/**
 * node:sqlite for Kysely. Its own SQLite dialect takes a database of the calling thread; this one speaks to a thread, and
 * sends BEGIN together with the first statement.
 */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { StoreError, wentOn } from '../errors.ts';
import type { SqlValue, Statement } from './protocol.ts';
import type { Thread } from './thread.ts';
import type { Turns } from './turns.ts';

/** `turns` says who has the connection; without it (reads) statements of several callers may alternate. */
export function createDialect(thread: Thread, name: string, turns: Turns | null): Dialect {
  return {
    createAdapter: () => new SharedSqliteAdapter(),
    createDriver: () => createDriver(thread, name, turns),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Kysely would queue all queries of a SQLite database one behind the other; here the thread and `turns` do that. */
class SharedSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

interface Connection extends DatabaseConnection {
  /** Goes with the next statement. */
  pending: Statement[];
  /** A statement of the transaction failed. Postgres commits nothing after that, so neither does this. */
  failed: boolean;
  release(): void;
}

const control = (sql: string): Statement => ({ sql, parameters: [] });

function createDriver(thread: Thread, name: string, turns: Turns | null): Driver {
  const of = (connection: DatabaseConnection) => connection as Connection;
  return {
    async init() {},
    async acquireConnection() {
      const release = turns ? await turns.take() : () => undefined;
      return createConnection(thread, release);
    },
    async beginTransaction(connection) {
      if (!turns) throw new StoreError('STORE_CLOSED', `${name} is open for reading only`);
      // IMMEDIATE: a transaction that began as a reader could find at its first write that it has to start again.
      of(connection).pending.push(control('BEGIN IMMEDIATE'));
    },
    async commitTransaction(connection) {
      if (of(connection).failed) throw new StoreError('STORE_REJECTED', wentOn);
      // Nothing was asked of the database: there is nothing to commit.
      if (of(connection).pending.length === 0) await thread.run([control('COMMIT')]);
    },
    async rollbackTransaction(connection) {
      if (of(connection).pending.length === 0) await thread.run([control('ROLLBACK')]);
    },
    async releaseConnection(connection) {
      of(connection).release();
    },
    async destroy() {},
  };
}

function createConnection(thread: Thread, release: () => void): Connection {
  const connection: Connection = {
    pending: [],
    failed: false,
    release,
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const statements = [...connection.pending, { sql, parameters: parameters as readonly SqlValue[] }];
      connection.pending = [];
      const results = await thread.run(statements).catch((error: unknown) => {
        connection.failed = true;
        throw error;
      });
      const { rows, changes } = results[results.length - 1] ?? { rows: [], changes: 0 };
      return { rows: rows as R[], numAffectedRows: BigInt(changes) };
    },
    streamQuery() {
      throw new Error('The store does not stream a query: page by key instead');
    },
  };
  return connection;
}
