import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkConfig } from '../../src/config/check-config.ts';
import { loadConfig } from '../../src/config/load.ts';
import { nearest } from '../../src/config/nearest.ts';
import { secret } from '../../src/config/secret.ts';
import { ConfigError, EtalageError } from '../../src/contract/errors.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'etalage-config-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const batch = async () => [];
const products = { byIds: batch, byHandles: batch, list: batch };
const pim = { name: 'pim', products };
const shop = { name: 'shop', prices: { bySkus: batch } };
const right = { connectors: [pim, shop], sites: './sites.json' };

describe('config: check', () => {
  it('accepts a configuration with all its parts', () => {
    expect(
      checkConfig({
        ...right,
        sites: pathToFileURL('/shop/sites.json'),
        routes: { '/photos/': () => new Response() },
        policy: { default: { timeoutMs: 1000 }, connectors: { shop: { concurrency: 2, queue: 0 } } },
        limits: { depth: 10 },
      }),
    ).toEqual([]);
  });

  it.each([
    ['not an object', 'text', [{ path: '', expected: 'an object, made by defineConfig', found: '"text"' }]],
    [
      'what is missing',
      {},
      [
        { path: 'connectors', expected: 'a list of connectors', found: 'nothing' },
        { path: 'sites', expected: 'the path of the sites file, or its file: URL', found: 'nothing' },
      ],
    ],
    ['unknown keys', { ...right, limit: {} }, [{ path: 'limit', suggestion: 'limits' }]],
    ['unknown limits', { ...right, limits: { dept: 3 } }, [{ path: 'limits.dept', suggestion: 'depth' }]],
    [
      'limits that are not whole',
      { ...right, limits: { depth: 0, cost: 1.5 } },
      [
        { path: 'limits.depth', expected: 'a whole number above 0', found: '0' },
        { path: 'limits.cost', expected: 'a whole number', found: '1.5' },
      ],
    ],
    [
      'policies of unknown connectors',
      { ...right, policy: { connectors: { shp: {} } } },
      [{ path: 'policy.connectors.shp', expected: 'the name of a connector', suggestion: 'shop' }],
    ],
    [
      'routes that are not prefixes, or the server’s own',
      { ...right, routes: { photos: () => new Response(), '/admin/x/': () => new Response(), '/p/': 'text' } },
      [
        { path: 'routes.photos', found: 'the key "photos"' },
        { path: 'routes["/p/"]', expected: 'a function of a Request' },
        { path: 'routes["/admin/x/"]', expected: 'a path that the server does not use itself' },
      ],
    ],
  ])('names %s', (_, config, problems) => {
    expect(checkConfig(config)).toEqual(problems.map((problem) => expect.objectContaining(problem)));
  });

  it.each([
    ['no name', { ...pim, name: ' ' }, { path: 'connectors[1].name', expected: 'a name, not empty' }],
    ['a name twice', pim, { path: 'connectors[1].name', expected: 'a name that no other connector has' }],
    ['not an object', null, { path: 'connectors[1]', expected: 'a connector', found: 'null' }],
    [
      'a missing method',
      { name: 'cms', products: { ...products, byIds: undefined } },
      { path: 'connectors[1].products.byIds', expected: 'a function' },
    ],
    [
      'a misspelt method',
      { name: 'cms', media: { byId: batch } },
      { path: 'connectors[1].media.byIds', expected: 'a function', found: 'nothing, but a "byId"' },
    ],
    ['a misspelt capability', { name: 'cms', price: {} }, { path: 'connectors[1].price', suggestion: 'prices' }],
    ['a check that is no function', { name: 'cms', check: true }, { path: 'connectors[1].check', found: 'true' }],
  ])('names a connector with %s', (_, connector, problem) => {
    expect(checkConfig({ ...right, connectors: [pim, connector] })).toEqual([expect.objectContaining(problem)]);
  });

  it('leaves properties of a connector’s own alone', () => {
    expect(checkConfig({ ...right, connectors: [{ ...pim, database: {}, handleRequest: batch }] })).toEqual([]);
  });
});

