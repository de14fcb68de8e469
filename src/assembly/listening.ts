import type { FastifyInstance } from 'fastify';

/** Where a server listens, once it does. */
export interface Listening {
  /** Resolves when requests are taken. Port 0 takes any free one. */
  listen(options: { readonly port: number; readonly host: string }): Promise<void>;
  /** Without a path: `http://localhost:4000`. @throws {TypeError} before it listens. */
  url(): string;
}

export function createListening(app: FastifyInstance): Listening {
  let listeningAt: string | undefined;
  return {
    async listen({ port, host }) {
      await app.listen({ port, host });
      const address = app.server.address();
      if (address === null || typeof address === 'string') throw new TypeError('the server listens without a port');
      listeningAt = `http://${shownHost(host)}:${address.port}`;
    },
    url() {
      if (listeningAt === undefined) throw new TypeError('url: the server does not listen yet');
      return listeningAt;
    },
  };
}

/** A host as a browser on the same machine can open it. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
