import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/changes/draft.ts';
import { type ChangeLog, type ChangeLogOptions, openChangeLog } from '../../src/changes/log.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store, Tx } from '../../src/store/store.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { requirement } from '../support/requirement.ts';

const postgres = requirement('postgres');

function draft(key: string): Draft {
  return { source: 'pim', kind: 'product', key };
}

async function sleepInside(db: Tx['db'], seconds: number): Promise<void> {
  await sql`SELECT pg_sleep(${seconds})`.execute(db);
}

/** Several processes with one Postgres; here several stores in one process, which know nothing of each other. */
describe.skipIf(!postgres.met)(`flows: change log of several replicas${postgres.reason}`, () => {
  let server: TestPostgres;
  const opened: { store: Store; log: ChangeLog }[] = [];
  beforeAll(async () => {
    server = await startPostgres(postgres.path ?? '');
  });
  afterEach(async () => {
    for (const { store, log } of opened.splice(0)) {
      await log.close();
      await store.close();
    }
  });
  afterAll(() => server?.stop());

  async function open(url: string, options: ChangeLogOptions = {}) {
    const store = await openStore(url);
    const log = await openChangeLog(store, { trimEveryMs: 0, ...options });
    opened.push({ store, log });
    return { store, log };
  }
  async function keysOf(log: ChangeLog, count: number, onTrouble?: (error: Error) => void): Promise<string[]> {
    const cut = new AbortController();
    const keys: string[] = [];
    for await (const batch of log.follow({ after: 0, signal: cut.signal, onTrouble })) {
      if (batch.type === 'CHANGES') keys.push(...batch.changes.map((change) => change.key));
      if (keys.length >= count) cut.abort();
    }
    return keys;
  }
  const never = 3_600_000;

  it('opens on an empty database from several processes at once', async () => {
    const url = await server.createDatabase();
    const logs = await Promise.all(Array.from({ length: 5 }, () => open(url)));
    expect(new Set(logs.map(({ log }) => log.id)).size).toBe(1);
  });

  it('wakes the others by NOTIFY alone', async () => {
    const url = await server.createDatabase();
    const [writer, other] = [await open(url, { pollMs: never }), await open(url, { pollMs: never })];
    const reading = keysOf(other.log, 3);
    for (const key of ['a', 'b', 'c']) await writer.log.record([draft(key)]);
    expect(await reading).toEqual(['a', 'b', 'c']);
  });

  it('finds by polling what no NOTIFY told: a writer that died between its commit and the announcement', async () => {
    const url = await server.createDatabase();
    const writer = await open(url);
    writer.store.announce = () => undefined;
    const other = await open(url, { pollMs: 20 });
    const reading = keysOf(other.log, 1);
    await writer.log.record([draft('a')]);
    expect(await reading).toEqual(['a']);
  });

  it('sends few NOTIFYs for many commits, the last of them with the last position', async () => {
    const url = await server.createDatabase();
    const { store } = await open(url);
    const listener = new pg.Client(url);
    await listener.connect();
    await listener.query('LISTEN etalage_changes');
    const heard: number[] = [];
    listener.on('notification', ({ payload }) => heard.push(Number(payload)));
    for (let position = 1; position <= 200; position += 1) store.announce(position);
    while (heard.at(-1) !== 200) await once(listener, 'notification');
    expect(heard.length).toBeLessThanOrEqual(2);
    await listener.end();
  });

  it('refuses clearly while Postgres is away, knows how old its knowledge is, and goes on by itself afterwards', async () => {
    const url = await server.createDatabase();
    const [writer, other] = [await open(url), await open(url)];
    await writer.log.record([draft('a')]);
    const troubles: unknown[] = [];
    const reading = keysOf(other.log, 3, (error) => troubles.push(error));
    let refusals = 0;
    let down = true;
    let oldest = 0;
    const restarting = server.restart('immediate', 500).then(() => {
      down = false;
    });
    while (down) {
      const error = await writer.log.record([draft('b')]).catch((cause: unknown) => cause);
      if (error instanceof Error) {
        expect(error).toMatchObject({ name: 'StoreError', code: 'STORE_UNAVAILABLE' });
        refusals += 1;
      }
      oldest = Math.max(oldest, other.log.age());
      await sleep(50);
    }
    await restarting;
    expect(refusals).toBeGreaterThan(0);
    // It was away for half a second at the least.
    expect(oldest).toBeGreaterThan(400);
    while (other.log.age() > 400) await sleep(20);
    await writer.log.record([draft('c')]);
    await writer.log.record([draft('c')]);
    const keys = await reading;
    expect(keys[0]).toBe('a');
    // Announcements work again too, and not only the polling.
    const heard = new Promise<number>((resolve) => {
      other.store.onAnnounce((position) => {
        if (position > 0) resolve(position);
      });
    });
    const wait = setInterval(() => void writer.log.record([draft('d')]).catch(() => undefined), 100);
    expect(await heard).toBeGreaterThan(0);
    clearInterval(wait);
    for (const trouble of troubles) expect(trouble).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('gives up a query that gets no answer, and its connection with it', async () => {
    const url = `${await server.createDatabase()}?query_timeout=2000`;
    const store = await openStore(url, { connections: 1 });
    const silent = store.transaction(({ db }) => sleepInside(db, 60));
    await expect(silent).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    // On the same connection this would wait behind the silent one, and give up as well.
    expect(await store.db.selectFrom('change_log').select('position').execute()).toEqual([]);
    await store.close();
  });

  it('says that a commit whose answer never came is uncertain', async () => {
    const url = await server.createDatabase();
    const { store, log } = await open(url);
    const failing = store.transaction(async (tx) => {
      log.append(tx, [draft('a')]);
      tx.beforeCommit(async () => {
        const killer = new pg.Client(url);
        await killer.connect();
        await killer.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND state = 'idle in transaction'`,
        );
        await killer.end();
      });
    });
    await expect(failing).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', uncertain: true });
    expect(await log.record([draft('b')])).toMatchObject([{ result: 'LOGGED' }]);
    expect(await keysOf(log, 1)).toEqual(['b']);
  });
});
