import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openReadySocket, openSocket } from '../support/stream-socket.ts';
import { createStreamsStandIn, messageOf, type StandInStreams } from '../support/stream-stand-in.ts';
import { visitorsBy } from '../support/visitor-browser.ts';
import { limits, type StandIn, startStandIn } from './http-stand-in.ts';

const live = 'query Key @live { siteKey }';
const withLimits = (streams: Partial<typeof limits.streams>) => ({
  limits: { ...limits, streams: { ...limits.streams, ...streams } },
});

let streams: StandInStreams;
let server: StandIn;

beforeEach(async () => {
  streams = createStreamsStandIn();
  server = await startStandIn({ streams });
});
afterEach(() => server.close());

describe('streams: sockets', () => {
  it('carry live operations beside others, each until it is completed by either side', async () => {
    const socket = await openReadySocket(server.url);
    socket.send({ id: 'a', type: 'subscribe', payload: { query: live } });
    expect(await socket.next()).toEqual({ id: 'a', type: 'next', payload: { data: { siteKey: 'nachtwit-nl' } } });
    socket.send({ id: '"é', type: 'subscribe', payload: { query: '{ siteKey channel }' } });
    const data = { siteKey: 'nachtwit-nl', channel: 'WEB' };
    expect(await socket.next()).toEqual({ id: '"é', type: 'next', payload: { data } });
    expect(await socket.next()).toEqual({ id: '"é', type: 'complete' });
    streams.publish(messageOf({ n: 1 }));
    expect(await socket.next()).toEqual({ id: 'a', type: 'next', payload: { data: { n: 1 } } });
    socket.send({ id: 'a', type: 'complete' });
    await streams.until(0);
    socket.send({ id: 'a', type: 'subscribe', payload: { query: live } });
    expect(await socket.next()).toMatchObject({ id: 'a', type: 'next' });
    streams.close();
    expect(await socket.next()).toEqual({ id: 'a', type: 'complete' });
    socket.ws.close();
  });

  it('answer ping with pong and its payload', async () => {
    const socket = await openReadySocket(server.url);
    socket.send({ type: 'ping', payload: { at: 1 } });
    expect(await socket.next()).toEqual({ type: 'pong', payload: { at: 1 } });
    socket.ws.close();
  });

  it('tell what is wrong with an operation, and go on', async () => {
    const socket = await openReadySocket(server.url);
    const codeOf = async (payload: Record<string, unknown>) => {
      socket.send({ id: 'a', type: 'subscribe', payload });
      const { id, type, payload: errors } = (await socket.next()) as never as Record<string, never>;
      expect({ id, type }).toEqual({ id: 'a', type: 'error' });
      return (errors as unknown as { extensions: { code: string } }[])[0]?.extensions.code;
    };
    expect(await codeOf({ query: live, variables: { refuse: true } })).toBe('BAD_USER_INPUT');
    expect(await codeOf({ query: 7 })).toBe('BAD_REQUEST');
    expect(await codeOf({})).toBe('BAD_REQUEST');
    expect(await codeOf({ query: '', documentId: 'sha256:none' })).toBe('DOCUMENT_NOT_FOUND');
    socket.send({ id: 'a', type: 'subscribe', payload: { query: '{ siteKye }' } });
    expect(JSON.stringify(await socket.next())).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(await socket.next()).toEqual({ id: 'a', type: 'complete' });
    socket.ws.close();
  });

  it('know who asks by the parameters of their connection', async () => {
    const visitors = visitorsBy(({ 'etalage-visitor': token, cookie }) => ({
      visitorId: token ? `token ${token}` : cookie ? `cookie ${cookie}` : null,
      profile: null,
    }));
    const knowing = await startStandIn({ streams, visitors });
    const asker = async (params: Record<string, unknown>, headers: Record<string, string>) => {
      const socket = await openReadySocket(knowing.url, params, headers);
      socket.send({ id: 'a', type: 'subscribe', payload: { query: live } });
      await socket.next();
      const request = streams.streams.at(-1)?.request;
      socket.ws.close();
      await socket.closed;
      return [request?.channel, request?.visitor()?.visitorId];
    };
    expect(await asker({}, {})).toEqual(['WEB', null]);
    expect(await asker({ 'etalage-visitor': 'x', 'etalage-channel': 'KIOSK' }, {})).toEqual(['KIOSK', 'token x']);
    expect(await asker({}, { 'etalage-visitor': 'h', 'etalage-channel': 'APP' })).toEqual(['APP', 'token h']);
    // A browser says which page opened the socket: the cookie counts for pages of the same origin only.
    const { host } = new URL(knowing.origin);
    expect(await asker({}, { cookie: 'c', origin: `http://${host}` })).toEqual(['WEB', 'cookie c']);
    expect(await asker({}, { cookie: 'c', origin: 'https://elsewhere.example' })).toEqual(['WEB', null]);
    expect(await asker({}, { cookie: 'c', origin: 'null' })).toEqual(['WEB', null]);
    await knowing.close();
  });

  it('are told to come back when the server ends', async () => {
    const socket = await openReadySocket(server.url);
    socket.send({ id: 'a', type: 'subscribe', payload: { query: live } });
    await socket.next();
    await server.close();
    expect(await socket.closed).toEqual({ code: 1012, reason: 'Service Restart' });
    expect(streams.streams).toHaveLength(0);
  });
});

