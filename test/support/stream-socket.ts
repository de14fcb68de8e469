/** A WebSocket by hand, for what no client of the protocol would say. */
import { WebSocket } from 'ws';

export interface TestSocket {
  readonly ws: WebSocket;
  send(message: unknown): void;
  /** The next message; rejects when the socket closes first. */
  next(): Promise<Record<string, unknown>>;
  /** Resolves with the code and the reason when it is closed. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** Opens a socket at the URL of an endpoint, whose scheme may be HTTP's. */
export async function openSocket(
  url: string,
  { protocol = 'graphql-transport-ws', headers = {} }: { protocol?: string; headers?: Record<string, string> } = {},
): Promise<TestSocket> {
  const ws = new WebSocket(url.replace(/^http/, 'ws'), protocol, { headers });
  const arrived: Record<string, unknown>[] = [];
  let wake = () => {};
  let over = false;
  ws.on('message', (data) => {
    arrived.push(JSON.parse(String(data)));
    wake();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.on('close', (code, reason) => {
      over = true;
      wake();
      resolve({ code, reason: String(reason) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve);
    ws.once('error', reject);
  });
  ws.on('error', () => {});
  return {
    ws,
    closed,
    send: (message) => ws.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async next() {
      for (;;) {
        const message = arrived.shift();
        if (message) return message;
        if (over) throw new Error('the socket was closed');
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** The same, initialised. */
export async function openReadySocket(
  url: string,
  payload: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<TestSocket> {
  const socket = await openSocket(url, { headers });
  socket.send({ type: 'connection_init', payload });
  const ack = await socket.next();
  if (ack.type !== 'connection_ack') throw new Error(`expected connection_ack, got ${ack.type}`);
  return socket;
}
