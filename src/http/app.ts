import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { RouteHandler, ServerLimits } from '../config/define.ts';
import type { SiteDirectory } from '../config/site.ts';
import { startApollo } from './apollo.ts';
import { answerOf, refusal } from './errors.ts';
import { addEndpoints, type EndpointOptions } from './graphql.ts';
import { addSecurityHeaders, corsHeaders } from './headers.ts';
import { addHealth, type Lifecycle } from './health.ts';
import { chooseMediaType } from './media-type.ts';
import { type Playground, playgroundAssets } from './playground.ts';
import { logRequests } from './request-log.ts';
import { addRoutes } from './routes.ts';

export interface AppOptions {
  readonly schema: GraphQLSchema;
  /** The sites as they are now: asked once per request, so that a reload takes effect at once. */
  readonly sites: () => SiteDirectory;
  readonly openRequest: EndpointOptions['openRequest'];
  readonly recorder: EndpointOptions['recorder'];
  readonly limits: ServerLimits;
  readonly log: Logger;
  readonly routes?: Readonly<Record<`/${string}`, RouteHandler>>;
  /** Without one, a browser gets what any client gets. */
  readonly playground?: Playground;
  readonly lifecycle?: Lifecycle;
}

/** Time in which a client must have sent its request, in milliseconds: a slower one holds a connection for nothing. */
const receiveMs = 30_000;

/** The HTTP server, ready to listen. Closing it lets requests under way finish and then stops Apollo Server. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { log, limits, lifecycle = { draining: false } } = options;
  const apollo = await startApollo(options);

  const app = fastify({
    // The request log is our own: Fastify's would tell the URL and the address.
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: limits.bodyBytes,
    requestTimeout: receiveMs,
    // While closing, a request that still arrives on an open connection is answered like any other.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => sendError(error, request, reply, log),
    clientErrorHandler: (error, socket) => endBadConnection(error, socket, log),
    exposeHeadRoutes: false,
  });

  // GraphQL reads its JSON itself, so that what is wrong with it is said in GraphQL's shape.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, log));
  app.setNotFoundHandler(() => {
    throw refusal('NOT_FOUND', 'Nothing is at this path; GraphQL is at /{site}/graphql');
  });

  logRequests(app, log);
  addSecurityHeaders(app);
  addHealth(app, lifecycle);
  if (options.playground) app.register(playgroundAssets(options.playground));
  addRoutes(app, options.routes ?? {}, limits.requestMs);
  app.register(async (scope) => addEndpoints(scope, { ...options, apollo }));

  app.addHook('onClose', () => apollo.stop());
  await app.ready();
  return app;
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): void {
  const { status, body } = answerOf(error, log);
  const mediaType = chooseMediaType(request.headers.accept) ?? 'application/json';
  reply
    .code(status)
    .headers(corsHeaders)
    .header('cache-control', 'no-store')
    .header('content-type', `${mediaType}; charset=utf-8`)
    .send(JSON.stringify(body));
}

/** What was received is not HTTP, or too much of it: there is no request yet that could be answered in the usual way. */
function endBadConnection(error: NodeJS.ErrnoException, socket: Socket, log: Logger): void {
  if (!socket.writable) return;
  const { status, body } = answerOf(
    error.code === 'HPE_HEADER_OVERFLOW'
      ? refusal('HEADERS_TOO_LARGE', 'The URL and headers are too large')
      : refusal('BAD_REQUEST', 'This is not a valid HTTP request'),
    log,
  );
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}
