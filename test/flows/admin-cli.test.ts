import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient } from '../support/admin.ts';
import { runCli, startCli, stopAll, twoSites } from './cli-process.ts';

describe('flows: keys, the audit log and a running server on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-admin-cli-'));
  const store = join(folder, 'etalage.db');
  const config = join(folder, 'etalage.config.ts');
  const understood = join(folder, 'understood');
  let url: string;

  beforeAll(async () => {
    writeFileSync(join(folder, 'sites.json'), JSON.stringify(twoSites));
    writeFileSync(understood, 'no');
    writeFileSync(
      config,
      `import { readFileSync } from 'node:fs';
import { ConnectorError } from ${JSON.stringify(new URL('../../src/contract/errors.ts', import.meta.url).href)};
const none = async (keys: readonly unknown[]) => keys.map(() => null);
const pim = {
  name: 'pim',
  products: { byIds: none, byHandles: none, list: async () => ({ nodes: [], endCursor: null, hasNextPage: false }) },
  changes: {
    parse: async ({ body }) => {
      if (readFileSync(${JSON.stringify(understood)}, 'utf8') === 'no')
        throw new ConnectorError('CONNECTOR_MALFORMED', { connector: 'pim', capability: 'changes' }, 'what is this');
      return [{ kind: 'product', key: JSON.parse(Buffer.from(body).toString()).id }];
    },
    list: async () => ({ entities: [{ kind: 'product', key: 'nw-101', version: 1 }], cursor: null }),
  },
};
export default { connectors: [pim], sites: './sites.json', policy: { default: { reconcileMs: 0 } } };
`,
    );
    const server = await startCli(['start', '--config', config, '--port', '0'], { ETALAGE_STORE: store });
    url = (await server.line(/(http:\/\/localhost:\d+)/)).replace('localhost', '127.0.0.1');
  }, 60_000);
  afterAll(async () => {
    await stopAll();
    rmSync(folder, { recursive: true });
  });

  const run = (...args: readonly string[]) => runCli([...args, '--store', store]);
  let owner: string;

  it('makes the first key beside the server that takes it', async () => {
    expect(await run('keys', 'list')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Nobody has a key yet/),
    });
    const { code, stdout } = await run('keys', 'create', 'ada', '--role', 'OWNER');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^ada has a key, OWNER; it is not shown again:/)]);
    owner = /etk_\w+/.exec(stdout)?.[0] ?? '';
    expect(await adminClient(url, owner).data('{ operator { name role } }')).toEqual({
      operator: { name: 'ada', role: 'OWNER' },
    });
    expect(readFileSync(store).includes(owner.slice(16, 59))).toBe(false);
  });

  it('limits, lists and ends keys', async () => {
    const made = await run(
      'keys',
      'create',
      'till',
      '--role',
      'VIEWER',
      '--site',
      'nachtwit-nl',
      '--area',
      'sites',
      '--expires',
      '90',
      '--json',
    );
    const { id, key, sites, areas } = JSON.parse(made.stdout);
    expect([sites, areas]).toEqual([['nachtwit-nl'], ['SITES']]);
    const { stdout } = await run('keys', 'list');
    expect(stdout).toMatch(/ID +NAME +ROLE +SITES +AREAS +EXPIRES/);
    expect(stdout).not.toContain(key.slice(16));
    expect(await run('keys', 'revoke', id)).toMatchObject({ code: 0, stdout: `${id} opens nothing any more.\n` });
    const { errors } = await adminClient(url, key).ask('{ sites { key } }');
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it.each([
    [['keys', 'create', 'x'], 2, /required option '--role <role>'/],
    [['keys', 'create', 'x', '--role', 'BOSS'], 2, /Allowed choices are VIEWER, MARKETER, OPERATOR, OWNER/],
    [['keys', 'create', 'x', '--role', 'VIEWER', '--area', 'segment'], 2, /Did you mean SEGMENTS\?/],
    [['keys', 'revoke', 'none'], 1, /There is no key none to revoke\.\n +fix +list them/],
  ])('says what is wrong with %j', async (args, code, words) => {
    expect(await run(...args)).toMatchObject({ code, stderr: expect.stringMatching(words) });
  });

  it('walks over a backend of a server that has the store in hand', async () => {
    const args = ['reconcile', 'pim', '--config', config, '--url', url];
    expect(await runCli(args, { ETALAGE_KEY: owner })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^pim: looked at 1 entr/),
    });
    expect(await runCli(args)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/A key for the server is missing/),
    });
    expect(await runCli([...args, '--key', 'etk_wrong'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/does not take this key\.\n +fix +have one made: etalage keys create/),
    });
  });

  it('has what was kept aside read again by that server, and dropped', async () => {
    for (const id of ['nw-101', 'nw-102'])
      await fetch(`${url}/webhooks/pim`, { method: 'POST', body: JSON.stringify({ id }) });
    const aside = (...args: readonly string[]) =>
      runCli(['changes', 'aside', ...args, '--url', url], { ETALAGE_KEY: owner });
    expect(await aside('retry', '1')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/1 stays aside: pim.changes: what is this/),
    });
    writeFileSync(understood, 'yes');
    expect(await aside('retry', '1')).toMatchObject({
      code: 0,
      stdout: '1 is understood now: 1 changes are logged.\n',
    });
    expect(await aside('drop', '2')).toMatchObject({ code: 0, stdout: '2 is dropped.\n' });
    expect(await aside('drop', '2')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/nothing is kept aside by the id 2/),
    });
  });

  it('shows what was done, and finds what was changed of it', async () => {
    const { stdout } = await run('audit', 'list');
    for (const word of ['keyCreate', 'keyRevoke', 'reconcile', 'asideRetry', 'asideDrop', 'command line'])
      expect(stdout).toContain(word);
    const whole = await run('audit', 'check');
    expect(whole).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+ rows, as written\. The newest has the hash [0-9a-f]{64}/),
    });
    const database = new DatabaseSync(store);
    database.exec('PRAGMA busy_timeout = 5000');
    database.exec("UPDATE audit SET target = 'key another' WHERE id = 2");
    database.close();
    expect(await run('audit', 'check')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/not as it was written: row 2: it was changed/),
    });
  });
});
