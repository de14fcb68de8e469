import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf, isOwnOrigin } from '../../src/http/streams/client.ts';
import { frameOf, heartbeatFrame } from '../../src/http/streams/event-frames.ts';
import { acceptsEvents } from '../../src/http/streams/event-stream.ts';
import { createOutbox } from '../../src/http/streams/outbox.ts';
import { createPlaces } from '../../src/http/streams/places.ts';
import { nextEnd, readMessage, shortened } from '../../src/http/streams/socket-protocol.ts';
import { createWheel } from '../../src/http/streams/wheel.ts';

const request = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;
const nobody = { visitorId: null, profile: null };

describe('http: streams, who a client is', () => {
  it.each([
    ['the visitor before the address', { visitorId: 'v', profile: null }, request('1.2.3.4'), 0, 'visitor v'],
    ['the address', nobody, request('1.2.3.4'), 0, 'address 1.2.3.4'],
    ['IPv4 written as IPv6', nobody, request('::ffff:1.2.3.4'), 0, 'address 1.2.3.4'],
    ['the network of IPv6', nobody, request('2001:db8:1:2:3:4:5:6'), 0, 'address 2001:db8:1:2'],
    ['the network of short IPv6', nobody, request('2001:db8::6'), 0, 'address 2001:db8:0:0'],
    ['the loopback', nobody, request('::1'), 0, 'address 0:0:0:0'],
    ['no word of a client', nobody, request('1.1.1.1', { 'x-forwarded-for': '9.9.9.9' }), 0, 'address 1.1.1.1'],
    ['one proxy', nobody, request('1.1.1.1', { 'x-forwarded-for': '9.9.9.9, 2.2.2.2' }), 1, 'address 2.2.2.2'],
    [
      'two proxies',
      nobody,
      request('1.1.1.1', { 'x-forwarded-for': '9.9.9.9, 3.3.3.3, 2.2.2.2' }),
      2,
      'address 3.3.3.3',
    ],
    ['a proxy that says nothing', nobody, request('1.1.1.1'), 1, 'address 1.1.1.1'],
  ])('counts %s', (_name, visitor, from, proxies, expected) => {
    expect(clientOf(visitor, from, proxies)).toBe(expected);
  });

  it.each([
    [undefined, true],
    ['https://shop.example', true],
    ['http://shop.example', true],
    ['https://shop.example:8443', false],
    ['https://shop.example.evil.example', false],
    ['null', false],
    ['', false],
  ])('takes the origin %s for its own: %s', (origin, own) => {
    const headers = { host: 'Shop.example', ...(origin !== undefined && { origin }) };
    expect(isOwnOrigin(request('', headers))).toBe(own);
  });
});

describe('http: streams, places', () => {
  it('are taken up to both limits, and given back once', () => {
    const places = createPlaces({ total: 3, perClient: 2 });
    const leave = places.take('a');
    places.take('a');
    expect(() => places.take('a')).toThrow('This client has 2');
    places.take('b');
    expect(() => places.take('c')).toThrow('no room');
    leave();
    leave();
    expect(places.size()).toBe(2);
    places.take('a');
    expect(() => places.take('a')).toThrow('This client has 2');
  });
});

describe('http: streams, what is accepted', () => {
  it.each([
    [undefined, false],
    ['*/*', false],
    ['text/*', false],
    ['text/event-stream', true],
    ['Text/Event-Stream; charset=utf-8', true],
    ['application/json, text/event-stream;q=0.5', true],
    ['text/event-stream; q=0', false],
    ['text/event-stream;q=0.0, */*', false],
    ['text/event-streams', false],
  ])('%s: %s', (accept, expected) => {
    expect(acceptsEvents(accept)).toBe(expected);
  });
});

describe('http: streams, bytes', () => {
  const message = { cursor: 'log.1', body: Buffer.from('{"data":{"title":"Lit é"}}'), replaces: null };

  it('are a chunk of HTTP that holds one event, the same for everyone', () => {
    const { chunk, plain } = frameOf(message);
    expect(String(plain)).toBe('event: next\nid: log.1\ndata: {"data":{"title":"Lit é"}}\n\n');
    expect(String(chunk)).toBe(`${plain.length.toString(16)}\r\n${plain}\r\n`);
    expect(frameOf(message).chunk).toBe(chunk);
    expect(String(heartbeatFrame.chunk)).toBe('3\r\n:\n\n\r\n');
  });

  it('end a message of a socket, the same for everyone', () => {
    expect(String(nextEnd(message))).toBe('{"data":{"title":"Lit é"}}}');
    expect(nextEnd(message)).toBe(nextEnd(message));
  });

  it('are read as a message, or as what is wrong with it', () => {
    expect(readMessage('{"type":"connection_init"}')).toEqual({ type: 'connection_init', payload: {} });
    expect(readMessage('{"type":"complete","id":"a","more":1}')).toEqual({ type: 'complete', id: 'a' });
    for (const text of ['', 'null', '1', '{"type":"next","id":"a","payload":{}}', '{"type":"complete","id":""}']) {
      expect(typeof readMessage(text), text).toBe('string');
    }
  });

  it('fit a close frame as a reason', () => {
    expect(Buffer.byteLength(shortened('é'.repeat(500)))).toBe(123);
  });
});

