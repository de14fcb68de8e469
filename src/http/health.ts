import type { FastifyInstance } from 'fastify';

/** Set by whoever closes the server: from then on it is not ready, and connections end with their answer. */
export interface Lifecycle {
  draining: boolean;
}

/**
 * `/livez` answers as long as the process does. `/readyz` says whether to send requests here: from listening until
 * draining, and whether answers are remembered. Neither asks a backend or the store: one that is down degrades answers, and
 * taking every replica out would not mend it.
 *
 * @param confirmed whether the caches are known to be up to date.
 */
export function addHealth(app: FastifyInstance, lifecycle: Lifecycle, confirmed: () => boolean): void {
  app.get('/livez', (_request, reply) => {
    reply.header('cache-control', 'no-store').send({ status: 'alive' });
  });
  app.get('/readyz', (_request, reply) => {
    reply.header('cache-control', 'no-store');
    if (lifecycle.draining || !app.server.listening) reply.code(503).send({ status: 'draining' });
    else reply.send({ status: 'ready', caches: confirmed() ? 'USED' : 'BYPASSED' });
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (lifecycle.draining) reply.header('connection', 'close');
    done();
  });
}