describe('config: load', () => {
  it('finds the sites beside the configuration and fills in the limits', async () => {
    const site = { country: 'NL', language: 'nl', currency: 'EUR', url: 'https://www.zalf.example' };
    writeFileSync(
      join(folder, 'shop-sites.json'),
      JSON.stringify({ brands: { zalf: { name: 'Zalf', sites: { 'zalf-nl': site } } } }),
    );
    const file = join(folder, 'etalage.config.mjs');
    writeFileSync(file, `export default { connectors: [], sites: 'shop-sites.json', limits: { depth: 9 } };`);
    const loaded = await loadConfig(file);

    expect(loaded).toMatchObject({ file, connectors: [], routes: {}, policy: {} });
    expect(loaded.limits).toMatchObject({
      bodyBytes: 100_000,
      depth: 9,
      cost: 20_000,
      aliases: 100,
      requestMs: 10_000,
    });
    expect(loaded.limits.streams).toMatchObject({ total: 20_000, perClient: 100, proxies: 0 });
    expect(loaded.sites.current().all.map(({ key }) => key)).toEqual(['zalf-nl']);
  });

  it('passes on what a configuration throws, as a problem of its file', async () => {
    const file = join(folder, 'throws.config.mjs');
    writeFileSync(file, `throw new TypeError('no options given');`);
    const error = await loadConfig(file).catch((cause: unknown) => cause);

    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ file, problems: [{ found: 'TypeError: no options given' }] });
  });
});

describe('config: nearest', () => {
  it.each([
    ['contry', ['currency', 'country'], 'country'],
    ['EURO', ['EUR', 'USD'], 'EUR'],
    ['PIM', ['pim'], 'pim'],
    ['warehouse', ['pim', 'shop'], undefined],
    ['XX', ['AX', 'XK'], undefined],
    ['x'.repeat(10_000), ['x'.repeat(9_999)], undefined],
  ])('compares %.20s with %j', (word, candidates, found) => {
    expect(nearest(word, candidates)).toBe(found);
  });
});

describe('config: secret', () => {
  it('reads the environment, or a file without its last line break', () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'from a file\n\n');

    expect(secret('TOKEN', { TOKEN: 'from the environment' })).toBe('from the environment');
    expect(secret('TOKEN', { TOKEN_FILE: file })).toBe('from a file\n');
  });

  it.each([
    ['SECRET_MISSING', {}],
    ['SECRET_MISSING', { TOKEN: '' }],
    ['SECRET_MISSING', { TOKEN_FILE: '/dev/null' }],
    ['SECRET_AMBIGUOUS', { TOKEN: 'hush', TOKEN_FILE: '/dev/null' }],
    ['SECRET_UNREADABLE', { TOKEN_FILE: '/nowhere/token' }],
  ])('answers %s to %j, never with a value', (code, env) => {
    const read = () => secret('TOKEN', env);

    expect(read).toThrow(EtalageError);
    expect(read).toThrow(expect.objectContaining({ code, message: expect.not.stringContaining('hush') }));
  });
});

describe('config: documentation', () => {
  it('shows a configuration and a sites file that load', async () => {
    const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
    const example = (language: string) => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';
    const create = (methods: string) => `const batch = async () => [];\nexport const ${methods};\n`;
    const products = 'products: { byIds: batch, byHandles: batch, list: batch }';
    writeFileSync(join(folder, 'pim.ts'), create(`pim = () => ({ name: 'pim', ${products} })`));
    writeFileSync(
      join(folder, 'shop.ts'),
      create(`shop = () => ({ name: 'shop', ${products}, prices: { bySkus: batch } })`),
    );
    writeFileSync(join(folder, 'token'), 'a token');
    writeFileSync(join(folder, 'sites.json'), example('json'));
    const file = join(folder, 'etalage.config.ts');
    const api = ['define', 'secret'].map((name) => new URL(`../../src/config/${name}.ts`, import.meta.url));
    writeFileSync(
      file,
      example('ts').replace(
        "import { defineConfig, secret } from 'etalage';",
        `import { defineConfig } from '${api[0]}';\nimport { secret } from '${api[1]}';`,
      ),
    );
    vi.stubEnv('SHOP_TOKEN_FILE', join(folder, 'token'));
    const { sites, limits } = await loadConfig(file);
    vi.unstubAllEnvs();

    expect(limits.depth).toBe(12);
    expect(sites.current().byKey('nachtwit-be-fr')).toMatchObject({
      locale: 'fr-BE',
      theme: { ink: '#1c1c1c' },
      limits: { scarcity: 5 },
    });
    expect(sites.current().byHost('nachtwit.example')?.theme.accent).toBe('#1d3557');
  });
});
