/** The promise that it also installs: packed, installed into an empty folder beside a connector of one's own, and asked. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../support/requirement.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const example = join(root, 'examples/custom-connector');
const registry = requirement('registry');
const run = promisify(execFile);

/** Node as it runs this test comes first on the PATH, and nothing that npm tells its scripts goes on to another npm. */
const clean = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|NODE_ENV$|VITEST)/i.test(name));
const env = { ...Object.fromEntries(clean), PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) };

/** What `npm pack --json` says of each package. */
interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

describe.skipIf(!registry.met)(`flows: the package${registry.reason}`, () => {
  let folder: string;
  let files: readonly string[];
  let backend: Server;
  let server: ChildProcess | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etalage-package-'));
    // What `npm pack` itself runs first, but for the playground: `npm ci` has built it, and other tests are reading it.
    await run('npm', ['run', 'build'], { cwd: root, env }).catch(({ stdout }) => Promise.reject(new Error(stdout)));
    const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const [packed] = JSON.parse((await run('npm', pack, { cwd: root, env })).stdout) as [Packed];
    files = packed.files.map(({ path }) => path);
    await cp(example, folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "name": "shop-window", "private": true, "type": "module" }');
    const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const packages = [`./${packed.filename}`, `zod@${dependencies.zod}`];
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], { cwd: folder, env });

    backend = createServer(async (_request, response) => {
      response.setHeader('content-type', 'application/json').end(await readFile(join(example, 'price-list.json')));
    });
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server?.kill('SIGTERM');
    await new Promise((resolve) => (server && server.exitCode === null ? server.once('exit', resolve) : resolve(null)));
    backend?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is built whenever it is packed', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(scripts).toMatchObject({ prepack: 'npm run build', prepare: 'npm run build:playground' });
  });

  it('holds what runs and no source, test or demo', () => {
    for (const path of [
      'dist/src/cli.js',
      'dist/src/index.d.ts',
      'dist/connectors/vendure.js',
      'schema/product.graphql',
    ])
      expect(files).toContain(path);
    expect(files.filter((path) => /^playground\/dist\/.*\.html$/.test(path))).not.toEqual([]);
    expect(files.filter((path) => !/^(dist\/(src|connectors)|schema|playground\/dist)\/|^[^/]+$/.test(path))).toEqual(
      [],
    );
    expect(files.filter((path) => /(?<!\.d)\.tsx?$|\.test\.|\.tsbuildinfo$/.test(path))).toEqual([]);
  });

  it('needs nothing of what it is developed with', async () => {
    const { dependencies, devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const installed = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
    const names = Object.keys(installed.packages).map((path) => path.replace(/^node_modules\//, ''));
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(names.filter((name) => ['vitest', 'typescript', 'vite', 'graphiql', 'node'].includes(name))).toEqual([]);
    expect(Object.keys(devDependencies)).toContain('vitest');
    for (const entry of ['etalage', 'etalage/connectors/vendure'])
      await run(process.execPath, ['--input-type=module', '--eval', `await import('${entry}')`], { cwd: folder, env });
  });

  it('is typed for those who compile against it, to the last field', async () => {
    await writeFile(
      join(folder, 'wrong.ts'),
      "import { priceList } from './price-list.ts';\nexport const sku: number = priceList({ url: '', currency: 'EUR' }).name;\n",
    );
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--allowImportingTsExtensions'];
    const types = ['--typeRoots', join(root, 'node_modules/@types'), '--types', 'node'];
    const tsc = [join(root, 'node_modules/typescript/bin/tsc'), ...options, ...types];
    await run(process.execPath, [...tsc, 'etalage.config.ts'], { cwd: folder, env });
    await expect(run(process.execPath, [...tsc, 'wrong.ts'], { cwd: folder, env })).rejects.toMatchObject({
      stdout: expect.stringContaining("wrong.ts(2,14): error TS2322: Type 'string' is not assignable to type 'number'"),
    });
  });

  it('starts a site over a connector of one’s own, and answers', async () => {
    const { port } = backend.address() as AddressInfo;
    // What `npx etalage start` runs, but as our own child, so that it ends with the test.
    server = spawn(join(folder, 'node_modules/.bin/etalage'), ['start'], {
      cwd: folder,
      env: { ...env, PORT: '0', HOST: '127.0.0.1', PRICE_LIST_URL: `http://127.0.0.1:${port}/price-list.json` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const url = await addressOf(server);
    const query = '{ product(handle: "kussen") { title variants { nodes { sku price { amount currencyCode } } } } }';
    const response = await fetch(`${url}/linnen-nl/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toEqual({
      data: {
        product: {
          title: 'Kussen',
          variants: { nodes: [{ sku: 'K-60', price: { amount: '25.00', currencyCode: 'EUR' } }] },
        },
      },
    });
    const page = await fetch(`${url}/linnen-nl/graphql`, { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('/playground/assets/')]);
  });
});

/** The address that a started process prints; an error with all that it said when it ends before. */
async function addressOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('the process was started without pipes');
  return new Promise((resolve, reject) => {
    for (const stream of [stdout, stderr])
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const address = /http:\/\/[\w.-]+:\d+/.exec(line)?.[0];
        if (address) resolve(address);
      });
    child.once('exit', (code) => reject(new Error(`etalage ended with ${code}:\n${said.join('\n')}`)));
  });
}
