import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, getIntrospectionQuery, getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Measure, measure } from '../../src/http/limits.ts';
import { limits, post, type StandIn, startStandIn } from './http-stand-in.ts';

function readFolder(url: URL): string {
  const files = readdirSync(url).filter((file) => file.endsWith('.graphql'));
  return files.map((file) => readFileSync(new URL(file, url), 'utf8')).join('\n');
}

const storefront = buildSchema(readFolder(new URL('../../schema/', import.meta.url)));

const small = buildSchema(`
  type Query { product: Product  products(first: Int! = 24): [Product!]  search(first: Int! = 24): Found  pages: [Product] }
  type Found { nodes: [Product!]!  facets: [String!]!  total: Int }
  type Product { id: ID  title: String  variants(first: Int = 5): [Product!]  parent: Product }
`);

function measured(document: string, variables?: Record<string, unknown>): Measure {
  return measure(parse(document), small, undefined, variables);
}

describe('flows: measuring a document', () => {
  it('counts fields, times the lists they are in', () => {
    expect(measured('{ product { id title } }').cost).toBe(3);
    expect(measured('{ products(first: 3) { id title } }').cost).toBe(1 + 3 * 2);
    expect(measured('{ products(first: 3) { variants(first: 2) { id } } }').cost).toBe(1 + 3 * (1 + 2));
    expect(measured('{ products(first: 0) { id } }').cost).toBe(1);
  });

  it('takes the length of a connection’s lists from the field above them', () => {
    expect(measured('{ search(first: 3) { total facets nodes { id } } }').cost).toBe(4 + 3);
    const spread = 'fragment F on Found { nodes { id } }';
    expect(measured(`{ a: search(first: 3) { ...F } b: search(first: 7) { ...F } } ${spread}`).cost).toBe(4 + 3 + 7);
  });

  it('takes lengths from variables and from defaults, of the variable and of the schema', () => {
    expect(measured('{ products { id } }').cost).toBe(25);
    expect(measured('query ($n: Int!) { products(first: $n) { id } }', { n: 4 }).cost).toBe(5);
    expect(measured('query ($n: Int = 6) { products(first: $n) { id } }').cost).toBe(7);
    expect(measured('query ($n: Int) { product { variants(first: $n) { id } } }').cost).toBe(2 + 5);
  });

  it('takes a list to have ten items where nothing says it', () => {
    expect(measured('{ pages { id title } }').cost).toBe(1 + 10 * 2);
    expect(measured('query ($n: Int) { product { variants(first: $n) { id } } }', { n: null }).cost).toBe(2 + 10);
  });

  it('counts levels and aliases', () => {
    expect(measured('{ product { parent { id } } }').depth).toBe(3);
    expect(measured('{ product { ...F } } fragment F on Product { ... { parent { id } } }').depth).toBe(3);
    expect(measured('{ a: product { b: id ...F ...F } } fragment F on Product { c: id }').aliases).toBe(3);
  });

  it('measures only the operation that is asked for', () => {
    const document = parse('query A { product { id } } query B { a: product { parent { id } } }');
    expect(measure(document, small, 'A')).toMatchObject({ depth: 2, cost: 2, aliases: 0 });
    expect(measure(document, small, 'C')).toMatchObject({ depth: 0, cost: 0, aliases: 0 });
  });

  it('names every first that is out of range, wherever it comes from', () => {
    const { windows } = measured(
      'query ($n: Int!) { a: products(first: 251) { id } product { ...F } products(first: $n) { id } } fragment F on Product { v: variants(first: -1) { id } }',
      { n: 1e6 },
    );
    expect(windows.map(({ at, found }) => [at, found])).toEqual([
      ['a', 251],
      ['product.v', -1],
      ['products', 1e6],
    ]);
  });

  it('reads fragments within fragments once each, however often they double', () => {
    const fragments = Array.from({ length: 200 }, (_, n) => `fragment F${n} on Product { ...F${n + 1} ...F${n + 1} }`);
    const found = measured(`{ product { ...F0 } } ${fragments.join(' ')} fragment F200 on Product { parent { id } }`);
    expect(found).toMatchObject({ depth: 3, aliases: 0, cost: Number.MAX_SAFE_INTEGER });
  });

  it('ends where fragments spread each other in a circle, or do not exist', () => {
    const circle = 'fragment A on Product { id parent { ...B } } fragment B on Product { ...A title }';
    expect(measured(`{ product { ...A ...C unknown { unknown } } } ${circle}`).cost).toBeGreaterThan(0);
  });
});

