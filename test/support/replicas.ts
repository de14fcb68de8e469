/** Several replicas as processes, over one backend that is edited here. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Answer } from './demo.ts';

export interface ReplicaSettings {
  /** Of the store, as this replica reaches it. */
  readonly store: string;
  readonly redis?: string;
  /** See `ServerOptions`. */
  readonly noticeMs?: number;
  readonly requestMs?: number;
  /** Has hardly any memory of its own. */
  readonly forgetful?: boolean;
  /** Another program that is told the same and tells where it listens. */
  readonly server?: URL;
}

export interface Asked {
  readonly status: number;
  readonly body: Answer;
  readonly headers: Headers;
}

export interface Replica {
  readonly url: string;
  /** Asks for the numbers that products show, in the order of the keys. */
  ask(keys: readonly string[], after?: string): Promise<Asked & { readonly numbers: readonly number[] }>;
  /** Reports that a product has changed. */
  report(key: string, version?: number): Promise<{ readonly status: number; readonly cursor: string | null }>;
  /** What `/readyz` says. */
  state(): Promise<{ readonly status: string; readonly caches?: string }>;
  /** SIGTERM. @returns the exit code. */
  stop(): Promise<number | null>;
}

export interface Shop {
  readonly url: string;
  /** How often it was asked. */
  reads(): number;
  /** Raises a product's number. @returns the new one. */
  edit(key: string): number;
  number(key: string): number;
  /** From now on it answers no more, or does again. */
  fail(failing: boolean): void;
  close(): Promise<void>;
}

/** A backend of products that show a number. Only those with an even key have a version. */
export async function startShop(): Promise<Shop> {
  const numbers = new Map<string, number>();
  let reads = 0;
  let failing = false;
  const number = (key: string) => numbers.get(key) ?? 0;
  const server = createServer(async (request, response) => {
    reads += 1;
    if (failing) {
      request.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const keys = JSON.parse(Buffer.concat(chunks).toString()) as string[];
    const records = keys.map((key) => ({
      id: key,
      handle: key,
      title: String(number(key)),
      ...(isVersioned(key) && { version: number(key) }),
    }));
    // What was read takes a moment to arrive: changes overtake it.
    await sleep(Math.random() * 4);
    response.end(JSON.stringify(records));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reads: () => reads,
    edit(key) {
      numbers.set(key, number(key) + 1);
      return number(key);
    },
    number,
    fail(now) {
      failing = now;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const isVersioned = (key: string) => Number(key.replace(/\D/g, '')) % 2 === 0;

const running = new Set<ChildProcess>();

/** Ends what a failed test left behind. */
export function killReplicas(): void {
  for (const child of running) child.kill('SIGKILL');
}

export async function startReplica(shop: Shop, settings: ReplicaSettings): Promise<Replica> {
  const child = fork(fileURLToPath(settings.server ?? new URL('./replica.server.ts', import.meta.url)), [], {
    env: {
      ...process.env,
      BACKEND_URL: shop.url,
      ETALAGE_STORE: settings.store,
      REDIS_URL: settings.redis ?? '',
      NOTICE_MS: String(settings.noticeMs ?? 0),
      REQUEST_MS: String(settings.requestMs ?? 10_000),
      FORGETFUL: settings.forgetful ? '1' : '',
    },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const [{ url }] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`a replica ended with ${code} before it served`);
    }),
  ])) as [{ url: string }];

  return {
    url,
    async ask(keys, after) {
      const fields = keys.map((key, index) => `p${index}: product(handle: "${key}") { title }`);
      const response = await fetch(`${url}/shop-en/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(after && { 'etalage-after': after }) },
        body: JSON.stringify({ query: `{ ${fields.join(' ')} }` }),
      });
      const body = (await response.json()) as Answer;
      const numbers = keys.map((_, index) => Number(body.data?.[`p${index}`]?.title ?? Number.NaN));
      return { status: response.status, headers: response.headers, body, numbers };
    },
    async report(key, version) {
      const response = await fetch(`${url}/webhooks/shop`, {
        method: 'POST',
        body: JSON.stringify([{ kind: 'product', key, version }]),
      });
      await response.arrayBuffer();
      return { status: response.status, cursor: response.headers.get('etalage-cursor') };
    },
    async state() {
      return (await fetch(`${url}/readyz`)).json() as ReturnType<Replica['state']>;
    },
    async stop() {
      const exited = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGTERM');
      return (await exited)[0];
    },
  };
}
