import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse, print } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyFaults } from '../../demo/faults.ts';
import { createRecorder } from '../../src/cache/recorder.ts';
import { createDirectory } from '../../src/config/directory.ts';
import { readDocuments } from '../../src/config/documents.ts';
import { openRequest } from '../../src/context/create.ts';
import { ConfigError } from '../../src/contract/errors.ts';
import { createCompiled } from '../../src/http/compiled.ts';
import { createDocuments } from '../../src/http/documents.ts';
import { createSchema } from '../../src/resolvers/schema.ts';
import { uncached } from '../support/backends.ts';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { testSite } from '../support/site.ts';
import { limits } from './http-stand-in.ts';

const file = new URL('../../src/generated/documents.json', import.meta.url);
const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const idOf = (name: string) =>
  Object.keys(manifest).find((id) => manifest[id]?.startsWith(`query ${name}`)) ?? `no ${name}`;

let any: DemoServer;
let trusted: DemoServer;
beforeAll(async () => {
  [any, trusted] = await Promise.all([
    startDemo({ config: { documents: { manifest: file } } }),
    startDemo({ config: { documents: { manifest: file, mode: 'trusted' } } }),
  ]);
});
afterAll(() => Promise.all([any.close(), trusted.close()]));

async function post(server: DemoServer, body: unknown) {
  const response = await fetch(`${server.server.url}/nachtwit-nl/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, code: JSON.parse(text).errors?.[0].extensions.code as string | undefined };
}

/** What the demo's sites have, as far as the documents need it. */
const { sources } = JSON.parse(readFileSync(new URL('../../demo/sites.json', import.meta.url), 'utf8')).group;
const variables = { handle: 'matras-wadden' };

describe('flows: trusted documents', () => {
  it('have the ids that their texts hash to, and are what storefronts send', () => {
    const queries = [
      'CategoryPage',
      'LiveProduct',
      'Page',
      'ProductPage',
      'Say',
      'Search',
      'Site',
      'Suggest',
      'Visitor',
    ];
    const others = [
      'Changes',
      'ConsentUpdate',
      'Identify',
      'IdentifyConfirm',
      'ProfileErase',
      'ProfileExport',
      'Track',
    ];
    expect(
      Object.values(manifest)
        .map((text) => /^(?:query|mutation|subscription) (\w+)/.exec(text)?.[1])
        .sort(),
    ).toEqual([...queries, ...others].sort());
    for (const [id, text] of Object.entries(manifest)) {
      expect(id).toBe(createHash('sha256').update(text).digest('hex'));
    }
    const ours = parse(manifest[idOf('Site')] as string, { noLocation: true });
    expect(print(ours)).toBe(print(parse(documentOf('Site'), { noLocation: true })));
  });

  it('are asked by id, with and without its prefix, by POST and GET', async () => {
    const id = idOf('ProductPage');
    const byText = await post(any, { query: manifest[id], variables });
    expect(byText.code).toBeUndefined();
    for (const documentId of [id, `sha256:${id}`]) {
      for (const server of [any, trusted]) {
        expect((await post(server, { documentId, variables })).text).toBe(byText.text);
        const search = new URLSearchParams({ documentId, variables: JSON.stringify(variables) });
        const got = await fetch(`${server.server.url}/nachtwit-nl/graphql?${search}`);
        expect([got.status, await got.text()]).toEqual([200, byText.text]);
      }
    }
  });

  it('are the only ones where only they are answered', async () => {
    for (const query of ['{ site { key } }', '{ __schema { types { name } } }', `${manifest[idOf('Site')]} `]) {
      expect(await post(trusted, { query })).toMatchObject({ status: 400, code: 'DOCUMENT_NOT_TRUSTED' });
      expect((await post(any, { query })).code).toBeUndefined();
    }
    // The text of the manifest itself is as trusted as its id.
    expect((await post(trusted, { query: manifest[idOf('Site')] })).code).toBeUndefined();
  });

  it('are refused by ids that nobody has, and by two names at once', async () => {
    for (const documentId of ['sha256:00', 'nothing', '', '__proto__', idOf('Site').toUpperCase()]) {
      expect(await post(any, { documentId })).toMatchObject({ status: 400, code: 'DOCUMENT_NOT_FOUND' });
    }
    for (const body of [{ documentId: idOf('Site'), query: '{ site { key } }' }, { documentId: 7 }]) {
      expect(await post(any, body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    }
  });

  it('are refused like any other when their variables do not fit, or ask too much', async () => {
    expect((await post(any, { documentId: idOf('ProductPage') })).code).toBe('BAD_USER_INPUT');
    const wide = { documentId: idOf('CategoryPage'), variables: { handle: 'bedden', first: 251 } };
    expect((await post(any, wide)).code).toBe('BAD_USER_INPUT');
  });
});

describe('flows: which documents are answered', () => {
  const ownText = 'query A {\n  site {\n    key\n  }\n}';
  const own = { [createHash('sha256').update(ownText).digest('hex')]: ownText };
  const modeOf = (options: Parameters<typeof readDocuments>[0], environment: NodeJS.ProcessEnv) =>
    readDocuments(options, '/shop/etalage.config.ts', environment).mode;

  it('is trusted in production where there is a manifest, and any elsewhere', () => {
    expect(modeOf({ manifest: own }, { NODE_ENV: 'production' })).toBe('trusted');
    expect(modeOf({ manifest: own }, {})).toBe('any');
    expect(modeOf({}, { NODE_ENV: 'production' })).toBe('any');
  });

  it('is what the environment says, before the configuration', () => {
    expect(modeOf({ manifest: own, mode: 'any' }, { ETALAGE_DOCUMENTS: 'trusted' })).toBe('trusted');
    expect(modeOf({ manifest: own, mode: 'trusted' }, { ETALAGE_DOCUMENTS: 'any' })).toBe('any');
    expect(modeOf({ manifest: own, mode: 'any' }, { NODE_ENV: 'production' })).toBe('any');
  });

  it.each<[string, Parameters<typeof readDocuments>[0], NodeJS.ProcessEnv, RegExp]>([
    ['trusted without a manifest', { mode: 'trusted' }, {}, /documents\.manifest: expected a manifest/],
    ['an unknown word', {}, { ETALAGE_DOCUMENTS: 'some' }, /ETALAGE_DOCUMENTS: expected any or trusted, found "some"/],
    ['a manifest that is not there', { manifest: './no.json' }, {}, /documents\.manifest: .*ENOENT/],
    [
      'an id that is not its text’s',
      { manifest: { abc: ownText } },
      {},
      /documents\.manifest\["abc"\]: expected the id/,
    ],
  ])('stops the start for %s', (_name, options, environment, message) => {
    expect(() => modeOf(options, environment)).toThrow(ConfigError);
    expect(() => modeOf(options, environment)).toThrow(message);
  });
});

/** The text of an answer, with its status. */
async function textOf({ server }: DemoServer, site: string, query: string, given: object): Promise<string> {
  const response = await fetch(`${server.url}/${site}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: given }),
  });
  return `${response.status} ${await response.text()}`;
}

