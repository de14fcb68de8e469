import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectLog, post, type StandIn, secret, startStandIn } from './http-stand-in.ts';

let server: StandIn;
const log = collectLog();
beforeAll(async () => {
  server = await startStandIn({ log: log.log });
});
afterAll(() => server.close());

/** What no answer may hold: a stack frame, a path of ours, a backend's own words. */
function expectNothingInside(text: string): void {
  expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules|\.ts\b|internal|jan@example/);
}

const deep = `{ product(handle: "a") ${'{ variants { nodes '.repeat(15)} { handle } ${'} }'.repeat(15)} }`;
const aliases = Array.from({ length: 1_000 }, (_, n) => `a${n}: __typename`);
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** Name, what is sent, the status for plain JSON, the code. */
const wrong: readonly [string, { path?: string; body: unknown; headers?: Record<string, string> }, number, string][] = [
  ['an unknown site', { path: '/nachtwitt-nl/graphql', body: { query: '{ siteKey }' } }, 404, 'SITE_NOT_FOUND'],
  ['an unknown host', { path: '/graphql', body: { query: '{ siteKey }' } }, 404, 'SITE_NOT_FOUND'],
  ['a site named __proto__', { path: '/__proto__/graphql', body: { query: '{ siteKey }' } }, 404, 'SITE_NOT_FOUND'],
  ['another path', { path: '/nachtwit-nl/graphiql', body: {} }, 404, 'NOT_FOUND'],
  ['a broken escape in the path', { path: '/%E0%A4%A/graphql', body: {} }, 400, 'BAD_REQUEST'],
  ['a very long site', { path: `/${'a'.repeat(500)}/graphql`, body: {} }, 414, 'URL_TOO_LONG'],
  [
    'an unknown channel',
    { body: { query: '{ siteKey }' }, headers: { 'etalage-channel': 'FAX' } },
    400,
    'CHANNEL_UNKNOWN',
  ],
  ['malformed JSON', { body: '{"query": ' }, 400, 'BAD_REQUEST'],
  ['an empty body', { body: '' }, 400, 'BAD_REQUEST'],
  ['JSON that is not an object', { body: '"{ siteKey }"' }, 400, 'BAD_REQUEST'],
  ['null', { body: 'null' }, 400, 'BAD_REQUEST'],
  ['a list of operations', { body: [{ query: '{ siteKey }' }] }, 400, 'BAD_REQUEST'],
  ['deeply nested JSON', { body: nested(40_000) }, 400, 'BAD_REQUEST'],
  ['a null byte', { body: '{"query":"{ siteKey }"\u0000}' }, 400, 'BAD_REQUEST'],
  ['the key __proto__', { body: '{"query":"{ siteKey }","__proto__":{"x":1}}' }, 400, 'BAD_REQUEST'],
  [
    'the key __proto__ in a variable, escaped',
    { body: '{"query":"{ siteKey }","variables":{"\\u005f_proto__":{"x":1}}}' },
    400,
    'BAD_REQUEST',
  ],
  [
    'the key constructor.prototype',
    { body: '{"query":"{ siteKey }","variables":{"constructor":{"prototype":{"x":1}}}}' },
    400,
    'BAD_REQUEST',
  ],
  ['no query', { body: {} }, 400, 'BAD_REQUEST'],
  ['variables that are a list', { body: { query: '{ siteKey }', variables: [] } }, 400, 'BAD_REQUEST'],
  ['a form', { body: 'query={siteKey}', headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [
    'another charset',
    { body: { query: '{ siteKey }' }, headers: { 'content-type': 'application/json; charset=iso-8859-1' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a compressed body',
    { body: { query: '{ siteKey }' }, headers: { 'content-encoding': 'gzip' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['a body of 2 MB', { body: { query: '{ siteKey }', variables: { x: 'x'.repeat(2e6) } } }, 413, 'BODY_TOO_LARGE'],
  ['only XML accepted', { body: { query: '{ siteKey }' }, headers: { accept: 'text/xml' } }, 406, 'NOT_ACCEPTABLE'],
  ['a syntax error', { body: { query: '{ siteKey' } }, 200, 'GRAPHQL_PARSE_FAILED'],
  ['a null byte in the document', { body: { query: '{ site\u0000Key }' } }, 200, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', { body: { query: '{ siteKeys }' } }, 200, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'an unknown operation',
    { body: { query: 'query A { siteKey }', operationName: 'B' } },
    200,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'a persisted query',
    { body: { query: '{siteKey}', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } } },
    200,
    'PERSISTED_QUERY_NOT_SUPPORTED',
  ],
  [
    'a variable of a wrong type',
    { body: { query: 'query ($n: Int!) { products(first: $n) { handle } }', variables: { n: 'many' } } },
    200,
    'BAD_USER_INPUT',
  ],
  [
    'a null in a variable that has a default',
    { body: { query: 'query ($n: Int = 3) { products(first: $n) { handle } }', variables: { n: null } } },
    200,
    'BAD_USER_INPUT',
  ],
  [
    'a null in another argument, by a variable that has a default',
    { body: { query: 'query ($h: String = "x") { product(handle: $h) { handle } }', variables: { h: null } } },
    200,
    'BAD_USER_INPUT',
  ],
  ['a negative first', { body: { query: '{ products(first: -1) { handle } }' } }, 200, 'BAD_USER_INPUT'],
  ['1,000 aliases', { body: { query: `{ ${aliases.slice(0, 900)} }` } }, 200, 'DOCUMENT_TOO_MANY_ALIASES'],
  ['1,000 aliases and more', { body: { query: `{ ${aliases} }` } }, 200, 'GRAPHQL_PARSE_FAILED'],
  ['a depth of 30', { body: { query: deep } }, 200, 'DOCUMENT_TOO_DEEP'],
  ['a document of many tokens', { body: { query: `{ ${'siteKey '.repeat(4_000)} }` } }, 200, 'GRAPHQL_PARSE_FAILED'],
  ['a subscription', { body: { query: 'subscription { siteKey }' } }, 406, 'NOT_ACCEPTABLE'],
];

describe('flows: wrong requests', () => {
  for (const [name, { path = '/nachtwit-nl/graphql', body, headers }, status, code] of wrong) {
    it(`answers ${code} to ${name}`, async () => {
      const reply = await post(server.origin + path, body, headers);
      expect({ status: reply.status, codes: reply.answer.errors?.map(({ extensions }) => extensions.code) }).toEqual({
        status,
        codes: [code],
      });
      expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(reply.headers.get('access-control-allow-origin')).toBe('*');
      expectNothingInside(reply.text);
    });
  }

  it('names the nearest site, and the channels there are', async () => {
    const site = await post(`${server.origin}/nachtwit-n/graphql`, { query: '{ siteKey }' });
    expect(site.answer.errors?.[0]?.message).toBe('There is no site "nachtwit-n"; did you mean "nachtwit-nl"?');
    const channel = await post(server.url, { query: '{ siteKey }' }, { 'etalage-channel': 'FAX' });
    expect(channel.answer.errors?.[0]?.message).toMatch(/WEB, APP, VOICE, KIOSK, CHAT, AGENT, EMAIL, STORE, got "FAX"/);
  });

  it('uses 400 where the client accepts GraphQL’s own media type', async () => {
    const accept = { accept: 'application/graphql-response+json' };
    const reply = await post(server.url, { query: '{ siteKeys }' }, accept);
    expect(reply.status).toBe(400);
    expect(reply.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    expect(reply.answer).not.toHaveProperty('data');
  });

  it('answers 405 to other methods, and to a mutation by GET', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const response = await fetch(server.url, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS']);
    }
    const mutation = await fetch(`${server.url}?query=${encodeURIComponent('mutation { touch }')}`);
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('refuses a parameter that a GET gives twice, and variables that are not JSON', async () => {
    for (const search of ['?query={siteKey}&query={channel}', '?query={siteKey}&variables=x', '?query=', '']) {
      const response = await fetch(server.url + search);
      expect(response.status, search).toBe(400);
    }
  });

  it('answers what is not HTTP, and headers that are too large', async () => {
    const { port } = new URL(server.origin);
    const garbage = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('NOT HTTP\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => {
        text += String(chunk);
      });
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
    });
    expect(garbage).toMatch(/^HTTP\/1.1 400 Bad Request\r\n.*"code":"BAD_REQUEST"/s);
    const large = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest(server.url, { headers: { 'x-large': 'x'.repeat(20_000) } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(large).toBe(431);
  });
});

describe('flows: masked errors', () => {
  const fault = (kind: string) => post(server.url, { query: `{ siteKey fault(kind: "${kind}") }` });

  it('tells of a backend its name and a code, and nothing that it said', async () => {
    const { status, text, answer } = await fault('connector');
    expect(status).toBe(200);
    expect(answer.data).toEqual({ siteKey: 'nachtwit-nl', fault: null });
    expect(answer.errors).toEqual([
      {
        message: 'pim cannot be reached now',
        locations: [{ line: 1, column: 11 }],
        path: ['fault'],
        extensions: { code: 'CONNECTOR_UNAVAILABLE', serviceName: 'pim' },
      },
    ]);
    expectNothingInside(text);
  });

  it('keeps the message and code of an error about the caller’s input', async () => {
    const { answer } = await fault('own');
    expect(answer.errors?.[0]).toMatchObject({
      message: 'This handle cannot be',
      path: ['fault'],
      extensions: { code: 'HANDLE_MALFORMED' },
    });
  });

  for (const kind of ['hidden', 'unexpected', 'foreign', 'located']) {
    it(`masks an error that is ${kind}, and logs it under the id that it tells`, async () => {
      const { text, answer } = await fault(kind);
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors?.[0]).toMatchObject({
        message: 'Something went wrong here',
        path: ['fault'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', id: expect.any(String) },
      });
      expect(Object.keys(answer.errors?.[0]?.extensions ?? {})).toEqual(['code', 'id']);
      expectNothingInside(text);
      const line = log.lines().find(({ id }) => id === answer.errors?.[0]?.extensions.id);
      expect(line).toMatchObject({ level: 50, frames: expect.any(Array) });
      expect(log.text()).not.toContain(secret);
    });
  }

  it('masks a null that the schema does not allow', async () => {
    const { answer } = await post(server.url, { query: '{ requiredFault { missing } }' });
    expect(answer.data).toEqual({ requiredFault: null });
    expect(answer.errors?.[0]).toMatchObject({
      message: 'Something went wrong here',
      path: ['requiredFault', 'missing'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  });

  it('masks a context that cannot be made', async () => {
    const broken = await startStandIn({
      openRequest: () => {
        throw new Error(secret);
      },
    });
    const { status, text, answer } = await post(broken.url, { query: '{ siteKey }' });
    await broken.close();
    expect([status, answer.errors?.[0]?.extensions.code]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
    expectNothingInside(text);
  });
});
