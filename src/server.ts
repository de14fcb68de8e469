import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createPassThrough } from './cache/pass-through.ts';
import { createRecorder } from './cache/recorder.ts';
import type { LoadedConfig } from './config/load.ts';
import { openRequest } from './context/create.ts';
import { createApp } from './http/app.ts';
import type { Lifecycle } from './http/health.ts';
import { createPlayground } from './http/playground.ts';
import { kindOf } from './loaders/kinds.ts';
import { withPolicy } from './loaders/policy.ts';
import type { Backends } from './loaders/sources.ts';
import { createSchema } from './resolvers/schema.ts';

export interface ServerOptions {
  readonly log: Logger;
  /**
   * How long a closing server still takes requests, in milliseconds: time for a load balancer to see that it is not
   * ready, and for busy connections to end with an answer instead of between two. Default 250.
   */
  readonly noticeMs?: number;
  /** Milliseconds since the epoch; the system's clock unless a test says otherwise. */
  readonly now?: () => number;
}

export interface Server {
  readonly app: FastifyInstance;
  /** Resolves when requests are taken. Port 0 takes any free one. */
  listen(options: { readonly port: number; readonly host: string }): Promise<void>;
  /** Where it listens, without a path: `http://localhost:4000`. Throws before it does. */
  readonly url: string;
  /**
   * Says that it is not ready, stops accepting, lets requests under way finish, then closes the connectors. It waits
   * for as long as that takes: a deadline is the caller's. Later calls wait for the first.
   */
  close(): Promise<void>;
}

/** Puts the parts together, in the order in which a request passes them. */
export async function createServer(loaded: LoadedConfig, options: ServerOptions): Promise<Server> {
  const { log, noticeMs = 250, now = Date.now } = options;
  const { sites, routes, policy, limits } = loaded;

  const connectors = new Map(
    loaded.connectors.map((connector) => {
      const settings = { ...policy.default, ...policy.connectors?.[connector.name] };
      return [connector.name, withPolicy(connector, settings)];
    }),
  );
  const backends: Backends = {
    connectors,
    entities: createPassThrough(kindOf),
    keptUntil: () => Number.POSITIVE_INFINITY,
  };
  const lifecycle: Lifecycle = { draining: false };
  const app = await createApp({
    log,
    lifecycle,
    limits,
    routes,
    sites: () => sites.current(),
    playground: createPlayground(new URL('../playground/dist/', import.meta.url)),
    openRequest: (request) => openRequest({ ...request, backends }),
    recorder: (snapshot) => createRecorder(snapshot, now(), 0),
    schema: createSchema(),
  });

  async function close(): Promise<void> {
    lifecycle.draining = true;
    if (app.server.listening) await sleep(noticeMs);
    await app.close();
    for (const connector of connectors.values()) {
      await connector.close?.().catch(() => log.warn({ connector: connector.name }, 'a connector did not close'));
    }
  }

  let listeningAt: string | undefined;
  let closing: Promise<void> | undefined;
  return {
    app,
    async listen({ port, host }) {
      await app.listen({ port, host });
      const address = app.server.address();
      if (address === null || typeof address === 'string') throw new TypeError('the server listens without a port');
      listeningAt = `http://${shownHost(host)}:${address.port}`;
    },
    get url() {
      if (listeningAt === undefined) throw new TypeError('url: the server does not listen yet');
      return listeningAt;
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** A host as a browser on the same machine can open it. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
