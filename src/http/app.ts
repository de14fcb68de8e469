import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { OperatorApi } from '../admin/create.ts';
import type { RouteHandler, ServerLimits } from '../config/define.ts';
import { anyDocument, type DocumentsConfig } from '../config/documents.ts';
import type { SiteDirectory } from '../config/site.ts';
import type { Streams } from '../streams/port.ts';
import type { Desk } from '../visitor/desk.ts';
import { addAdmin } from './admin.ts';
import { type AnswerCounts, createAnswerCounts } from './answer-counts.ts';
import { createAnswers, type PlanAnswer } from './answers.ts';
import { startApollo } from './apollo.ts';
import { createSiteCdnTags } from './cdn-tags.ts';
import { createCompiled } from './compiled.ts';
import type { Consistency } from './consistency.ts';
import { createDocuments, type Documents } from './documents.ts';
import { answerOf, refusal } from './errors.ts';
import { createExecute } from './execute.ts';
import { addEndpoints, type EndpointOptions } from './graphql.ts';
import { addSecurityHeaders, corsHeaders } from './headers.ts';
import { addHealth, type Lifecycle } from './health.ts';
import { createHotPath } from './hot-path.ts';
import { chooseMediaType } from './media-type.ts';
import { type Playground, playgroundAssets } from './playground.ts';
import { addProfileExports } from './profile-exports.ts';
import { endWithAnswer } from './raw-answer.ts';
import { createRequestIds } from './request-ids.ts';
import { logRequests } from './request-log.ts';
import { addRoutes } from './routes.ts';
import type { OnceQuestion } from './streams/operations.ts';
import { createTransports, type Transports } from './streams/transports.ts';
import { wantsSocket } from './streams/upgrade.ts';
import { addWebhooks, type Deliveries } from './webhooks.ts';

export interface AppOptions {
  readonly schema: GraphQLSchema;
  /** The sites as they are now: asked once per request, so that a reload takes effect at once. */
  readonly sites: () => SiteDirectory;
  readonly openRequest: EndpointOptions['openRequest'];
  readonly visitors: EndpointOptions['visitors'];
  /** What visitors may do about what is known of them; without it, nothing. */
  readonly desk?: Desk;
  readonly responses: EndpointOptions['responses'];
  readonly recorder: EndpointOptions['recorder'];
  readonly unconfirmed?: EndpointOptions['unconfirmed'];
  readonly consistency: Consistency;
  readonly exposed: EndpointOptions['exposed'];
  readonly explain: EndpointOptions['explain'];
  readonly limits: ServerLimits;
  /** Which documents are answered; any, unless it says otherwise. */
  readonly documents?: DocumentsConfig;
  /** The id of the product that an SKU belongs to on a site, once it was read: CDNs are told products, not variants. */
  readonly ownerOf?: (site: string, sku: string) => string | undefined;
  /** Whether hits are answered in front of routing. Default true; the answers are the same. */
  readonly hotPath?: boolean;
  readonly log: Logger;
  readonly routes?: Readonly<Record<`/${string}`, RouteHandler>>;
  /** Without one, a browser gets what any client gets. */
  readonly playground?: Playground;
  readonly lifecycle?: Lifecycle;
  /** Who reads what backends send; without it nothing is taken. */
  readonly deliveries?: Deliveries;
  /** The operator's API; without it there is none. */
  readonly admin?: (app: FastifyInstance) => OperatorApi;
  /** Pages as somebody else would see them; without it there are none. */
  readonly previews?: EndpointOptions['previews'];
  /** Makes who keeps live queries and subscriptions current, of the ways to answer them; without it nothing is live. */
  readonly streams?: (parts: StreamParts) => Streams;
  /** Milliseconds since the epoch; default the system's clock. */
  readonly now?: () => number;
}

/** What streams answer with, as HTTP does. */
export interface StreamParts {
  readonly answers: PlanAnswer;
  readonly documents: Documents;
  readonly trust: DocumentsConfig;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Null where nothing is live. */
    streams: Streams | null;
    /** How often answers were remembered, and how often made. */
    answerCounts: AnswerCounts;
    /** Open streams: to be closed before the server is, over as long as it takes requests; else they end at once. */
    transports: Transports;
  }
}

