import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import type { Migration } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store, StoreOptions, Tx } from '../../src/store/store.ts';
import { type Database, databases } from '../support/stores.ts';

const reader = (name: string, position = 1) => ({ reader: name, position, confirmed_at: 0 });

for (const { title, skip, start } of databases) {
  describe.skipIf(skip)(`store: ${title}`, () => {
    let database: Database;
    const opened: Store[] = [];
    beforeAll(async () => {
      database = await start();
    });
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });
    afterAll(() => database?.stop());

    async function open(options?: StoreOptions, url?: string): Promise<Store> {
      const store = await openStore(url ?? (await database.createUrl()), options);
      opened.push(store);
      return store;
    }
    const add = ({ db }: Tx, name: string) => db.insertInto('change_reader').values(reader(name)).execute();
    const names = async (store: Store) =>
      (await store.db.selectFrom('change_reader').select('reader').orderBy('reader').execute()).map(
        (row) => row.reader,
      );

    it('commits what work did, and answers what it answered', async () => {
      const store = await open();
      const answer = await store.transaction(async (tx) => {
        await add(tx, 'a');
        return 'done';
      });
      expect(answer).toBe('done');
      expect(await names(store)).toEqual(['a']);
    });

    it('rolls back when work throws, also in its last act, and hands the error on as it is', async () => {
      const store = await open();
      const fault = new Error('no');
      await expect(
        store.transaction(async (tx) => {
          await add(tx, 'a');
          throw fault;
        }),
      ).rejects.toBe(fault);
      await expect(
        store.transaction(async (tx) => {
          tx.beforeCommit(() => Promise.reject(fault));
          await add(tx, 'b');
        }),
      ).rejects.toBe(fault);
      expect(await names(store)).toEqual([]);
    });

    it('runs last acts after the work and before the commit, and the rest after it', async () => {
      const store = await open();
      const seen: string[] = [];
      await store.transaction(async (tx) => {
        tx.afterCommit(() => seen.push('after'));
        tx.beforeCommit(async () => {
          await add(tx, 'last');
          seen.push('last');
        });
        seen.push('work');
      });
      expect(seen).toEqual(['work', 'last', 'after']);
      expect(await names(store)).toEqual(['last']);
    });

    it('forgets what was to run after a commit that did not happen', async () => {
      const store = await open();
      let ran = false;
      const failed = store.transaction(async (tx) => {
        tx.afterCommit(() => {
          ran = true;
        });
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(ran).toBe(false);
    });

    it('reads the last commit while a transaction is open, and does not wait for it', async () => {
      const store = await open();
      await store.transaction(async (tx) => {
        await add(tx, 'a');
        expect(await names(store)).toEqual([]);
      });
      expect(await names(store)).toEqual(['a']);
    });

    it('keeps integers, null and text of any script as they were', async () => {
      const store = await open();
      const row = {
        source: 'ĝ 床 🛏',
        delivery: null,
        reason: "it's; --",
        body: '',
        logged_at: Number.MAX_SAFE_INTEGER,
      };
      await store.transaction(({ db }) => db.insertInto('change_aside').values(row).execute());
      expect(await store.db.selectFrom('change_aside').selectAll().execute()).toEqual([{ id: 1, ...row }]);
    });

    it('refuses a write outside of a transaction', async () => {
      const store = await open();
      const writer = store.db as unknown as Tx['db'];
      const write = writer.insertInto('change_reader').values(reader('a')).execute();
      await expect(write).rejects.toMatchObject({ name: 'StoreError', code: expect.stringMatching(/^STORE_/) });
      expect(await names(store)).toEqual([]);
    });

    it('says STORE_CONFLICT for a row that is there already', async () => {
      const store = await open();
      await store.transaction((tx) => add(tx, 'a'));
      await expect(store.transaction((tx) => add(tx, 'a'))).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    });

    it('says STORE_REJECTED for a statement that is wrong, and goes on', async () => {
      const store = await open();
      const wrong = store.transaction(({ db }) =>
        db
          .selectFrom('no_such' as 'migration')
          .selectAll()
          .execute(),
      );
      await expect(wrong).rejects.toMatchObject({ code: 'STORE_REJECTED' });
      expect(await names(store)).toEqual([]);
    });

    it('commits nothing when a statement failed and work went on', async () => {
      const store = await open();
      const swallowing = store.transaction(async (tx) => {
        await add(tx, 'a');
        await add(tx, 'a').catch(() => undefined);
      });
      await expect(swallowing).rejects.toMatchObject({ code: 'STORE_REJECTED' });
      expect(await names(store)).toEqual([]);
    });

    it('lets one of two conditional updates win', async () => {
      const store = await open();
      await store.transaction((tx) => add(tx, 'stock'));
      const take = () =>
        store.transaction(async ({ db }) => {
          const { numUpdatedRows } = await db
            .updateTable('change_reader')
            .set((eb) => ({ position: eb('position', '-', 1) }))
            .where('reader', '=', 'stock')
            .where('position', '>', 0)
            .executeTakeFirstOrThrow();
          return Number(numUpdatedRows);
        });
      expect((await Promise.all([take(), take()])).sort()).toEqual([0, 1]);
    });

    it('commits every one of many transactions that come at once', async () => {
      const store = await open();
      await Promise.all(Array.from({ length: 50 }, (_, n) => store.transaction((tx) => add(tx, `r${n}`))));
      expect(await names(store)).toHaveLength(50);
    });

    it('says STORE_BUSY to who waits too long for another transaction, and goes on', async () => {
      const store = await open({ busyMs: 150 });
      await store.transaction((tx) => add(tx, 'a'));
      const touch = (tx: Tx) => tx.db.updateTable('change_reader').set({ position: 2 }).execute();
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      let hasRow = () => {};
      const taken = new Promise<void>((resolve) => {
        hasRow = resolve;
      });
      const first = store.transaction(async (tx) => {
        await touch(tx);
        hasRow();
        await held;
      });
      await taken;
      await expect(store.transaction(touch)).rejects.toMatchObject({ code: 'STORE_BUSY' });
      letGo();
      await first;
      await store.transaction(touch);
    });

    it('is there again after close and open, and refuses calls in between', async () => {
      const url = await database.createUrl();
      const store = await open({}, url);
      await store.transaction((tx) => add(tx, 'a'));
      await store.close();
      await expect(store.transaction((tx) => add(tx, 'b'))).rejects.toMatchObject({ code: 'STORE_CLOSED' });
      expect(await names(await open({}, url))).toEqual(['a']);
    });

    it('finishes the transactions under way when it is closed', async () => {
      const url = await database.createUrl();
      const store = await openStore(url);
      const running = store.transaction(async (tx) => {
        await add(tx, 'a');
        await sleep(50);
        await add(tx, 'b');
      });
      await store.close();
      await running;
      expect(await names(await open({}, url))).toEqual(['a', 'b']);
    });

    it('reads beside the process that writes when it is opened for reading only', async () => {
      const url = await database.createUrl();
      const store = await open({}, url);
      const beside = await open({ readOnly: true }, url);
      await store.transaction((tx) => add(tx, 'a'));
      expect(await names(beside)).toEqual(['a']);
      await expect(beside.transaction((tx) => add(tx, 'b'))).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    });

    it('does not create tables when it is opened for reading only', async () => {
      const url = await database.createUrl();
      if (database.kind === 'sqlite') {
        await expect(openStore(url, { readOnly: true })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      } else {
        await expect(openStore(url, { readOnly: true })).rejects.toMatchObject({ code: 'STORE_MIGRATION' });
      }
    });

    it('passes announcements on until its listener leaves', async () => {
      const store = await open();
      const heard: number[] = [];
      const leave = store.onAnnounce((position) => heard.push(position));
      store.announce(4);
      leave();
      store.announce(5);
      expect(heard.filter((position) => position > 0)).toEqual([4]);
    });

    describe('migrations', () => {
      const step = (name: string, up: Migration['up'] = async () => {}): Migration => ({ name, up });
      const creates =
        (table: string): Migration['up'] =>
        (db) =>
          db.schema.createTable(table).addColumn('a', 'integer').execute();

      it('runs each once, in order', async () => {
        const store = await open();
        const known = await store.db.selectFrom('migration').select('name').execute();
        const before = known.map(({ name }) => step(name));
        const seen: string[] = [];
        const later = ['9001', '9002'].map((name) => step(name, async () => void seen.push(name)));
        await migrate(store, [...before, ...later]);
        await migrate(store, [...before, ...later]);
        expect(seen).toEqual(['9001', '9002']);
      });

      it('takes back the whole step that fails, keeps those before it, and says which it was', async () => {
        const store = await open();
        const known = await store.db.selectFrom('migration').select('name').execute();
        const before = known.map(({ name }) => step(name));
        const halfWay: Migration['up'] = async (db, words) => {
          await creates('half')(db, words);
          throw new Error('half way');
        };
        const failing = migrate(store, [...before, step('9001', creates('whole')), step('9002', halfWay)]);
        await expect(failing).rejects.toMatchObject({
          code: 'STORE_MIGRATION',
          message: expect.stringContaining('9002'),
        });
        await migrate(store, [...before, step('9001'), step('9002', creates('half'))]);
        const ran = await store.db.selectFrom('migration').select('name').orderBy('name').execute();
        expect(ran.slice(-2)).toEqual([{ name: '9001' }, { name: '9002' }]);
      });

      it('refuses a database of a newer release', async () => {
        const url = await database.createUrl();
        const store = await open({}, url);
        await store.transaction(({ db }) => db.insertInto('migration').values({ name: '9999', ran_at: 0 }).execute());
        await store.close();
        await expect(openStore(url)).rejects.toMatchObject({
          code: 'STORE_MIGRATION',
          message: expect.stringContaining('newer release'),
        });
      });
    });
  });
}
