import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { runCli, startCli, stopAll, writeConfig } from './cli-process.ts';

describe('cli: where start keeps its state', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-start-'));
  const config = writeConfig(folder, 'etalage.config.ts');
  const start = ['start', '--config', config, '--port', '0'];
  const unset = { ETALAGE_STORE: undefined };
  afterEach(stopAll);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is ./etalage.db, which a second one in the folder is refused, with what to do', async () => {
    const first = await startCli(start, unset, folder);
    await first.line(/\/nachtwit-nl\/graphql/);
    expect(existsSync(join(folder, 'etalage.db'))).toBe(true);

    const second = await runCli(start, unset, folder);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/etalage\.db is in use by process \d+/);
    expect(second.stderr).toContain('start this one with ETALAGE_STORE=:memory: to keep nothing, or with another file');

    const third = await startCli(start, { ETALAGE_STORE: ':memory:' }, folder);
    await third.line(/\/nachtwit-nl\/graphql/);
    expect(await first.stop('SIGTERM')).toBe(0);
    const fourth = await startCli(start, unset, folder);
    await fourth.line(/\/nachtwit-nl\/graphql/);
  });

  it.each([
    [
      'a folder that is not there',
      './none/etalage.db',
      'set ETALAGE_STORE to a file in a folder that may be written to',
    ],
    ['a database that is not there', 'postgres://127.0.0.1:1/none', 'start the database, or correct ETALAGE_STORE'],
    ['something else', 'mysql://127.0.0.1/none', 'set ETALAGE_STORE to a file, or postgres://…'],
  ])('is not %s, and the fix is said', async (_what, store, fix) => {
    const { code, stderr } = await runCli(start, { ETALAGE_STORE: store }, folder);
    expect(code).toBe(1);
    expect(stderr).toContain(fix);
    expect(stderr).not.toContain('unforeseen');
  });
});
