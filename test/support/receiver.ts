/** A receiver of webhooks, on a free port of this machine: verifies by the specifications' own libraries, and misbehaves on demand. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudEvent } from 'cloudevents';
import { Webhook } from 'standardwebhooks';

/** What it takes of an event. */
export interface Received {
  readonly id: string;
  readonly type: string;
  readonly subject?: string;
  readonly source: string;
  // biome-ignore lint/suspicious/noExplicitAny: data is looked at by path, as a receiver in JavaScript does
  readonly data: any;
  readonly headers: IncomingMessage['headers'];
}

/** Answers a request, or does not: `ok` takes the event. */
export type Behaviour = (event: Received, response: ServerResponse, ok: () => void, count: number) => void;

export interface Receiver {
  readonly url: string;
  readonly secret: string;
  /** What it has taken, in order, also what came again. */
  readonly taken: Received[];
  /** Requests that it was sent, whatever became of them. */
  requests(): number;
  behave(behaviour: Behaviour): void;
  /** Resolves when it has taken so many, or what `enough` says. */
  until(enough: number | (() => boolean)): Promise<void>;
  close(): Promise<void>;
}

export const newSecret = () => `whsec_${crypto.getRandomValues(Buffer.alloc(32)).toString('base64')}`;

export async function startReceiver(options: { secret?: string; behaviour?: Behaviour } = {}): Promise<Receiver> {
  const secret = options.secret ?? newSecret();
  const verifier = new Webhook(secret);
  const taken: Received[] = [];
  let requests = 0;
  let changed = Promise.withResolvers<void>();
  let behaviour: Behaviour = options.behaviour ?? ((_event, _response, ok) => ok());
  const tell = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    requests += 1;
    tell();
    try {
      verifier.verify(body, request.headers as Record<string, string>);
    } catch {
      response.writeHead(401).end();
      return;
    }
    const { id, type, subject, source, data } = new CloudEvent(JSON.parse(body), true) as unknown as Received;
    const event: Received = { id, type, subject, source, data, headers: request.headers };
    const ok = () => {
      taken.push(event);
      response.writeHead(204).end();
      tell();
    };
    behaviour(event, response, ok, requests);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    secret,
    taken,
    requests: () => requests,
    behave(next) {
      behaviour = next;
    },
    async until(enough) {
      const isEnough = typeof enough === 'number' ? () => taken.length >= enough : enough;
      while (!isEnough()) await changed.promise;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The first time that each event was taken, in order: what a receiver has that leaves out ids that it knows. */
export function distinct(taken: readonly Received[]): readonly Received[] {
  return [...new Map([...taken].reverse().map((event) => [event.id, event])).values()].reverse();
}
