import { EventSource } from 'eventsource';
import { createClient } from 'graphql-sse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from '../support/stream-events.ts';
import { createStreamsStandIn, messageOf, type StandInStreams } from '../support/stream-stand-in.ts';
import { collectLog, limits, type StandIn, startStandIn } from './http-stand-in.ts';

const live = 'query Key @live { siteKey }';

let streams: StandInStreams;
let server: StandIn;

beforeEach(async () => {
  streams = createStreamsStandIn();
  server = await startStandIn({ streams });
});
afterEach(() => server.close());

const getUrl = (query: string, more: Record<string, string> = {}) =>
  `${server.url}?${new URLSearchParams({ query, ...more })}`;

describe('streams: events', () => {
  it('begin with how long to wait, and carry each message with its cursor', async () => {
    const events = await readEvents(server.url, { query: live });
    expect(events.response.status).toBe(200);
    expect(Object.fromEntries(events.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    });
    const { retry } = (await events.next()) ?? {};
    expect(Number(retry)).toBeGreaterThanOrEqual(1_000);
    expect(await events.event()).toMatchObject({ event: 'next', data: '{"data":{"siteKey":"nachtwit-nl"}}' });
    const message = messageOf({ siteKey: 'twee' });
    streams.publish(message);
    expect(await events.event()).toEqual({ event: 'next', id: message.cursor, data: '{"data":{"siteKey":"twee"}}' });
    streams.close();
    expect(await events.event()).toEqual({ event: 'complete', data: '' });
    expect(await events.next()).toBeNull();
  });

  it('leave the connection open for the next request', async () => {
    const events = await readEvents(server.url, { query: live });
    streams.close();
    while ((await events.next()) !== null);
    expect(events.response.headers.get('connection')).not.toBe('close');
  });

  it('carry JSON with line breaks in it as the same JSON', async () => {
    const events = await readEvents(server.url, { query: live });
    await events.event();
    streams.publish({ cursor: 'log.x', body: Buffer.from('{\n  "data": {}\r\n}\n'), replaces: null });
    expect(JSON.parse((await events.event())?.data ?? '')).toEqual({ data: {} });
  });

  it('answer by GET, and by host', async () => {
    const byGet = await readEvents(getUrl(live), undefined);
    expect(await byGet.event()).toMatchObject({ event: 'next' });
    byGet.leave();
    const missing = await readEvents(`${server.origin}/graphql`, { query: live });
    expect(missing.response.status).toBe(404);
  });

  it('begin where the last event left off, or extensions.after says', async () => {
    const first = await readEvents(server.url, { query: live, extensions: { after: 'log.7' } });
    await first.event();
    const second = await readEvents(
      server.url,
      { query: live, extensions: { after: 'log.7' } },
      { 'last-event-id': 'log.9' },
    );
    await second.event();
    expect(streams.streams.map(({ request }) => request.after)).toEqual(['log.7', 'log.9']);
    const wrong = await readEvents(server.url, { query: live, extensions: { after: 7 } });
    expect((await wrong.event())?.data).toContain('BAD_REQUEST');
  });

  it('answer what is not live once: a query, a mutation, a document that is wrong', async () => {
    for (const [query, expected] of [
      ['{ siteKey }', '{"data":{"siteKey":"nachtwit-nl"}}'],
      ['mutation { touch }', '{"data":{"touch":true}'],
      ['{ siteKye }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{ siteKey', 'GRAPHQL_PARSE_FAILED'],
    ] as const) {
      const events = await readEvents(server.url, { query });
      expect(events.response.status, query).toBe(200);
      const { event, id, data } = (await events.event()) ?? {};
      expect({ event, id }, query).toEqual({ event: 'next', id: undefined });
      expect(data, query).toContain(expected);
      expect(await events.event(), query).toEqual({ event: 'complete', data: '' });
    }
    const byGet = await readEvents(getUrl('mutation { touch }'), undefined);
    expect((await byGet.event())?.data).toContain('"errors"');
  });

  it('tell what is wrong with the operation, and by their status what is wrong with the request', async () => {
    const refused = await readEvents(server.url, { query: `query Q @live { siteKey }`, variables: { refuse: true } });
    expect((await refused.event())?.data).toBe(
      '{"errors":[{"message":"This is refused","extensions":{"code":"BAD_USER_INPUT"}}]}',
    );
    expect(await refused.event()).toMatchObject({ event: 'complete' });
    const unknown = await readEvents(server.url, { documentId: 'sha256:none' });
    expect((await unknown.event())?.data).toContain('DOCUMENT_NOT_FOUND');
    for (const [body, headers, status] of [
      [[], {}, 400],
      [{ query: live }, { 'etalage-channel': 'FAX' }, 400],
      [{ query: live }, { 'content-type': 'text/plain' }, 415],
      [{ query: live }, { accept: 'text/html' }, 406],
    ] as const) {
      const events = await readEvents(server.url, body, headers);
      expect(events.response.status).toBe(status);
    }
  });

  it('are chosen by name only: JSON where that is accepted too, but for what is live', async () => {
    const both = 'application/json, text/event-stream';
    const asked = async (query: string, accept: string) => {
      const events = await readEvents(server.url, { query }, { accept });
      events.leave();
      return [events.response.status, events.response.headers.get('content-type')?.split(';')[0]];
    };
    expect(await asked('{ siteKey }', both)).toEqual([200, 'application/json']);
    expect(await asked(live, both)).toEqual([200, 'text/event-stream']);
    expect(await asked(live, 'application/json;q=0.1, text/event-stream;q=0')).toEqual([200, 'application/json']);
    expect(await asked('subscription { siteKey }', '*/*')).toEqual([406, 'application/json']);
    expect(await asked('subscription { siteKey }', both)).toEqual([200, 'text/event-stream']);
  });

  it('end with the client, and the log says so once', async () => {
    const { log, lines } = collectLog();
    const logged = await startStandIn({ streams, log });
    const events = await readEvents(logged.url, { query: live });
    await events.event();
    events.leave();
    await streams.until(0);
    expect(streams.closed()).toBe(1);
    await expect.poll(() => lines().filter(({ msg }) => msg === 'request')).toHaveLength(1);
    await logged.close();
  });

  it('are kept alive by comments while nothing happens', async () => {
    const beating = await startStandIn({
      streams,
      limits: { ...limits, streams: { ...limits.streams, heartbeatMs: 40 } },
    });
    const events = await readEvents(beating.url, { query: live });
    await events.event();
    expect(await events.next()).toEqual({ comment: true });
    expect(await events.next()).toEqual({ comment: true });
    streams.publish(messageOf({}));
    expect(await events.event()).toMatchObject({ event: 'next' });
    events.leave();
    await beating.close();
  });

  it('end without `complete` when the server does, with another time to wait for each', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => readEvents(server.url, { query: live })));
    await streams.until(20);
    const closed = server.close();
    const waits = await Promise.all(
      all.map(async (events) => {
        const seen = [];
        for (let one = await events.next(); one !== null; one = await events.next()) seen.push(one);
        expect(seen.map(({ event }) => event)).not.toContain('complete');
        return seen.at(-1)?.retry;
      }),
    );
    await closed;
    expect(new Set(waits).size).toBeGreaterThan(10);
    expect(streams.streams).toHaveLength(0);
  });

  it('are limited for each client, with a time to come back', async () => {
    const small = await startStandIn({ streams, limits: { ...limits, streams: { ...limits.streams, perClient: 2 } } });
    const first = await readEvents(small.url, { query: live });
    const second = await readEvents(small.url, { query: live });
    const third = await readEvents(small.url, { query: live });
    expect(third.response.status).toBe(429);
    expect(Number(third.response.headers.get('retry-after'))).toBeGreaterThan(0);
    first.leave();
    await streams.until(1);
    await expect
      .poll(async () => {
        const again = await readEvents(small.url, { query: live });
        again.leave();
        return again.response.status;
      })
      .toBe(200);
    second.leave();
    await small.close();
  });

  it('say that nothing is live where nothing is', async () => {
    const still = await startStandIn();
    const events = await readEvents(still.url, { query: live });
    expect((await events.event())?.data).toContain('STREAMS_UNAVAILABLE');
    await still.close();
  });
});

