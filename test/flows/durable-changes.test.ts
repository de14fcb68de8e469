import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector } from '../../src/contract/connector.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { requirement } from '../support/requirement.ts';
import { runCli } from './cli-process.ts';

const handle = 'matras-wadden';

async function titleOn(demo: DemoServer): Promise<string> {
  return (await demo.askFor('nachtwit-nl', 'ProductPage', { handle })).data.product.title;
}

/** Asks again until the answer is another one: how long that takes is measured elsewhere. */
async function titleAfter(before: string, demo: DemoServer): Promise<string> {
  for (;;) {
    const title = await titleOn(demo);
    if (title !== before) return title;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('changes: kept in SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-store-'));
  const store = join(folder, 'etalage.db');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('makes answers anew by what is in the log, and the log outlives the server', async () => {
    const demo = await startDemo({ config: { store } });
    const before = await titleOn(demo);
    demo.backends.pim.edit('nw-101', 'nl', { name: 'Wadden Twee' });
    expect(await titleAfter(before, demo)).toContain('Wadden Twee');
    await demo.close();

    const { code, stdout } = await runCli(['changes', 'stats', '--store', store, '--json']);
    expect(code).toBe(0);
    const { kinds } = JSON.parse(stdout) as { kinds: { source: string; kind: string; count: number }[] };
    expect(kinds).toContainEqual(expect.objectContaining({ source: 'pim', kind: 'product', count: 1 }));
  });

  it('refuses a second server on the same file, and says who has it', async () => {
    const demo = await startDemo({ config: { store } });
    await expect(startDemo({ config: { store } })).rejects.toThrow('in use by this process already');
    await demo.close();
  });
});

const postgres = requirement('postgres');

describe.skipIf(!postgres.met)(`changes: shared by replicas over Postgres${postgres.reason}`, () => {
  let database: TestPostgres;
  let hears: DemoServer;
  let follows: DemoServer;

  beforeAll(async () => {
    database = await startPostgres(postgres.path ?? '');
    hears = await startDemo({ config: { store: database.url } });
    // The same backends, which tell this replica nothing: it learns of changes from the log alone.
    const deaf = hears.connectors.map(
      (connector): Connector => ({ ...connector, changes: { subscribe: () => () => {} } }),
    );
    follows = await startDemo({ config: { store: database.url, connectors: deaf } });
  });
  afterAll(async () => {
    await follows?.close();
    await hears?.close();
    await database?.stop();
  });

  it('reach a replica that the backend did not tell', async () => {
    const before = await titleOn(follows);
    expect(await titleOn(hears)).toBe(before);
    hears.backends.pim.edit('nw-101', 'nl', { name: 'Wadden Drie' });
    expect(await titleAfter(before, follows)).toContain('Wadden Drie');
    expect(await titleAfter(before, hears)).toContain('Wadden Drie');
  });

  it('are applied when the database is back after a restart', async () => {
    const before = await titleOn(follows);
    await database.restart();
    expect(await titleOn(follows)).toBe(before);
    // What is reported while the store is away is the backend's to send again: subscribers here report once.
    for (;;) {
      hears.backends.pim.edit('nw-101', 'nl', { name: 'Wadden Vier' });
      await new Promise((resolve) => setTimeout(resolve, 50));
      if ((await titleOn(follows)) !== before) break;
    }
    expect(await titleOn(follows)).toContain('Wadden Vier');
  });
});
