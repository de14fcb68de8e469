import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChangeLog } from '../../src/changes/log.ts';
import { openStore } from '../../src/store/open.ts';
import { runCli, twoSites } from './cli-process.ts';

describe('flows: missed changes and poison on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-reconcile-cli-'));
  const store = join(folder, 'etalage.db');
  const config = join(folder, 'etalage.config.ts');
  const listing = join(folder, 'listing.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  const list = (revisions: Record<string, number>) => writeFileSync(listing, JSON.stringify(revisions));
  beforeAll(() => {
    list({ 'nw-101': 1, 'nw-102': 1 });
    writeFileSync(join(folder, 'sites.json'), JSON.stringify(twoSites));
    writeFileSync(
      config,
      `import { readFileSync } from 'node:fs';
const none = async (keys: readonly unknown[]) => keys.map(() => null);
const read = () => Object.entries(JSON.parse(readFileSync(${JSON.stringify(listing)}, 'utf8')));
const pim = {
  name: 'pim',
  products: { byIds: none, byHandles: none, list: async () => ({ nodes: [], endCursor: null, hasNextPage: false }) },
  changes: {
    parse: async ({ body }) => [{ kind: 'product', key: JSON.parse(Buffer.from(body).toString()).id, id: 'delivery-1' }],
    list: async () => ({ entities: read().map(([key, version]) => ({ kind: 'product', key, version })), cursor: null }),
  },
};
export default { connectors: [pim], sites: './sites.json' };
`,
    );
  });

  const run = (...args: readonly string[]) => runCli([...args, '--store', store, '--config', config]);
  const look = (...args: readonly string[]) => runCli([...args, '--store', store]);

  it('walks over a backend, says what was missed, and keeps the reports', async () => {
    const first = await run('reconcile', 'pim');
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^pim: looked at 2 entries in \d+\.\d s\.\nThe first walk/),
    });
    expect(await run('reconcile', 'pim')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('No change was missed.'),
    });
    list({ 'nw-101': 2, 'nw-103': 1 });
    const { code, stdout } = await run('reconcile', 'pim');
    expect(code).toBe(1);
    expect(stdout).toContain('missed and logged now');
    expect(stdout).toMatch(/changed +1: product nw-101\n +added +1: product nw-103\n +removed +1: product nw-102/);

    const reports = await look('reconcile', '--reports');
    expect(reports.stdout).toMatch(
      /^CONNECTOR +STARTED +TIME +LOOKED AT +CHANGED +ADDED +REMOVED +RESULT\npim .* 1 +1 +1 +missed\n/,
    );
    expect(JSON.parse((await look('reconcile', 'pim', '--reports', '--json')).stdout)).toHaveLength(3);
    const { kinds } = JSON.parse((await look('changes', 'stats', '--json')).stdout);
    expect(kinds).toMatchObject([{ source: 'pim', kind: 'product', count: 3 }]);
  });

  it('says which connectors there are for one that is not', async () => {
    const { code, stderr } = await run('reconcile', 'shop');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('name one of pim') });
  });

  it('lists, shows, reads again and drops what could not be understood', async () => {
    const kept = await openStore(store);
    const log = await openChangeLog(kept, { trimEveryMs: 0 });
    const body = '{"id":"nw-101"}';
    const delivery = { headers: {}, body: Buffer.from(body), receivedAt: 1_000 };
    const row = { source: 'pim', delivery: 'd1', reason: 'expected form 1', body };
    const [first, second] = [await log.aside.add(row, delivery), await log.aside.add({ ...row, delivery: 'd2' })];
    await log.close();
    await kept.close();

    expect((await look('changes', 'aside')).stdout).toMatch(
      /^ID +CONNECTOR +KEPT +DELIVERY +REASON\n2 +pim .* d2 +expected form 1\n1 /,
    );
    expect(JSON.parse((await look('changes', 'aside', '--json')).stdout)).toHaveLength(2);
    expect((await look('changes', 'aside', 'show', String(first))).stdout).toContain(body);
    expect(await run('changes', 'aside', 'retry', String(first))).toMatchObject({
      code: 0,
      stdout: `${first} is understood now: 1 changes are logged.\n`,
    });
    expect(await run('changes', 'aside', 'retry', String(second))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be read again'),
    });
    expect(await look('changes', 'aside', 'drop', String(second))).toMatchObject({ code: 0 });
    expect(await look('changes', 'aside', 'drop', String(second))).toMatchObject({ code: 1 });
    expect((await look('changes', 'aside')).stdout).toBe('Nothing is kept aside.\n');
  });
});
