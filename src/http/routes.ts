import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RouteHandler } from '../config/define.ts';
import { refusal } from './errors.ts';
import { fileHeaders } from './headers.ts';
import { openSignal } from './signal.ts';

/** Headers about one connection (RFC 9110, 7.6.1): the server's own to decide, whatever a handler says. */
const hopByHop = new Set(['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

/**
 * Serves the configuration's handlers by GET and HEAD, each for what is below its prefix.
 *
 * @param ms how long a handler may take, in milliseconds: then its request's signal aborts.
 */
export function addRoutes(
  app: FastifyInstance,
  routes: Readonly<Record<`/${string}`, RouteHandler>>,
  ms: number,
): void {
  for (const [prefix, handler] of Object.entries(routes)) {
    app.route({
      method: ['GET', 'HEAD'],
      url: prefix.endsWith('/') ? `${prefix}*` : prefix,
      handler: async (request, reply) => {
        const response = await handler(toWebRequest(request, prefix, openSignal(reply.raw, ms)));
        return send(reply, response, request.method === 'HEAD');
      },
    });
  }
}

/** @throws NOT_FOUND when the path, once `..` is resolved, lies outside the handler's prefix. */
function toWebRequest(request: FastifyRequest, prefix: string, signal: AbortSignal): Request {
  const origin = `${request.protocol}://${request.headers.host ?? 'localhost'}`;
  const url = URL.parse(request.raw.url ?? '/', URL.canParse(origin) ? origin : 'http://localhost');
  if (!url?.pathname.startsWith(prefix) || url.pathname.includes('%00')) throw refusal('NOT_FOUND', 'Nothing is here');
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  return new Request(url, { method: request.method, headers, signal });
}

function send(reply: FastifyReply, response: Response, withoutBody: boolean): FastifyReply {
  reply.code(response.status).headers(fileHeaders);
  for (const [name, value] of response.headers) if (!hopByHop.has(name)) reply.header(name, value);
  if (!response.body || withoutBody) return reply.send(null);
  return reply.send(Readable.fromWeb(response.body as ReadableStream));
}
