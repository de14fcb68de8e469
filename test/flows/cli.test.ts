import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runCli, startCli, stopAll, writeConfig } from './cli-process.ts';

let folder: string;
let config: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'etalage-cli-'));
  config = writeConfig(folder, 'etalage.config.ts');
});

afterEach(stopAll);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A port on which nobody listens: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('cli: help and usage', () => {
  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each(['start', 'dev', 'check', 'schema'])('explains %s, with examples', async (command) => {
    const { code, stdout } = await runCli([command, '--help']);

    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: etalage ${command}`);
    expect(stdout).toContain(`Examples:\n  $ `);
  });

  it.each([
    [['strat'], 'Did you mean start?'],
    [['start', '--prot', '1'], 'Did you mean --port?'],
    [['start', '--port', 'http'], 'Expected a whole number from 0 to 65535.'],
    [[], 'Usage: etalage'],
  ])('answers 2 to %j, and says what was meant', async (args, message) => {
    const { code, stderr } = await runCli(args);

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('takes the port from the environment and refuses a wrong one', async () => {
    const { code, stderr } = await runCli(['start', '--config', config], { PORT: '70000' });

    expect(code).toBe(2);
    expect(stderr).toContain("'70000' from env 'PORT' is invalid");
  });
});

describe('cli: check', () => {
  it('reaches every backend for its sites, and notes what nobody asks of them', async () => {
    const { code, stdout } = await runCli(['check', '--config', config]);

    expect(stdout).toMatch(/etalage\.config\.ts and .*sites\.json are right: 2 sites\./);
    expect(stdout).toMatch(/CONNECTOR +CAPABILITIES +SITES +RESULT +TIME\npim +products, media +2 +ok +\d+ ms\n/);
    expect(stdout).toContain('note pim has media, which no site\'s "sources" asks of it');
    expect(stdout).not.toContain('\u001b[');
    expect(code).toBe(0);
  });

  it('says of a backend that cannot be reached, for which sites, and how to mend it', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/products`;
    const file = writeConfig(folder, 'down.config.ts', { list: `fetch('${url}')` });
    const { code, stdout } = await runCli(['check', '--config', file]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/pim +products, media +2 +problem/);
    expect(stdout).toContain('✗ pim: fetch failed');
    expect(stdout).toContain('fix Start it, or correct its URL in the configuration.');
  });

  it('gives up on a backend that never answers', async () => {
    const file = writeConfig(folder, 'hung.config.ts', { list: 'new Promise(() => setInterval(() => {}, 1000))' });
    const { code, stdout } = await runCli(['check', '--config', file, '--timeout', '200']);

    expect(code).toBe(1);
    expect(stdout).toContain('pim: The operation was aborted due to timeout');
  });

  it("prints a connector's own findings", async () => {
    const check = `async (sites) => [{ problem: sites.length + ' sites lack a channel', fix: 'Set one.' }]`;
    const { code, stdout } = await runCli(['check', '--config', writeConfig(folder, 'found.config.ts', { check })]);

    expect(code).toBe(1);
    expect(stdout).toContain('✗ pim: 2 sites lack a channel\n  fix Set one.');
  });

  it('answers in JSON, also to a broken configuration', async () => {
    const good = await runCli(['check', '--json', '--config', config]);
    const broken = writeConfig(folder, 'json.config.ts', { extra: 'limit: {},' });
    const bad = await runCli(['check', '--json', '--config', broken]);

    expect(JSON.parse(good.stdout)).toMatchObject({
      ok: true,
      sites: 2,
      connectors: [{ connector: 'pim', sites: 2, result: 'ok', findings: [] }],
    });
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.stdout)).toMatchObject({ ok: false, problems: [{ path: 'limit', suggestion: 'limits' }] });
  });
});

describe('cli: errors', () => {
  it.each([
    ['a missing file', undefined, ['nowhere.config.ts has 1 problem', 'found     no such file']],
    [
      'TypeScript that does not parse',
      'const a = 1;\nconst b: = 2;\n',
      ['broken.config.ts:2', 'expected  TypeScript that Node can run', 'a syntax error: Unexpected token'],
    ],
    ['a module without a default export', 'export const config = {};', ['no default export (exports: config)']],
    ['an import of nothing', `import './nope.ts';`, ['expected  a module that runs', 'Cannot find module']],
  ])('explains %s without a stack', async (_, text, messages) => {
    const file = join(folder, text === undefined ? 'nowhere.config.ts' : 'broken.config.ts');
    if (text !== undefined) writeFileSync(file, text);
    const { code, stderr } = await runCli(['check', '--config', file]);

    expect(code).toBe(1);
    for (const message of messages) expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n +at /);
  });

  it('shows the stack with LOG_LEVEL=debug', async () => {
    const { stderr } = await runCli(['check', '--config', 'nowhere.config.ts'], { LOG_LEVEL: 'debug' });

    expect(stderr).toMatch(/\n +at /);
  });

  it('prints every problem of the sites file with path, expected, found and fix', async () => {
    const file = writeConfig(folder, 'sites.config.ts', { sites: { group: { sources: { prices: ['pmi'] } } } });
    const { code, stderr } = await runCli(['start', '--config', file]);

    expect(code).toBe(1);
    expect(stderr).toContain('group.sources.prices[0]');
    expect(stderr).toContain('    expected  a connector with the capability prices');
    expect(stderr).toContain('    found     "pmi", which does not exist');
  });
});

describe('cli: schema', () => {
  it('prints the storefront schema as one sorted SDL that keeps its directives', async () => {
    const { code, stdout } = await runCli(['schema']);

    expect(code).toBe(0);
    expect(stdout).not.toContain('extend type');
    expect(Object.keys(buildSchema(stdout).getQueryType()?.getFields() ?? {})).toEqual(
      expect.arrayContaining(['site', 'product', 'page', 'search']),
    );
    const types = [...stdout.matchAll(/^(?:type|enum|input|interface|scalar|union) (\w+)/gm)].map(([, name]) => name);
    expect(types).toEqual([...types].sort());
  });

  it('writes the JSON schema of the sites file', async () => {
    const output = join(folder, 'sites.schema.json');
    const { code } = await runCli(['schema', '--sites', '--output', output]);

    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ title: 'Etalage sites', type: 'object' });
  });
});

describe('cli: start', () => {
  it('serves, prints where, and stops with 0 on SIGTERM', async () => {
    const cli = await startCli(['start', '--config', config, '--port', '0']);
    const url = await cli.line(/(http:\S+)\/nachtwit-nl\/graphql/);
    const response = await fetch(`${url}/nachtwit-nl/graphql?query={site{key}}`, {
      headers: { 'apollo-require-preflight': '1', accept: 'application/json' },
    });

    expect(await response.json()).toMatchObject({ data: { site: { key: 'nachtwit-nl' } } });
    expect(await cli.stop('SIGTERM')).toBe(0);
  });

  it('says that a log level does not exist, and which do', async () => {
    const { code, stderr } = await runCli(['start', '--config', config], { LOG_LEVEL: 'loud' });

    expect(code).toBe(1);
    expect(stderr).toContain('LOG_LEVEL is "loud".');
    expect(stderr).toContain('set it to one of trace, debug, info, warn, error, fatal, silent');
  });

  it('says that a port is in use, and what to do', async () => {
    const other = createTcpServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runCli(['start', '--config', config, '--host', '127.0.0.1', '--port', String(port)]);
    other.close();

    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} of 127.0.0.1 is in use.`);
    expect(stderr).toContain('choose another with --port or PORT');
  });
});
