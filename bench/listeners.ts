/** The process of the subscribers: most by bare sockets, which cost the machine least, and a share by graphql-sse's client. */
import { connect } from 'node:net';
import { createClient } from 'graphql-sse';
import { answerParent, clock } from './child.ts';
import { siteKey } from './fixture/sites.ts';
import { visitors } from './fixture/visitors.ts';
import { type LiveMessage, liveQuery, liveVariables } from './live.ts';

export interface ListenOrder {
  readonly port: number;
  /** All of them. */
  readonly subscribers: number;
  /** Those by graphql-sse's client. */
  readonly clients: number;
}

/** Connections that are being opened at a time. */
const atOnce = 64;
/** Their own addresses on loopback: one has about 28,000 ports to connect from. */
const addresses = 4;

/** When each had what is waited for, by `clock`; NaN until then. */
let served = new Float64Array(0);
let missing = 0;
let wanted = '';
let wantedBytes = Buffer.from('-');
let done = () => {};
let failure: Error | undefined;
const leaving: (() => void)[] = [];

function has(nth: number): void {
  if (!Number.isNaN(served[nth])) return;
  served[nth] = clock();
  missing -= 1;
  if (missing === 0) done();
}

function fail(cause: unknown): void {
  failure ??= new Error('a subscription ended', { cause });
  done();
}

/** One buffer for all: what arrives is looked at, and not kept. */
const shared = Buffer.allocUnsafe(64 * 1024);
const token = (nth: number) => visitors[nth % visitors.length]?.token ?? '';

/** Resolves with the first event. */
function listenBySocket(port: number, nth: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // What the last chunk ended with: an amount may begin in one and end in the next.
    let rest = '';
    const socket = connect({
      port,
      host: '127.0.0.1',
      localAddress: `127.0.0.${1 + (nth % addresses)}`,
      onread: {
        buffer: shared,
        callback(length) {
          const chunk = shared.subarray(0, length);
          if (chunk.includes('event: next')) resolve();
          if (chunk.includes(wantedBytes) || (rest + chunk.toString('latin1', 0, 32)).includes(wanted)) has(nth);
          rest = chunk.toString('latin1', Math.max(0, length - 32));
          return true;
        },
      },
    });
    const body = JSON.stringify({ query: liveQuery, variables: liveVariables });
    const head = [
      `POST /${siteKey(0)}/graphql HTTP/1.1`,
      'host: localhost',
      'accept: text/event-stream',
      'content-type: application/json',
      `etalage-visitor: ${token(nth)}`,
      `content-length: ${body.length}`,
    ];
    socket.on('connect', () => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`));
    const ended = (error?: unknown) => {
      reject(new Error(`subscriber ${nth} was not served`, { cause: error }));
      fail(error);
    };
    socket.on('error', ended);
    socket.on('close', ended);
    leaving.push(() => {
      socket.off('close', ended);
      socket.destroy();
    });
  });
}

function listenByClient(port: number, nth: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const url = `http://127.0.0.1:${port}/${siteKey(0)}/graphql`;
    const client = createClient({ url, headers: { 'etalage-visitor': token(nth) }, retryAttempts: 0 });
    const ended = (cause?: unknown) => {
      reject(new Error(`subscriber ${nth} was not served`, { cause }));
      fail(cause);
    };
    client.subscribe<LiveMessage>(
      { query: liveQuery, variables: liveVariables },
      {
        next({ data }) {
          resolve();
          const [first] = data?.productChanged.product?.variants.nodes ?? [];
          if (first && wanted === amountOf(first.price.amount)) has(nth);
        },
        error: ended,
        complete: () => {},
      },
    );
    leaving.push(() => client.dispose());
  });
}

const amountOf = (amount: string) => `"amount":"${amount}"`;

answerParent({
  /** Subscribes all of them; resolves when each has its first event. */
  async listen({ port, subscribers, clients }: ListenOrder) {
    served = new Float64Array(subscribers).fill(Number.NaN);
    let next = 0;
    const open = async () => {
      while (next < subscribers) {
        const nth = next;
        next += 1;
        await (nth < clients ? listenByClient(port, nth) : listenBySocket(port, nth));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, open));
  },
  /** From here on an amount is waited for. */
  expect(amount: string) {
    served.fill(Number.NaN);
    missing = served.length;
    wanted = amountOf(amount);
    wantedBytes = Buffer.from(wanted);
  },
  /** When half, 99 of 100 and all of them had it, by `clock`. */
  async served() {
    if (missing > 0)
      await new Promise<void>((resolve) => {
        done = resolve;
        if (failure) resolve();
      });
    if (failure) throw failure;
    const sorted = served.toSorted();
    const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] as number;
    return { half: at(0.5), most: at(0.99), all: at(1) };
  },
  leave() {
    for (const close of leaving.splice(0)) close();
  },
});
