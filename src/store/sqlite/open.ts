import { closeSync, mkdtempSync, openSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Kysely, sql } from 'kysely';
import { createAnnouncer } from '../announcer.ts';
import { StoreError } from '../errors.ts';
import { checkMigrated, migrate } from '../migrate.ts';
import { migrations } from '../migrations.ts';
import { readsOf } from '../reads.ts';
import type { Store, StoreOptions } from '../store.ts';
import type { Tables } from '../tables.ts';
import { runTransaction } from '../transaction.ts';
import { createDialect } from './dialect.ts';
import { lockFile } from './lock.ts';
import type { ThreadSettings } from './protocol.ts';
import { startThread, type Thread } from './thread.ts';
import { createTurns } from './turns.ts';

/**
 * Opens one SQLite file: a thread that writes and a thread that reads, so that neither a commit nor an open transaction
 * keeps a read waiting. `:memory:` is a file as well, in the folder for temporary files, which `close` removes.
 */
export async function openSqlite(url: string, options: StoreOptions): Promise<Store> {
  const folder = url === ':memory:' ? mkdtempSync(join(tmpdir(), 'etalage-')) : null;
  const file = folder ? join(folder, 'etalage.db') : canonical(url.startsWith('file://') ? fileURLToPath(url) : url);
  const name = folder ? ':memory:' : file;
  const { readOnly = false, beside = false, busyMs = 5_000 } = options;
  const undo: (() => void | Promise<void>)[] = [];
  if (folder) undo.push(() => rmSync(folder, { recursive: true, force: true }));
  let closed = false;
  const closeAll = async () => {
    closed = true;
    for (const step of undo.splice(0).reverse()) await step();
  };
  const start = async (role: ThreadSettings['role']): Promise<Thread> => {
    const thread = await startThread(name, { file, role, throwAway: folder !== null, busyMs });
    undo.push(() => thread.close());
    return thread;
  };

  try {
    let writer: Kysely<Tables> | null = null;
    const announcer = createAnnouncer();
    const transaction: Store['transaction'] = async (work) => {
      if (closed) throw new StoreError('STORE_CLOSED', `${name} is closed`);
      if (!writer) throw new StoreError('STORE_CLOSED', `${name} is open for reading only`);
      return runTransaction(writer, work);
    };
    const write = async () => {
      const turns = createTurns(name, busyMs);
      writer = new Kysely<Tables>({ dialect: createDialect(await start('writer'), name, turns) });
      // After the last transaction, before its thread is stopped; one that does not end is cut off.
      undo.push(async () => void (await turns.take().catch(() => undefined)));
    };
    if (!readOnly && !beside) {
      const lock = lockFile(file);
      undo.push(() => lock.release());
      create(file);
      await write();
      await migrate({ kind: 'sqlite', name, transaction }, migrations);
    }
    const reader = new Kysely<Tables>({ dialect: createDialect(await start('reader'), name, null) });
    const db = readsOf(reader);
    if (readOnly || beside) await checkMigrated({ name, db }, migrations);
    // Only now, since it would make a file where there is none.
    if (beside) await write();
    return {
      kind: 'sqlite',
      name,
      shared: readOnly || beside,
      db,
      transaction,
      announce: announcer.announce,
      onAnnounce: announcer.onAnnounce,
      async purge() {
        if (writer) await emptyLog(writer);
      },
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** How often the log of writes is tried to be emptied while somebody reads from it, and how long is waited in between. */
const emptyTries = 50;
const emptyEveryMs = 20;

/** Writes all into the file and cuts the log of writes to nothing: what was deleted is in neither of the two then. */
async function emptyLog(writer: Kysely<Tables>): Promise<void> {
  for (let tries = 0; tries < emptyTries; tries += 1) {
    const { rows } = await sql<{ busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`.execute(writer);
    if (rows[0]?.busy === 0) return;
    await sleep(emptyEveryMs);
  }
  throw new StoreError('STORE_BUSY', 'what was deleted could not be cleared from the log of writes: it is being read');
}

/** What lies in it is not for everybody: a new file is its owner's alone. SQLite gives the files beside it the same mode. */
function create(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch (cause) {
    throw new StoreError('STORE_UNAVAILABLE', `${file} cannot be written: ${String(cause)}`, { cause });
  }
}

/** One name for one file, whatever links lead to it: the lock lies beside it. */
function canonical(path: string): string {
  const absolute = resolve(path.replace(/^file:/, ''));
  try {
    return realpathSync(absolute);
  } catch {
    try {
      return join(realpathSync(dirname(absolute)), basename(absolute));
    } catch (cause) {
      throw new StoreError('STORE_UNAVAILABLE', `${absolute}: the folder ${dirname(absolute)} does not exist`, {
        cause,
      });
    }
  }
}
