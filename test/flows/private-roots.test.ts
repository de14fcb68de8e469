import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProfiles } from '../../src/visitor/profiles.ts';
import { createVisitorTokens } from '../../src/visitor/token.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';

const site = 'nachtwit-nl';
const handle = 'matras-wadden';
const secrets = ['s'.repeat(32)];
const tokens = createVisitorTokens({ audience: 'nachtwit', secrets });

const segments = {
  returning: { title: 'Returning', because: { nl: 'Voor wie terugkomt' }, when: { 'profile.orders': { $gte: 1 } } },
  generous: { title: 'Generous', because: { nl: 'Voor wie meer bestelt' }, when: { 'profile.orders': { $gte: 5 } } },
  unspoken: { title: 'Unspoken', because: { sv: 'För alla' }, when: {} },
};

const visitors = Array.from({ length: 24 }, (_, nth) => `visitor-${nth}`.padEnd(22, '_'));
const headersOf = (visitorId: string) => ({ 'etalage-visitor': tokens.issue(Date.now(), visitorId) });
const [first = '', second = ''] = visitors;

/** A product page with the visitor in the middle, in two places of the text. */
const mixed = `query Mixed($handle: String!, $named: Boolean!) {
  product(handle: $handle) { ...Card }
  me: visitor { id }
  __typename
  ...Rest @include(if: $named)
  site { key }
}
fragment Card on Product { title priceRange { minVariantPrice { amount } } }
fragment Rest on Query {
  me: visitor { segments { key } }
  again: product(handle: $handle) { handle @skip(if: $named) ...Card }
}`;

const aliased = (count: number, field: string) =>
  Array.from({ length: count }, (_, nth) => `${field.charAt(0)}${nth}: ${field}`).join(' ');

/** Within the limits by itself each, and not together. */
const costlyParts = [
  `visitor { ${aliased(22, 'segments { key title because }')} }`,
  `search(query: "", first: 250) { nodes { ${aliased(78, 'handle')} } }`,
];
const costly = `{ ${costlyParts.join(' ')} }`;