/** Time in which a client must have sent its request, in milliseconds: a slower one holds a connection for nothing. */
const receiveMs = 30_000;
/** How long a connection may idle, in milliseconds: longer than load balancers keep theirs (60 s), so that they close first. */
const keepAliveMs = 72_000;

/** The HTTP server, ready to listen. Closing it lets requests under way finish and then stops Apollo Server. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { log, limits, responses, lifecycle = { draining: false }, now = Date.now } = options;
  const apollo = await startApollo(options);
  const counts = createAnswerCounts();
  const requestId = createRequestIds();
  const hotPath =
    responses && options.hotPath !== false
      ? createHotPath({ ...options, responses, lifecycle, counts, requestId, now })
      : null;

  const app = fastify({
    // The request log is our own: Fastify's would tell the URL and the address.
    logger: false,
    genReqId: requestId,
    bodyLimit: limits.bodyBytes,
    serverFactory: (handler) =>
      createServer(
        { requestTimeout: receiveMs, keepAliveTimeout: keepAliveMs, shouldUpgradeCallback: wantsSocket },
        hotPath ? hotPath.inFrontOf(handler) : handler,
      ),
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
  addHealth(app, lifecycle, () => !options.unconfirmed?.current());
  if (options.playground) app.register(playgroundAssets(options.playground));
  addRoutes(app, options.routes ?? {}, limits.requestMs);
  if (options.desk) addProfileExports(app, { desk: options.desk, sites: options.sites, requestMs: limits.requestMs });
  const { deliveries } = options;
  if (deliveries)
    app.register(async (scope) => addWebhooks(scope, { deliveries, cursor: options.consistency.cursor, log, now }));
  app.decorate('answerCounts', counts);
  const documents = createDocuments(options.schema, limits);
  const answers = createAnswers(createExecute(apollo, createCompiled(options), options.consistency.cursor), documents);
  async function answerOnce({ signal, visitor, ...question }: OnceQuestion): Promise<Buffer> {
    await options.unconfirmed?.confirm();
    const memory = options.unconfirmed?.current() ?? options;
    const { site, channel } = question;
    const opened = memory.openRequest({ site, sites: options.sites(), channel, signal, ...visitor });
    const { payload, assignments } = await answers(question, memory).answer(opened, {});
    if (assignments.length > 0) options.exposed(visitor.visitorId, assignments);
    return payload.body;
  }
  const trust = options.documents ?? anyDocument;
  const streams = options.streams?.({ answers, documents, trust }) ?? null;
  app.decorate('streams', streams);
  const transports = createTransports({ ...options, streams, answerOnce, documents, trust });
  app.decorate('transports', transports);
  app.server.on('upgrade', transports.upgrade);
  app.addHook('preClose', async () => {
    await transports.close(0);
    streams?.close();
  });
  const endpoints: EndpointOptions = {
    ...options,
    previews: options.previews ?? null,
    desk: options.desk ?? null,
    openEventStream: transports.openEventStream,
    answers,
    documents,
    trust,
    cdnTags: createSiteCdnTags(options.ownerOf ?? (() => undefined)),
    hotPath,
    counts,
    now,
  };
  app.register(async (scope) => addEndpoints(scope, endpoints));
  const admin = options.admin?.(app);
  if (admin) app.register(async (scope) => addAdmin(scope, { admin, limits, log, now }));

  app.addHook('onClose', () => apollo.stop());
  await app.ready();
  return app;
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): void {
  const { status, body } = answerOf(error, log);
  const mediaType = chooseMediaType(request.headers.accept) ?? 'application/json';
  // In seconds: what is refused so is there again as soon as the store is.
  if (status === 503) reply.header('retry-after', '1');
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
  endWithAnswer(
    socket,
    answerOf(
      error.code === 'HPE_HEADER_OVERFLOW'
        ? refusal('HEADERS_TOO_LARGE', 'The URL and headers are too large')
        : refusal('BAD_REQUEST', 'This is not a valid HTTP request'),
      log,
    ),
  );
}
