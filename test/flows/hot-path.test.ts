import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProfiles } from '../../src/visitor/profiles.ts';
import { createVisitorTokens } from '../../src/visitor/token.ts';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { collectLog } from './http-stand-in.ts';

const secret = 'a secret of at least thirty-two bytes';
const tokens = createVisitorTokens({ audience: 'nachtwit', secrets: [secret] });
const profiles = createProfiles();
let now = Date.parse('2026-11-22T12:00:00Z');

const log = collectLog('debug');
let on: DemoServer;
let off: DemoServer;
beforeAll(async () => {
  const start = (hotPath: boolean) =>
    startDemo({ log: log.log, server: { hotPath, now: () => now }, config: { visitorSecrets: [secret], profiles } });
  [on, off] = await Promise.all([start(true), start(false)]);
});
afterAll(() => Promise.all([on.close(), off.close()]));

const page = { query: documentOf('ProductPage'), variables: { handle: 'matras-wadden' } };
const body = JSON.stringify(page);
const json = { 'content-type': 'application/json' };
const site = '/nachtwit-nl/graphql';

interface Reply {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
  readonly bytes: Buffer;
}

/** A request as it is written: nothing decompressed, no header added. */
function ask(
  { server }: DemoServer,
  { path = site, method = 'POST', headers = {}, send = method === 'POST' ? body : undefined }: Ask = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const all = { ...(method === 'POST' ? json : {}), ...headers };
    const sent = httpRequest(server.url + path, { method, headers: all }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject).end(send);
  });
}

interface Ask {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly send?: string;
}

/** Answers in front of Fastify so far: they are logged by a word of their own. */
const hits = () => log.lines().filter(({ msg }) => msg === 'hit').length;

/** Headers that differ between two answers to one question. */
function comparable({ status, headers, bytes }: Reply) {
  const { date: _date, 'etalage-request-id': id, ...rest } = headers;
  expect(id).toBeTypeOf('string');
  return { status, headers: rest, text: bytes.toString() };
}

const search = `?query=${encodeURIComponent('{ site { key channel } }')}`;

