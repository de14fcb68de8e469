import { connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from '../support/stream-events.ts';
import { openReadySocket } from '../support/stream-socket.ts';
import { createStreamsStandIn, messageOf, type StandInStreams } from '../support/stream-stand-in.ts';
import { limits, type StandIn, startStandIn } from './http-stand-in.ts';

const live = 'query Key @live { siteKey }';
/** Larger than what the system's buffers of a connection take: most of it waits in this process. */
const large = 'x'.repeat(16_000_000);

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

let streams: StandInStreams;
let server: StandIn;

async function start(streamLimits: Partial<typeof limits.streams>): Promise<void> {
  server = await startStandIn({ streams, limits: { ...limits, streams: { ...limits.streams, ...streamLimits } } });
}

/** A client that asks for a stream and reads nothing of it, until it is told to. */
async function openNeverReading(): Promise<{ readonly socket: Socket; readAll(): Promise<string> }> {
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
  const body = JSON.stringify({ query: live });
  socket.pause();
  socket.write(
    `POST /nachtwit-nl/graphql HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await streams.until(1);
  return {
    socket,
    async readAll() {
      let text = '';
      for await (const chunk of socket) text += chunk;
      return text;
    },
  };
}

beforeEach(() => {
  streams = createStreamsStandIn();
});
afterEach(() => server.close());

describe('streams: slow readers', () => {
  it('are given the newest state of each name when they read again, and all that has no name', async () => {
    await start({});
    const events = await readEvents(server.url, { query: live });
    await events.event();
    // All in one turn of the event loop: nobody can read meanwhile.
    for (let n = 0; n < 100; n += 1) streams.publish(messageOf({ n, large: n === 0 ? large : '' }));
    streams.publish(messageOf({ n: 'kept' }, null));
    streams.publish(messageOf({ n: 'last' }));
    const seen = [];
    while (seen.at(-1) !== 'last') seen.push(JSON.parse((await events.event())?.data ?? '').data.n);
    expect(seen).toEqual([0, 'kept', 'last']);
    events.leave();
  });

  it('are told why they are ended when more must be kept than may be', async () => {
    await start({ heartbeatMs: 300 });
    const { readAll } = await openNeverReading();
    streams.publish(messageOf({ large }, null));
    for (let n = 0; n < 3; n += 1) streams.publish(messageOf({ n, half: 'x'.repeat(140_000) }, null));
    await streams.until(0);
    const text = await readAll();
    expect(text.slice(-300)).toContain('"code":"SLOW_READER"');
    expect(text).toContain('event: complete');
    expect(text.length).toBeLessThan(large.length + 10_000);
  });

  it('are ended when they are behind for too long, and cut when they do not read that either', async () => {
    await start({ heartbeatMs: 100, slowMs: 50, perClient: 1 });
    const { socket } = await openNeverReading();
    socket.on('error', () => {});
    streams.publish(messageOf({ large }));
    await streams.until(0);
    // Its place is free as soon as its connection is gone.
    const statusOfAnother = async () => {
      const events = await readEvents(server.url, { query: live });
      events.leave();
      return events.response.status;
    };
    expect(await statusOfAnother()).toBe(429);
    await expect.poll(statusOfAnother, { timeout: 20_000 }).toBe(200);
    socket.destroy();
  });

  it('of sockets are told for each operation, and closed', async () => {
    await start({ heartbeatMs: 300 });
    const socket = await openReadySocket(server.url);
    for (const id of ['a', 'b']) {
      socket.send({ id, type: 'subscribe', payload: { query: live } });
      await socket.next();
    }
    socket.ws.pause();
    streams.publish(messageOf({ large }, null));
    for (let n = 0; n < 3; n += 1) streams.publish(messageOf({ n, half: 'x'.repeat(140_000) }, null));
    await streams.until(0);
    socket.ws.resume();
    expect(await socket.closed).toMatchObject({ code: 4408 });
    const codes: unknown[] = [];
    for (let message = await socket.next(); codes.length < 2; message = await socket.next().catch(() => ({}))) {
      if (message.type === 'error') codes.push([message.id, JSON.stringify(message.payload).includes('SLOW_READER')]);
    }
    expect(codes).toEqual([
      ['a', true],
      ['b', true],
    ]);
  });

  it('do not make the server hold what they were not sent', async () => {
    await start({ slowMs: 60_000, heartbeatMs: 60_000 });
    await openNeverReading();
    const held = () => {
      collectGarbage();
      return process.memoryUsage().arrayBuffers;
    };
    const before = held();
    for (let n = 0; n < 12; n += 1) {
      streams.publish(messageOf({ n, large }));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(streams.streams).toHaveLength(1);
    // One that is half sent, and the newest: each as it was made, and as it is sent.
    expect(held() - before).toBeLessThan(5 * large.length);
  });

  it('that ask on without reading the answers are not read either', async () => {
    await start({ slowMs: 60_000, heartbeatMs: 60_000 });
    const socket = await openReadySocket(server.url);
    socket.ws.pause();
    const payload = { at: 'x'.repeat(90_000) };
    for (let n = 0; n < 200; n += 1) socket.send({ type: 'ping', payload });
    // What the server has not read waits here: it took in what the buffers of both systems hold, and no more.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(socket.ws.bufferedAmount).toBeGreaterThan(1_000_000);
    socket.ws.terminate();
  });
});