describe('http: streams, the wheel', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('calls each once per turn, whenever it was put on, and none that was taken off', () => {
    const wheel = createWheel(1_500);
    const calls: number[] = [];
    const takeOff = Array.from({ length: 40 }, (_, n) => {
      vi.advanceTimersByTime(37);
      return wheel.put({ beat: () => calls.push(n) });
    });
    calls.length = 0;
    vi.advanceTimersByTime(1_500);
    expect(calls.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    for (const off of takeOff.slice(1)) off();
    calls.length = 0;
    vi.advanceTimersByTime(3_000);
    expect(calls).toEqual([0, 0]);
    wheel.stop();
    vi.advanceTimersByTime(3_000);
    expect(calls).toEqual([0, 0]);
  });

  it('has one timer, whatever is on it', () => {
    const wheel = createWheel(1_500);
    for (let n = 0; n < 1_000; n += 1) wheel.put({ beat() {} });
    expect(vi.getTimerCount()).toBe(1);
    wheel.stop();
  });
});

/** A socket whose reader reads when it is told to. */
function createSlowSocket() {
  const socket = Object.assign(new EventEmitter(), { writableLength: 0, writableNeedDrain: false });
  return {
    socket: socket as unknown as Socket,
    write(bytes: Buffer) {
      socket.writableLength += bytes.length;
      socket.writableNeedDrain = true;
    },
    read() {
      socket.writableLength = 0;
      socket.writableNeedDrain = false;
      socket.emit('drain');
    },
  };
}

describe('http: streams, the outbox', () => {
  const sized = (text: string, length = 10) => Buffer.from(text.padEnd(length, '.'));

  function createCase(bufferBytes: number) {
    const slow = createSlowSocket();
    const written: string[] = [];
    const overflow = vi.fn();
    const outbox = createOutbox<string>(slow.socket, {
      bufferBytes,
      slowMs: 100,
      write(owner, bytes) {
        written.push(`${owner ?? ''}${String(bytes).replaceAll('.', '')}`);
        slow.write(bytes);
      },
      overflow,
    });
    return { outbox, slow, written, overflow };
  }

  it('sends at once while the other side reads', () => {
    const { outbox, slow, written } = createCase(25);
    for (const text of ['1', '2', '3']) {
      outbox.send(null, 'state', sized(text));
      slow.read();
    }
    expect(written).toEqual(['1', '2', '3']);
    expect(outbox.isBehind()).toBe(false);
  });

  it('keeps the newest of each owner and name, in order, and all that has no name', () => {
    const { outbox, slow, written, overflow } = createCase(60);
    outbox.send(null, null, sized('big', 100));
    outbox.send('a', 'state', sized('1'));
    outbox.send('b', 'state', sized('2'));
    outbox.send('a', null, sized('3'));
    outbox.send('a', 'state', sized('4'));
    outbox.send('a', 'other', sized('5'));
    outbox.send('a', 'state', sized('6'));
    expect(written).toEqual(['big']);
    slow.read();
    expect(written).toEqual(['big', 'b2', 'a3', 'a5', 'a6']);
    expect(overflow).not.toHaveBeenCalled();
  });

  it('goes on keeping when the buffer fills again', () => {
    const { outbox, slow, written } = createCase(15);
    outbox.send(null, null, sized('big', 100));
    outbox.send('a', 'x', sized('1', 20));
    outbox.send('b', 'x', sized('2', 20));
    slow.read();
    expect(written).toEqual(['big', 'a1']);
    slow.read();
    expect(written).toEqual(['big', 'a1', 'b2']);
  });

  it('never holds more than it may, but for one message', () => {
    const { outbox, overflow } = createCase(25);
    outbox.send(null, null, sized('big', 100));
    outbox.send('a', 'state', sized('1', 1_000));
    expect(overflow).not.toHaveBeenCalled();
    outbox.send('a', 'state', sized('2', 1_000));
    expect(overflow).not.toHaveBeenCalled();
    outbox.send('a', null, sized('3'));
    expect(overflow).toHaveBeenCalledTimes(1);
  });

  it('forgets what is kept of an owner that has gone, and all when it is closed', () => {
    const { outbox, slow, written } = createCase(25);
    outbox.send(null, null, sized('big', 100));
    outbox.send('a', 'state', sized('1'));
    outbox.send('b', 'state', sized('2'));
    outbox.drop('a');
    slow.read();
    expect(written).toEqual(['big', 'b2']);
    outbox.send(null, null, sized('big', 100));
    outbox.send('a', 'state', sized('3'));
    outbox.close();
    slow.read();
    outbox.send('a', 'state', sized('4'));
    expect(written).toEqual(['big', 'b2', 'big']);
  });

  it('says when all is sent', () => {
    const { outbox, slow } = createCase(25);
    const sent = vi.fn();
    outbox.send(null, null, sized('big', 100));
    outbox.send(null, null, sized('1'));
    outbox.whenSent(sent);
    expect(sent).not.toHaveBeenCalled();
    slow.read();
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('is too late only after all the time without a moment of rest', () => {
    const { outbox, slow } = createCase(25);
    outbox.send(null, null, sized('1'));
    expect(outbox.isTooLate(1_000)).toBe(false);
    expect(outbox.isTooLate(1_090)).toBe(false);
    slow.read();
    expect(outbox.isTooLate(1_200)).toBe(false);
    outbox.send(null, null, sized('2'));
    expect(outbox.isTooLate(1_300)).toBe(false);
    expect(outbox.isTooLate(1_401)).toBe(true);
  });
});