describe('streams: sockets of wrong clients', () => {
  it.each<[string, number, (send: (message: unknown) => void, ws: WebSocket) => void]>([
    ['what is not JSON', 4400, (send) => send('{')],
    ['what is no object', 4400, (send) => send('[]')],
    ['a key that reaches prototypes', 4400, (send) => send('{"type":"ping","__proto__":{}}')],
    ['an unknown type', 4400, (send) => send({ type: 'start' })],
    ['a binary message', 4400, (_send, ws) => ws.send(Buffer.from('{"type":"ping"}'), { binary: true })],
    ['an id that is too long', 4400, (send) => send({ id: 'x'.repeat(200), type: 'subscribe', payload: {} })],
    ['a subscription without payload', 4400, (send) => send({ id: 'a', type: 'subscribe' })],
    [
      'a channel that is none',
      4400,
      (send) => send({ type: 'connection_init', payload: { 'etalage-channel': 'FAX' } }),
    ],
    [
      'a visitor that is no text',
      4400,
      (send) => send({ type: 'connection_init', payload: { 'etalage-visitor': {} } }),
    ],
    ['a subscription before all', 4401, (send) => send({ id: 'a', type: 'subscribe', payload: { query: live } })],
    ['a message that is too large', 1009, (send) => send(`"${'x'.repeat(limits.bodyBytes)}"`)],
    [
      'two initialisations',
      4429,
      (send) => {
        send({ type: 'connection_init' });
        send({ type: 'connection_init' });
      },
    ],
    [
      'an id twice',
      4409,
      (send) => {
        send({ type: 'connection_init' });
        send({ id: 'a', type: 'subscribe', payload: { query: live } });
        send({ id: 'a', type: 'subscribe', payload: { query: live } });
      },
    ],
  ])('are closed for %s', async (_name, code, say) => {
    const socket = await openSocket(server.url);
    say(socket.send, socket.ws);
    expect(await socket.closed).toMatchObject({ code });
    await streams.until(0);
  });

  it('are closed for another subprotocol, and for none', async () => {
    const old = await openSocket(server.url, { protocol: 'graphql-ws' }).catch((error: Error) => error);
    if (old instanceof Error) expect(old.message).toContain('subprotocol');
    else expect(await old.closed).toMatchObject({ code: 4406 });
    const none = new WebSocket(server.url.replace('http', 'ws'));
    const [code] = await once(none, 'close');
    expect(code).toBe(4406);
  });

  it('are closed when they do not begin', async () => {
    const hasty = await startStandIn({ streams, ...withLimits({ initMs: 30 }) });
    const socket = await openSocket(hasty.url);
    expect(await socket.closed).toMatchObject({ code: 4408 });
    await hasty.close();
  });

  it('are cut when they do not answer pings', async () => {
    const beating = await startStandIn({ streams, ...withLimits({ heartbeatMs: 60 }) });
    const socket = await openReadySocket(beating.url);
    await sleep(200);
    expect(socket.ws.readyState).toBe(WebSocket.OPEN);
    const dead = await openReadySocket(beating.url);
    dead.ws.pause();
    dead.send({ id: 'a', type: 'subscribe', payload: { query: live } });
    await streams.until(1);
    await streams.until(0);
    dead.ws.terminate();
    socket.ws.close();
    await beating.close();
  });

  it('may have so many operations, and lose none for one too many', async () => {
    const small = await startStandIn({ streams, ...withLimits({ perConnection: 10 }) });
    const socket = await openReadySocket(small.url);
    for (let n = 0; n < 1_000; n += 1) socket.send({ id: `${n}`, type: 'subscribe', payload: { query: live } });
    const types = [];
    for (let n = 0; n < 1_000; n += 1) types.push((await socket.next()).type);
    expect(types.filter((type) => type === 'error')).toHaveLength(990);
    expect(streams.streams).toHaveLength(10);
    socket.ws.close();
    await streams.until(0);
    await small.close();
  });

  it('may be so many of one client', async () => {
    const small = await startStandIn({ streams, ...withLimits({ perClient: 2 }) });
    const first = await openReadySocket(small.url);
    await openReadySocket(small.url);
    const third = await openSocket(small.url);
    expect(await third.closed).toMatchObject({ code: 4429 });
    first.ws.close();
    await first.closed;
    const again = await openReadySocket(small.url);
    again.ws.close();
    await small.close();
  });

  it.each([
    ['/nachtwit-nl/graphq', '404'],
    ['/nachtwit-xx/graphql', '404'],
    ['/', '404'],
    ['/graphql', '404'],
  ])('are refused at %s', async (path, status) => {
    const ws = new WebSocket(server.origin.replace('http', 'ws') + path, 'graphql-transport-ws');
    const [error] = await once(ws, 'error');
    expect(error.message).toContain(status);
  });

  it('are refused by their handshake, and other upgrades are answered as if they were none', async () => {
    const raw = async (head: string) => {
      const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
      socket.end(
        `GET /nachtwit-nl/graphql?query={siteKey} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\n${head}\r\n\r\n`,
      );
      let text = '';
      for await (const chunk of socket) text += chunk;
      return text;
    };
    expect(await raw('upgrade: websocket')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw('upgrade: h2c\r\nhttp2-settings: AAMAAABk')).toContain('{"data":{"siteKey":"nachtwit-nl"}}');
  });
});

describe('streams: graphql-ws', () => {
  it('receives what is live, and after a cut asks for what came after the last', async () => {
    const client = createClient({
      url: server.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      // A port where nothing listens for a moment is an error without a close code: not tried again by default.
      shouldRetry: () => true,
      retryWait: () => sleep(20),
      retryAttempts: 100,
    });
    let after: string | undefined;
    const extensions = Object.defineProperty({}, 'after', { enumerable: true, get: () => after });
    const results = client.iterate({ query: live, extensions });
    expect((await results.next()).value).toEqual({ data: { siteKey: 'nachtwit-nl' } });
    after = 'log.5';
    const port = Number(new URL(server.url).port);
    await server.close();
    server = await startStandIn({ streams }, port);
    expect((await results.next()).value).toEqual({ data: { siteKey: 'nachtwit-nl' } });
    expect(streams.streams.map(({ request }) => request.after)).toEqual(['log.5']);
    streams.close();
    expect((await results.next()).done).toBe(true);
    await client.dispose();
  });
});