describe('flows: limits of storefronts', () => {
  const document = parse(readFolder(new URL('../operations/', import.meta.url)));
  const names = document.definitions
    .filter((definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition')
    .map(({ name }) => name?.value ?? '');

  it('finds the documents', () => {
    expect(names).toContain('ProductPage');
    expect(names.length).toBeGreaterThanOrEqual(7);
  });

  for (const name of names) {
    it(`leave ${name} room to grow to twice its size`, () => {
      const variables = Object.fromEntries(
        (getOperationAST(document, name)?.variableDefinitions ?? [])
          .filter(({ type }) => type.kind === 'NonNullType')
          .map(({ variable }) => [variable.name.value, 'x']),
      );
      const found = measure(document, storefront, name, variables);
      expect(found.cost).toBeGreaterThan(0);
      expect(found.windows).toEqual([]);
      expect(found.depth).toBeLessThanOrEqual(limits.depth - 3);
      expect(found.cost * 2).toBeLessThanOrEqual(limits.cost);
      expect(found.aliases * 2).toBeLessThanOrEqual(limits.aliases);
    });
  }
});

describe('flows: limits', () => {
  let server: StandIn;
  beforeAll(async () => {
    server = await startStandIn();
  });
  afterAll(() => server.close());

  const nest = (levels: number) =>
    `{ product(handle: "a") ${'{ variants { nodes '.repeat(levels)}{ handle }${'} }'.repeat(levels)} }`;

  it('answers a document at a limit, and refuses one beyond it with the numbers', async () => {
    expect(
      (await post(server.url, { query: nest(1).replace('variants', 'variants(first: 1)') })).answer,
    ).not.toHaveProperty('errors');
    const { answer } = await post(server.url, { query: nest(8) });
    expect(answer).toEqual({
      errors: [
        {
          message: 'The depth of the document is 18; at most 15 is answered',
          extensions: { code: 'DOCUMENT_TOO_DEEP', limit: 15, found: 18 },
        },
      ],
    });
  });

  it('refuses what costs too much', async () => {
    const query = '{ products(first: 250) { variants(first: 250) { nodes { handle } } } }';
    const { answer } = await post(server.url, { query });
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'DOCUMENT_TOO_COSTLY', limit: 20_000, found: 63_001 });
  });

  it('says which first is wrong', async () => {
    const query = 'query ($n: Int!) { products { variants(first: $n) { nodes { handle } } } }';
    const { answer } = await post(server.url, { query, variables: { n: 999 } });
    expect(answer.errors?.[0]).toMatchObject({
      message: '"first" of products.variants must be from 0 to 250, got 999',
      extensions: { code: 'BAD_USER_INPUT', argument: 'first', field: 'products.variants', limit: 250, found: 999 },
    });
  });

  it('answers the introspection of every tool, once per document but not many times', async () => {
    const options = { inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true, oneOf: true };
    const query = getIntrospectionQuery(options);
    const { answer } = await post(server.url, { query });
    expect(answer).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } });
    const many = Array.from({ length: 50 }, (_, n) => `a${n}: __schema { types { ...FullType } }`).join(' ');
    const repeated = await post(server.url, { query: query.replace('__schema {', `${many} __schema {`) });
    expect(repeated.answer.errors?.[0]?.extensions.code).toBe('DOCUMENT_TOO_COSTLY');
  });

  it('gives up a request whose time is over, and says so', async () => {
    const hasty = await startStandIn({ limits: { ...limits, requestMs: 50 } });
    const { status, answer } = await post(hasty.url, { query: '{ channel wait(ms: 600000) }' });
    await hasty.close();
    expect([status, answer]).toEqual([
      504,
      {
        errors: [
          {
            message: 'This took longer than the 50 ms that a request may take',
            extensions: { code: 'REQUEST_TIMEOUT' },
          },
        ],
      },
    ]);
  });
});