describe('flows: compiled documents', () => {
  it('are all of the manifest, and no invalid document and no excess', async () => {
    const schema = createSchema();
    const compiled = createCompiled({ schema, limits, log: pino({ level: 'silent' }) });
    const documents = createDocuments(schema, limits);
    const site = testSite({ key: 'nachtwit-nl', sources });
    const execute = (query: string, given: Record<string, unknown>) => {
      const prepared = documents.prepare({ query });
      const { signal } = new AbortController();
      const sites = createDirectory([site]);
      const nobody = { visitorId: null, profile: null };
      const opened = openRequest({
        site,
        sites,
        channel: 'WEB',
        signal,
        ...nobody,
        backends: uncached(any.connectors),
      });
      const context = opened.part(createRecorder(opened.snapshot, Date.now(), 0));
      if (!prepared) throw new Error(`expected a document, got ${query}`);
      return compiled(prepared, { query, variables: given }, { context, facts: {} });
    };
    const fits = { handle: 'matras-wadden', path: '/', query: 'matras' };
    // A subscription is answered by queries that are made of it.
    for (const query of Object.values(manifest).filter((text) => text.startsWith('query'))) {
      expect((await execute(query, fits))?.data, query.split('\n', 1)[0]).toBeTypeOf('object');
    }
    const category = manifest[idOf('CategoryPage')] as string;
    expect(await execute(category, { handle: 'matrassen', first: 251 })).toBeUndefined();
    expect(await execute(category, {})).toBeUndefined();
    expect(await execute('{ nothing }', {})).toBeUndefined();
  });

  it('answer the same bytes as Apollo Server, on every site, whole and degraded', async () => {
    const start = (documents: { manifest?: URL }) =>
      startDemo({ config: { cache: false, documents }, server: { now: () => Date.parse('2026-11-16T12:00:00Z') } });
    const [compiled, apollo] = await Promise.all([start({ manifest: file }), start({})]);
    const samples = new Map<string, Record<string, object[]>>();
    for (const site of compiled.sites) {
      const { data } = await apollo.ask(site, '{ search(query: "", first: 3) { nodes { handle title } } }');
      const [{ handle, title }] = data.search.nodes;
      const word = title.split(' ')[0].slice(0, 4);
      const suggested = await apollo.ask(site, `{ predictiveSearch(query: "${word}") { categories { handle } } }`);
      const category = suggested.data.predictiveSearch.categories[0].handle;
      samples.set(site, {
        Site: [{}],
        ProductPage: [{ handle }, { handle: 'nothing' }],
        Say: [{ handle }],
        CategoryPage: [{ handle: category }, { handle: category, first: 3, sort: 'PRICE_ASC' }],
        Page: [{ path: '/' }, { path: '/nothing' }],
        Search: [{ query: word }, { query: 'x'.repeat(300) }],
        Suggest: [{ query: word }],
      });
    }
    let bytes = 0;
    async function compareAll(): Promise<void> {
      for (const [site, byName] of samples) {
        for (const [name, sets] of Object.entries(byName)) {
          for (const given of sets) {
            const query = manifest[idOf(name)] as string;
            const one = await textOf(compiled, site, query, given);
            expect(one, `${site} ${name}`).toBe(await textOf(apollo, site, query, given));
            bytes += one.length;
          }
        }
      }
    }
    await compareAll();
    expect(bytes).toBeGreaterThan(100_000);
    for (const { backends } of [compiled, apollo]) applyFaults(backends, 'stock:failing,dam:failing');
    await compareAll();
    for (const { backends } of [compiled, apollo]) applyFaults(backends, 'pim:failing,shop:failing');
    await compareAll();
    await Promise.all([compiled.close(), apollo.close()]);
  });

  it('are stopped when their time is over, and say the same', async () => {
    const start = (documents: { manifest?: URL }) =>
      startDemo({ faults: 'stock:slow', config: { cache: false, documents, limits: { requestMs: 300 } } });
    for (const server of await Promise.all([start({ manifest: file }), start({})])) {
      server.backends.stock.wire.faults.delayMs = 5_000;
      const answer = await textOf(server, 'nachtwit-nl', manifest[idOf('ProductPage')] as string, variables);
      expect(answer).toMatch(/^504 .*"code":"REQUEST_TIMEOUT"/);
      expect(answer).not.toContain('"data"');
      await server.close();
    }
  });
});
