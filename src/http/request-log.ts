import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/** What a request's line in the log tells of it besides its route and status. Filled in while it is answered. */
export interface RequestFacts {
  site?: string;
  channel?: string;
  /** Name of the operation, once its document has been validated. */
  operation?: string;
  /** The connector that a delivery is for. */
  connector?: string;
  /** Connectors whose part of the answer is stale or missing. */
  degraded?: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    facts: RequestFacts;
  }
}

/** Status in the log of a request whose client left before it had the whole answer. Nobody receives it. */
const clientLeft = 499;

/**
 * Writes one line per request, when its response is complete or its client has left. It names the route's pattern and
 * never the URL; it holds no address, header, variable or message, since all of these may be about a person.
 */
export function logRequests(app: FastifyInstance, log: Logger): void {
  // Each request gets an object of its own: a value given here would be shared by all.
  app.decorateRequest('facts');
  app.addHook('onRequest', (request, reply, done) => {
    const started = performance.now();
    request.facts = {};
    reply.header('etalage-request-id', request.id);
    reply.raw.once('close', () => {
      const { url: route } = request.routeOptions;
      const line = {
        request: request.id,
        method: request.method,
        route: route ?? null,
        ...request.facts,
        status: reply.raw.writableFinished ? reply.raw.statusCode : clientLeft,
        ms: Math.round((performance.now() - started) * 10) / 10,
      };
      // An orchestrator asks every few seconds; that is of interest to nobody.
      if (route === '/livez' || route === '/readyz') log.debug(line, 'request');
      else log.info(line, 'request');
    });
    done();
  });
}
