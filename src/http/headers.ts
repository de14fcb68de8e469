import type { FastifyInstance } from 'fastify';

/** For every answer; a page or a file may set its own in their place. */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  // An answer is data: opened as a document, it may load and run nothing.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
};

/** Besides, for files: storefronts on other origins show them without CORS, and a page with links may be among them. */
export const fileHeaders = {
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
};

const requestHeaders = [
  'accept',
  'authorization',
  'content-type',
  'last-event-id',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'etalage-after',
  'etalage-channel',
  'etalage-explain',
  'etalage-landing',
  'etalage-place',
  'etalage-preview',
  'etalage-referrer',
  'etalage-visitor',
];

/**
 * Storefronts live on other origins. Any may ask and read: without credentials, so a browser adds nothing that the
 * script did not know itself, and sends or shows no cookie of ours.
 */
export const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etalage-cursor, etalage-request-id, etalage-visitor, retry-after',
};

/** For every answer of a GraphQL endpoint, unless more is known of it. */
export const answerHeaders = {
  // A shared cache must not keep what it cannot know the end of.
  'cache-control': 'no-store',
  // A shared cache that obeys it never gives an older state to who asks for one after a cursor.
  vary: 'accept, accept-encoding, etalage-after, etalage-channel',
};

export const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': requestHeaders.join(', '),
  // A day; browsers cap it themselves, at two hours or more.
  'access-control-max-age': '86400',
};

export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(securityHeaders);
    done();
  });
}