describe('flows: hot path', () => {
  it.each<[string, Ask]>([
    ['a POST', {}],
    ['a POST that prefers GraphQL’s own media type', { headers: { accept: 'application/graphql-response+json' } }],
    ['a channel', { headers: { 'etalage-channel': 'VOICE' } }],
    ['an unknown channel', { headers: { 'etalage-channel': 'FAX' } }],
    ['what nobody can be answered in', { headers: { accept: 'text/xml' } }],
    ['another charset', { headers: { 'content-type': 'application/json; charset=iso-8859-1' } }],
    ['a form', { headers: { 'content-type': 'text/plain' } }],
    ['a compressed body', { headers: { 'content-encoding': 'gzip' } }],
    ['a token that is none', { headers: { 'etalage-visitor': 'x' } }],
    ['a signed visitor', { headers: { 'etalage-visitor': tokens.issue(now, 'A'.repeat(22)) } }],
    ['the visitor as a cookie', { headers: { cookie: `a=b; etalage_visitor=${tokens.issue(now)}` } }],
    ['a query string that says nothing', { path: `${site}?a=b` }],
    ['a host without a site', { path: '/graphql' }],
    ['an unknown site', { path: '/nachtwit-xx/graphql' }],
    ['another path', { path: '/nachtwit-nl/graphiql' }],
    ['malformed JSON', { send: '{"query":' }],
    ['a body that is too large', { send: JSON.stringify({ ...page, extensions: { x: 'x'.repeat(200_000) } }) }],
    ['a body that is large', { send: JSON.stringify({ ...page, extensions: { x: 'x'.repeat(50_000) } }) }],
    ['an error of the document', { send: JSON.stringify({ query: '{ nothing }' }) }],
    ['a GET', { method: 'GET', path: site + search }],
    ['a GET from another site', { method: 'GET', path: site + search, headers: { 'sec-fetch-mode': 'no-cors' } }],
    ['a HEAD', { method: 'HEAD', path: site + search }],
    ['a GET without a query', { method: 'GET' }],
    ['a browser', { method: 'GET', headers: { accept: 'text/html' } }],
    ['100-continue', { headers: { expect: '100-continue' } }],
    ['a preflight', { method: 'OPTIONS' }],
  ])('answers %s as without it, the first time and again', async (_name, what) => {
    for (let time = 1; time <= 3; time += 1) {
      const [hot, cold] = await Promise.all([ask(on, what), ask(off, what)]);
      expect(comparable(hot), `time ${time}`).toEqual(comparable(cold));
    }
  });

  it('answers in front of Fastify what was answered before, and only that', async () => {
    const unknown = JSON.stringify({ ...page, variables: { handle: 'bed-wadden' } });
    const before = hits();
    const etags = new Set<unknown>();
    for (const expected of [0, 1, 2]) {
      etags.add((await ask(on, { send: unknown })).headers.etag);
      expect(hits() - before).toBe(expected);
    }
    expect(etags.size).toBe(1);
    // What it says of itself in a log line is not who asked.
    expect(log.lines().findLast(({ msg }) => msg === 'hit')).toEqual({
      level: 20,
      time: expect.any(Number),
      pid: expect.any(Number),
      hostname: expect.any(String),
      msg: 'hit',
      request: expect.any(String),
      method: 'POST',
      site: 'nachtwit-nl',
      channel: 'WEB',
      operation: 'ProductPage',
      status: 200,
    });
    for (let time = 0; time < 3; time += 1) await ask(off, { send: unknown });
    expect(hits() - before).toBe(2);
  });

  it('answers 304 to a GET whose answer the client has, by any way of naming it', async () => {
    const first = await ask(on, { method: 'GET', path: site + search });
    const etag = String(first.headers.etag);
    for (const given of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const what = { method: 'GET', path: site + search, headers: { 'if-none-match': given } };
      const [hot, cold] = await Promise.all([ask(on, what), ask(off, what)]);
      expect([hot.status, hot.bytes.length], given).toEqual([304, 0]);
      expect(comparable(hot)).toEqual(comparable(cold));
    }
    const other = await ask(on, { method: 'GET', path: site + search, headers: { 'if-none-match': 'W/"other"' } });
    expect(other.status).toBe(200);
    // A POST is never a question whether something changed.
    expect((await ask(on, { headers: { 'if-none-match': '*' } })).status).toBe(200);
  });

  it('takes a body in pieces, without a length, and one that is cut off', async () => {
    await ask(on);
    const socket = connect(Number(new URL(on.server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    const answers: string[] = [];
    socket.on('data', (chunk) => answers.push(String(chunk)));
    const ended = () => answers.join('').split('HTTP/1.1 200').length - 1;
    const head = `POST ${site} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`;
    const until = async (count: number) => {
      while (ended() < count) await sleep(5);
    };
    socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n`);
    await sleep(30);
    socket.write(body.slice(0, 20));
    await sleep(30);
    socket.write(body.slice(20));
    await until(1);
    const size = Buffer.byteLength(body).toString(16);
    socket.write(`${head}transfer-encoding: chunked\r\n\r\n${size}\r\n${body}\r\n0\r\n\r\n`);
    await until(2);
    socket.write(`${head}content-length: 9999\r\n\r\n${body}`);
    await sleep(30);
    socket.destroy();
    expect((await ask(on)).status).toBe(200);
  });

  it('answers requests that are sent without waiting, in their order', async () => {
    const titles = ['matras-wadden', 'bed-wadden', 'dekbedovertrek-wadden'];
    const bodyOf = (handle: string) => JSON.stringify({ query: `{ product(handle: "${handle}") { handle } }` });
    // The second is new each time: it goes on to Fastify between two hits.
    const fresh = JSON.stringify({ query: '{ product(handle: "bed-wadden") { fresh: handle } }' });
    for (const handle of titles) await ask(on, { send: bodyOf(handle) });
    const sent = [bodyOf('matras-wadden'), fresh, bodyOf('dekbedovertrek-wadden'), bodyOf('bed-wadden')];
    const before = hits();
    const socket = connect(Number(new URL(on.server.url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    const one = (send: string, last: boolean) =>
      `POST ${site} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${send.length}\r\n${last ? 'connection: close\r\n' : ''}\r\n${send}`;
    socket.write(sent.map((send, at) => one(send, at === sent.length - 1)).join(''));
    await once(socket, 'close');
    const handles = [...text.matchAll(/"(?:handle|fresh)":"([\w-]+)"/g)].map(([, handle]) => handle);
    expect(handles).toEqual(['matras-wadden', 'bed-wadden', 'dekbedovertrek-wadden', 'bed-wadden']);
    expect(hits() - before).toBe(3);
  });

  it('sees a profile that changed, and a token that is over', async () => {
    const visitorId = 'B'.repeat(22);
    const soon = createVisitorTokens({ audience: 'nachtwit', secrets: [secret], lifetimeMs: 5_000 });
    const visitor = { 'etalage-visitor': soon.issue(now, visitorId) };
    const asked: (string | null)[] = [];
    const watched = await startDemo({
      server: { now: () => now },
      config: {
        visitorSecrets: [secret],
        profiles: {
          get: (id) => {
            asked.push(id);
            return profiles.get(id);
          },
        },
      },
    });
    await ask(watched, { headers: visitor });
    asked.length = 0;
    await ask(watched, { headers: visitor });
    expect(asked).toEqual([visitorId]);
    now += 6_000;
    await ask(watched, { headers: visitor });
    expect(asked).toHaveLength(1);
    await watched.close();
  });

  it('compresses what is asked again, once, in the form that the client likes best', async () => {
    const what = { headers: { 'accept-encoding': 'gzip;q=0.5, br' } };
    const plain = await ask(on, { headers: { 'accept-encoding': 'identity' } });
    let reply = await ask(on, what);
    while (reply.headers['content-encoding'] === undefined) {
      expect(reply.bytes.equals(plain.bytes)).toBe(true);
      await sleep(5);
      reply = await ask(on, what);
    }
    expect(reply.headers).toMatchObject({
      'content-encoding': 'br',
      vary: 'accept, accept-encoding, etalage-after, etalage-channel',
    });
    expect(reply.headers['content-length']).toBe(String(reply.bytes.length));
    expect(brotliDecompressSync(reply.bytes).equals(plain.bytes)).toBe(true);
    expect(reply.headers.etag).toBe(plain.headers.etag);
    const zipped = { headers: { 'accept-encoding': 'gzip, br;q=0' } };
    while ((await ask(on, zipped)).headers['content-encoding'] !== 'gzip') await sleep(5);
    expect(gunzipSync((await ask(on, zipped)).bytes).equals(plain.bytes)).toBe(true);
    // The same from behind Fastify.
    while ((await ask(off, what)).headers['content-encoding'] !== 'br') await sleep(5);
    expect(comparable(await ask(off, what))).toEqual(comparable(await ask(on, what)));
  });

  it('leaves small answers as they are', async () => {
    const what = { method: 'GET', path: site + search, headers: { 'accept-encoding': 'br' } };
    for (let time = 0; time < 4; time += 1) {
      expect((await ask(on, what)).headers).not.toHaveProperty('content-encoding');
      await sleep(5);
    }
  });
});
