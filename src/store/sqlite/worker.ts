/** The thread of one SQLite connection: here a commit waits for the disk while the main thread goes on. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type {
  Statement,
  StatementResult,
  ThreadFailure,
  ThreadReply,
  ThreadRequest,
  ThreadSettings,
} from './protocol.ts';

/** More distinct texts than this means that values are written into statements. */
const preparedKept = 256;

const settings: ThreadSettings = workerData;
const port = parentPort;
if (!port) throw new Error('src/store/sqlite/worker.ts runs as a worker thread only');
const reply = (message: ThreadReply) => port.postMessage(message);

try {
  const database = open(settings);
  const prepared = new Map<string, StatementSync>();
  port.on('message', ({ id, statements }: ThreadRequest) => {
    try {
      if (statements.length === 0) database.close();
      reply({ id, results: statements.map((statement) => run(database, prepared, statement)) });
      if (statements.length === 0) port.close();
    } catch (error) {
      reply({ id, failure: failureOf(error) });
    }
  });
  reply({ id: 0, results: [] });
} catch (error) {
  reply({ id: 0, failure: failureOf(error) });
  port.close();
}

function open({ file, role, throwAway, busyMs }: ThreadSettings): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: role === 'reader', timeout: busyMs });
  if (role === 'writer') {
    // FULL: a commit is on the disk before it is acknowledged, so that it survives a loss of power too.
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${throwAway ? 'OFF' : 'FULL'}`);
    database.exec('PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864');
    // What is deleted is overwritten: a person who is erased is not to be found in free pages.
    database.exec('PRAGMA secure_delete = ON');
  }
  // Reads the header, so that a file which is no database is refused now and not by the first query.
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
  return database;
}

function run(database: DatabaseSync, prepared: Map<string, StatementSync>, { sql, parameters }: Statement) {
  let statement = prepared.get(sql);
  if (!statement) {
    statement = database.prepare(sql);
    if (prepared.size >= preparedKept) prepared.clear();
    prepared.set(sql, statement);
  }
  if (statement.columns().length > 0) {
    const rows = statement.all(...parameters) as StatementResult['rows'];
    return { rows, changes: rows.length };
  }
  return { rows: [], changes: Number(statement.run(...parameters).changes) };
}

function failureOf(error: unknown): ThreadFailure {
  const message = error instanceof Error ? error.message : String(error);
  const errcode = error instanceof Error && 'errcode' in error ? Number(error.errcode) : null;
  return { message, errcode };
}