describe('flows: private roots', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-sites-'));
  const config = {
    sites: join(folder, 'sites.json'),
    visitorSecrets: secrets,
    profiles: createProfiles(
      visitors.map((visitorId, nth) => ({ visitorId, version: 1, priceGroup: null, traits: { orders: nth } })),
    ),
  };
  let demo: DemoServer;
  let uncached: DemoServer;

  beforeAll(async () => {
    const sites = JSON.parse(readFileSync(new URL('../../demo/sites.json', import.meta.url), 'utf8'));
    writeFileSync(config.sites, JSON.stringify({ ...sites, group: { ...sites.group, segments } }));
    uncached = await startDemo({ config: { ...config, cache: false } });
  });
  beforeEach(async () => {
    await demo?.close();
    demo = await startDemo({ config });
  });
  afterAll(async () => {
    await demo.close();
    await uncached.close();
    rmSync(folder, { recursive: true });
  });

  async function send(server: DemoServer, query: string, variables: object, headers: Record<string, string>) {
    const response = await fetch(`${server.server.url}/${site}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return {
      text: await response.text(),
      cacheControl: response.headers.get('cache-control'),
      status: response.status,
    };
  }

  const callsOf = ({ backends }: DemoServer) =>
    Object.values(backends).reduce((sum, { wire }) => sum + wire.calls.count(), 0);
  const whoAmI = '{ visitor { id recognition segments { key title because } } }';

  it('tells visitors their id and the segments they are in, by those of the site', async () => {
    const { data } = await demo.ask(site, whoAmI, {}, headersOf(second));
    expect(data.visitor).toEqual({
      id: second,
      recognition: 'ANONYMOUS',
      segments: [{ key: 'returning', title: 'Returning', because: 'Voor wie terugkomt' }],
    });
  });

  it('knows nothing of who has no token, or one that is not ours', async () => {
    const anonymous = { id: 'anonymous', recognition: 'ANONYMOUS', segments: [] };
    expect((await demo.ask(site, whoAmI)).data.visitor).toEqual(anonymous);
    const forged = `${headersOf(first)['etalage-visitor'].slice(0, -1)}!`;
    expect((await demo.ask(site, whoAmI, {}, { 'etalage-visitor': forged })).data.visitor).toEqual(anonymous);
  });

  it('keeps no answer of a private root, and says so', async () => {
    for (const visitorId of [first, second, first]) {
      const { text, cacheControl } = await send(demo, '{ visitor { id } }', {}, headersOf(visitorId));
      expect(JSON.parse(text)).toEqual({ data: { visitor: { id: visitorId } } });
      expect(cacheControl).toContain('no-store');
    }
    const { extensions } = await demo.ask(site, '{ visitor { recognition } }', {}, { 'etalage-explain': '1' });
    expect(extensions).toMatchObject({ explain: { response: 'NONE', private: true } });
  });

  it('answers the public part of a mixed query from the cache, and the private part for each visitor', async () => {
    const variables = { handle, named: true };
    const one = await demo.ask(site, mixed, variables, headersOf(first));
    const calls = callsOf(demo);
    expect(calls).toBeGreaterThan(0);
    const { extensions } = await demo.ask(site, mixed, variables, { ...headersOf(second), 'etalage-explain': '1' });
    expect(extensions).toMatchObject({ explain: { response: 'HIT', private: true } });

    const other = await send(demo, mixed, variables, headersOf(second));
    expect(other.cacheControl).toContain('no-store');
    expect(JSON.parse(other.text).data).toEqual({ ...one.data, me: { id: second, segments: [{ key: 'returning' }] } });
    expect(one.data.me).toEqual({ id: first, segments: [] });
    expect(callsOf(demo)).toBe(calls);
  });

  it('makes the public part once for all who ask at the same time, and gives each their own id', async () => {
    const query = 'query ($handle: String!) { visitor { id } product(handle: $handle) { title } }';
    const answers = await Promise.all(
      visitors.map((visitorId) => demo.ask(site, query, { handle }, headersOf(visitorId))),
    );
    expect(answers.map(({ data }) => data.visitor.id)).toEqual(visitors);
    expect(new Set(answers.map(({ data }) => data.product.title)).size).toBe(1);
    expect(demo.backends.pim.wire.calls.count('products')).toBe(1);
  });

  const documents: readonly { of: string; query: string; variables?: object; says?: string }[] = [
    { of: 'fragments, aliases and directives', query: mixed, variables: { handle, named: true } },
    { of: 'the same without a fragment', query: mixed, variables: { handle, named: false } },
    { of: 'private roots first', query: '{ b: visitor { id } a: site { key } __typename c: visitor { recognition } }' },
    {
      of: 'an inline fragment with roots of both kinds',
      query: '{ ... on Query { visitor { id } ... { site { key } } } }',
    },
    {
      of: 'a root that is skipped where it is first met',
      query:
        'query ($no: Boolean = false) { site @include(if: $no) { key } visitor { id } site { brand { name } } } # site',
    },
    { of: 'all public roots skipped', query: '{ site @skip(if: true) { key } visitor { id } }' },
    { of: 'all private roots skipped', query: '{ site { key } visitor @skip(if: true) { id } }' },
    {
      of: 'variables of one part only, between comments',
      query: `query Q( # (
        $handle: String! # of the product
      ) { visitor { id } product(handle: $handle) { title } }`,
      variables: { handle },
    },
    { of: 'an alias that is a word of JavaScript', query: '{ __proto__: site { key } constructor: visitor { id } }' },
    {
      of: 'an error, with its place in the document',
      query: `{
        visitor { id }
        search(query: "matras", first: 1) {
          nodes { featuredImage { url(transform: { maxWidth: -1 }) } }
        }
      }`,
      says: '"locations":[{"line":4,"column":35}]',
    },
    { of: 'a missing variable', query: mixed, variables: { handle }, says: 'BAD_USER_INPUT' },
    {
      of: 'a field that does not exist',
      query: '{ visitor { id } site { nothing } }',
      says: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      of: 'an unused fragment',
      query: '{ visitor { id } site { key } } fragment F on Query { visitor { id } }',
      says: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      of: 'a fragment that spreads itself',
      query: '{ visitor { id } ...F } fragment F on Query { site { key } ...F }',
      says: 'GRAPHQL_VALIDATION_FAILED',
    },
    { of: 'a cost that only the whole has', query: costly, says: 'DOCUMENT_TOO_COSTLY' },
  ];

  it.each(documents)(
    'answers as the whole would, to the byte: $of',
    async ({ query, variables = {}, says = '"data":' }) => {
      const expected = await send(uncached, query, variables, headersOf(second));
      const made = await send(demo, query, variables, headersOf(second));
      const remembered = await send(demo, query, variables, headersOf(second));
      expect(expected.text).toContain(says);
      expect(made.text).toBe(expected.text);
      expect(remembered.text).toBe(expected.text);
      expect(made.status).toBe(expected.status);
    },
  );

  it('finds each part of the costly query within the limits, or it would prove nothing', async () => {
    for (const part of costlyParts) expect(await uncached.ask(site, `{ ${part} }`)).not.toHaveProperty('errors');
  });

  it('names what is missing in either part', async () => {
    demo.backends.stock.wire.faults.mode = 'failing';
    const query =
      'query ($handle: String!) { visitor { id } product(handle: $handle) { availability { status } title } }';
    const { data, extensions } = await demo.ask(site, query, { handle }, headersOf(first));
    expect(data).toMatchObject({ visitor: { id: first }, product: { availability: null } });
    expect(extensions?.degraded).toMatchObject([{ path: ['product', 'availability'], connector: 'stock' }]);
  });
});
