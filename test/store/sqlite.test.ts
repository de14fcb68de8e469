import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open.ts';

const opener = new URL('../../src/store/open.ts', import.meta.url).href;

/** A process that opens the file, says so, and lives until it is killed. */
async function openElsewhere(file: string) {
  const code = `const { openStore } = await import(${JSON.stringify(opener)});
    await openStore(process.argv[1]); console.log('open'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', code, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

describe('store: the file of sqlite', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'etalage-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('refuses a second process, naming the file and the pid, until the first is gone, even by kill -9', async () => {
    const file = join(folder, 'two.db');
    const child = await openElsewhere(file);
    await expect(openStore(file)).rejects.toMatchObject({
      code: 'STORE_LOCKED',
      message: expect.stringMatching(new RegExp(`${file} is in use by process ${child.pid} on `)),
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = await openStore(file);
    await store.close();
  });

  it('refuses a second store in the same process, by whatever path', async () => {
    const file = join(folder, 'same.db');
    const link = join(folder, 'link.db');
    const store = await openStore(file);
    symlinkSync(file, link);
    for (const path of [file, link, `file:${file}`, `file://${file}`])
      await expect(openStore(path)).rejects.toMatchObject({
        code: 'STORE_LOCKED',
        message: expect.stringContaining('this process already'),
      });
    await store.close();
  });

  it('refuses what is no database, and leaves it as it was', async () => {
    const file = join(folder, 'text.db');
    writeFileSync(file, 'This is a text and no database. '.repeat(100));
    await expect(openStore(file)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    await expect(openStore(file)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  });

  it('says which folder is missing', async () => {
    const file = join(folder, 'none', 'etalage.db');
    await expect(openStore(file)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining(join(folder, 'none')),
    });
    mkdirSync(join(folder, 'none'));
    await (await openStore(file)).close();
    expect(existsSync(file)).toBe(true);
  });

  it('says so when the path is a folder', async () => {
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining(folder),
    });
    rmSync(`${folder}-lock`);
  });

  it.each(['', 'mysql://root:secret@localhost/x', 'redis:6379'])(
    'refuses %j as a store, without repeating a password',
    async (url) => {
      const error = await openStore(url).catch((cause: unknown) => cause);
      expect(error).toMatchObject({ code: 'STORE_URL' });
      expect(String(error)).not.toContain('secret');
    },
  );

  it('keeps nothing of :memory:, and two of them apart', async () => {
    const one = await openStore(':memory:');
    const two = await openStore(':memory:');
    await one.transaction(({ db }) =>
      db.insertInto('change_reader').values({ reader: 'a', position: 1, confirmed_at: 0 }).execute(),
    );
    expect(await one.db.selectFrom('change_reader').select('reader').execute()).toHaveLength(1);
    expect(await two.db.selectFrom('change_reader').select('reader').execute()).toHaveLength(0);
    await one.close();
    await two.close();
  });

  it('answers a read while a slow statement keeps the writing thread busy', async () => {
    const store = await openStore(join(folder, 'busy.db'));
    const order: string[] = [];
    const count = sql`WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000000) SELECT max(x) FROM n`;
    const slow = store.transaction(async ({ db }) => {
      await count.execute(db);
      order.push('write');
    });
    await store.db.selectFrom('change_reader').selectAll().execute();
    order.push('read');
    await slow;
    expect(order).toEqual(['read', 'write']);
    await store.close();
  });

  it('refuses to write to a full disk, takes the transaction back, and goes on when there is room', async () => {
    const store = await openStore(join(folder, 'full.db'));
    const fill = (pages: number) =>
      store.transaction(async ({ db }) => {
        await sql.raw(`PRAGMA max_page_count = ${pages}`).execute(db);
        const row = { source: 's', delivery: null, reason: 'r', body: 'x'.repeat(50_000), logged_at: 0 };
        for (let n = 0; n < 20; n += 1) await db.insertInto('change_aside').values(row).execute();
      });
    await expect(fill(50)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', uncertain: false });
    expect(await store.db.selectFrom('change_aside').select('id').execute()).toEqual([]);
    await fill(5_000);
    expect(await store.db.selectFrom('change_aside').select('id').execute()).toHaveLength(20);
    await store.close();
  });

  it('makes a file that only its owner may read', async () => {
    const file = join(folder, 'own.db');
    const store = await openStore(file);
    await store.transaction(({ db }) => db.insertInto('migration').values({ name: '0000', ran_at: 0 }).execute());
    for (const path of [file, `${file}-wal`]) expect(statSync(path).mode & 0o777).toBe(0o600);
    await store.close();
  });
});