describe('streams: clients of events', () => {
  it('graphql-sse receives them, and after a cut asks for what came after the last', async () => {
    const client = createClient({ url: server.url, retry: async () => {} });
    // Read anew for every attempt, as the client writes its request anew.
    let after: string | undefined;
    const extensions = Object.defineProperty({}, 'after', { enumerable: true, get: () => after });
    const results = client.iterate({ query: live, extensions });
    expect((await results.next()).value).toEqual({ data: { siteKey: 'nachtwit-nl' } });
    after = 'log.5';
    // Cut as a process that dies cuts.
    const port = Number(new URL(server.url).port);
    await server.close();
    server = await startStandIn({ streams }, port);
    expect((await results.next()).value).toEqual({ data: { siteKey: 'nachtwit-nl' } });
    expect(streams.streams.map(({ request }) => request.after)).toEqual(['log.5']);
    streams.close();
    expect((await results.next()).done).toBe(true);
    client.dispose();
  });

  it('EventSource receives them, and asks by itself for what came after the last', async () => {
    const source = new EventSource(getUrl(live));
    const seen: string[] = [];
    const received = (count: number) => expect.poll(() => seen.length, { timeout: 20_000 }).toBe(count);
    source.addEventListener('next', ({ data }) => seen.push(data));
    await received(1);
    const message = messageOf({ n: 1 });
    streams.publish(message);
    await received(2);
    expect(seen[1]).toBe('{"data":{"n":1}}');

    const port = Number(new URL(server.url).port);
    await server.close();
    server = await startStandIn({ streams }, port);
    await received(3);
    expect(streams.streams.map(({ request }) => request.after)).toEqual([message.cursor]);
    source.close();
    await streams.until(0);
  });
});
