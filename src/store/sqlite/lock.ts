import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../errors.ts';

/**
 * Makes this process the only one to write to a SQLite file, for as long as it lives or until `release`.
 *
 * Beside the file lies another, `…-lock`: a SQLite database with one row, the owner's pid, on which the owner keeps a
 * write transaction open. The operating system ends that with the process, however it dies, so that a lock is never left
 * behind; and others can still read the pid. An owner has seen its own token in the row while it had the lock.
 *
 * @throws {StoreError} STORE_LOCKED, with the file and the pid; STORE_UNAVAILABLE when the lock file cannot be made.
 */
export function lockFile(file: string): { release(): void } {
  const path = `${file}-lock`;
  const token = randomUUID();
  let lock: DatabaseSync;
  try {
    lock = new DatabaseSync(path);
  } catch (cause) {
    throw new StoreError('STORE_UNAVAILABLE', `${file} cannot be opened: does its folder exist, writable?`, { cause });
  }
  try {
    while (true) {
      lock.exec('BEGIN IMMEDIATE');
      if (ownerOf(lock)?.token === token) return { release: () => lock.close() };
      lock.exec('CREATE TABLE IF NOT EXISTS owner (one integer PRIMARY KEY, token text, pid integer, host text)');
      lock.prepare('INSERT OR REPLACE INTO owner VALUES (1, ?, ?, ?)').run(token, process.pid, hostname());
      lock.exec('COMMIT');
    }
  } catch (cause) {
    const locked = cause instanceof Error && 'errcode' in cause && (Number(cause.errcode) & 0xff) === 5;
    const owner = locked ? ownerOf(lock) : null;
    lock.close();
    if (!locked) throw new StoreError('STORE_UNAVAILABLE', `${path} cannot be locked: ${String(cause)}`, { cause });
    const who =
      owner?.pid === process.pid && owner.host === hostname()
        ? 'this process already'
        : owner
          ? `process ${owner.pid} on ${owner.host}`
          : 'another process';
    throw new StoreError(
      'STORE_LOCKED',
      `${file} is in use by ${who}; one process at a time may write to it: stop that one, or use Postgres for several ` +
        '(ETALAGE_STORE=postgres://…)',
      { cause },
    );
  }
}

interface Owner {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
}

/** Who is in the lock file; null while there is nobody, or while the row is just being replaced. */
function ownerOf(lock: DatabaseSync): Owner | null {
  try {
    const row = lock.prepare('SELECT token, pid, host FROM owner').get();
    return row ? { token: String(row.token), pid: Number(row.pid), host: String(row.host) } : null;
  } catch {
    return null;
  }
}
