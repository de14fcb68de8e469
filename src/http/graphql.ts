/** The GraphQL endpoints: what HTTP says around an operation, before and after it is executed. */
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Recorder } from '../cache/recorder.ts';
import type { Snapshot } from '../cache/snapshot.ts';
import type { ServerLimits } from '../config/define.ts';
import type { Site, SiteDirectory } from '../config/site.ts';
import { channels } from '../context/channel.ts';
import type { OpenRequest, RequestOptions } from '../context/create.ts';
import type { Exchange } from './apollo.ts';
import { refusal } from './errors.ts';
import { corsHeaders, preflightHeaders } from './headers.ts';
import { chooseMediaType, type MediaType, prefersHtml } from './media-type.ts';
import { type Operation, readBody, readSearch, searchOf } from './operation.ts';
import type { Playground } from './playground.ts';
import { openSignal } from './signal.ts';
import { findSite, readChannel } from './target.ts';

/** Opens a request with what HTTP said of it. */
export type OpenRequestHere = (request: Omit<RequestOptions, 'backends'>) => OpenRequest;

export interface EndpointOptions {
  readonly apollo: ApolloServer<Exchange>;
  readonly sites: () => SiteDirectory;
  readonly openRequest: OpenRequestHere;
  readonly recorder: (snapshot: Snapshot) => Recorder;
  readonly limits: ServerLimits;
  readonly playground?: Playground;
}

type EndpointRequest = FastifyRequest<{ Params: { site?: string } }>;

const answerHeaders = {
  // A shared cache must not keep what it cannot know the end of.
  'cache-control': 'no-store',
  vary: 'accept, etalage-channel',
};

/** All that Apollo Server still needs of HTTP: whether a mutation is allowed. */
const httpOf = {
  GET: { method: 'GET', headers: new HeaderMap(), search: '', body: undefined },
  POST: { method: 'POST', headers: new HeaderMap(), search: '', body: undefined },
} as const;

/** Adds `/{site}/graphql`, and `/graphql`, which finds the site by host name. */
export function addEndpoints(app: FastifyInstance, options: EndpointOptions): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(corsHeaders).headers(answerHeaders);
    done();
  });
  for (const url of ['/graphql', '/:site/graphql']) {
    app.all(url, (request, reply) => answer(request as EndpointRequest, reply, options));
  }
}

async function answer(request: EndpointRequest, reply: FastifyReply, options: EndpointOptions): Promise<FastifyReply> {
  const { method } = request;
  if (method === 'OPTIONS') return reply.headers(preflightHeaders).code(204).send();

  const sites = options.sites();
  const site = findSite(sites, request.params.site, request.headers.host);
  request.facts.site = site.key;
  if (method !== 'GET' && method !== 'POST') {
    reply.header('allow', 'GET, POST, OPTIONS');
    throw refusal('METHOD_NOT_ALLOWED', `GraphQL is asked by GET or POST, not ${method}`);
  }

  const url = request.raw.url ?? '';
  const search = method === 'GET' ? searchOf(url) : '';
  if (method === 'GET' && options.playground && isBrowser(request.headers.accept, search)) {
    return sendPlayground(reply, options.playground, url, site, sites);
  }

  const mediaType = chooseMediaType(request.headers.accept);
  if (!mediaType) {
    throw refusal('NOT_ACCEPTABLE', 'Answers are application/graphql-response+json or application/json');
  }
  const channel = readChannel(headerOf(request, 'etalage-channel'));
  request.facts.channel = channel;
  const operation = method === 'GET' ? readGet(request, search) : readPost(request);

  const signal = openSignal(reply.raw, options.limits.requestMs);
  const opened = options.openRequest({ site, sites, channel, signal, visitorId: null, profile: null });
  const context = opened.part(options.recorder(opened.snapshot));
  return execute(options.apollo, httpOf[method], operation, { context, facts: request.facts }, mediaType, reply);
}

async function execute(
  apollo: ApolloServer<Exchange>,
  http: (typeof httpOf)['GET' | 'POST'],
  operation: Operation,
  exchange: Exchange,
  mediaType: MediaType,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // `executeOperation` rather than `executeHTTPGraphQLRequest`: HTTP is read above, more exactly and only once.
  const { body, http: head } = await apollo.executeOperation({ ...operation, http }, { contextValue: exchange });
  if (body.kind !== 'single') throw new TypeError('the schema has no @defer or @stream to answer in parts');

  const { errors, data, extensions } = body.singleResult;
  const degraded = exchange.context.degraded.list();
  if (degraded.length > 0) exchange.facts.degraded = [...new Set(degraded.map(({ connector }) => connector))];
  for (const [name, value] of head.headers) reply.header(name, value);
  return reply
    .code(statusOf(head.status, mediaType))
    .header('content-type', `${mediaType}; charset=utf-8`)
    .send(JSON.stringify({ errors, data, extensions }));
}

/**
 * GraphQL over HTTP: plain JSON answers 200 to every well-formed request, so that a 4xx or 5xx is known to come from
 * something in between; with its own media type the status says whether the document was executed.
 */
function statusOf(status: number | undefined, mediaType: MediaType): number {
  return status === undefined || (status === 400 && mediaType === 'application/json') ? 200 : status;
}

function readPost(request: EndpointRequest): Operation {
  if (headerOf(request, 'content-encoding') !== undefined) {
    throw refusal('UNSUPPORTED_MEDIA_TYPE', 'Compressed bodies are not read');
  }
  return readBody(headerOf(request, 'content-type'), request.body);
}

/**
 * A GET runs queries only, which change nothing, and CORS lets a page read an answer only if it asked openly. What is
 * left is what a page could learn by having the browser send a GET that it cannot read: how long the answer takes, with
 * the cookies of the person at the browser. Browsers say themselves that they do so (`sec-fetch-mode: no-cors` from an
 * `img`, `script` or `link`), and those are refused. The usual protection, a header that forces a preflight, would also
 * refuse every plain GET of a CDN or an honest script, and `accept` proves nothing: any page may set it.
 */
function readGet(request: EndpointRequest, search: string): Operation {
  if (headerOf(request, 'sec-fetch-mode') === 'no-cors' && headerOf(request, 'sec-fetch-site') !== 'same-origin') {
    throw refusal(
      'CROSS_SITE_REQUEST',
      'Another site may ask this only with CORS: by fetch, not as an image or script',
    );
  }
  return readSearch(search);
}

function headerOf(request: EndpointRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** A person who opens the endpoint, and not a client that asks something of it. */
function isBrowser(accept: string | undefined, search: string): boolean {
  return prefersHtml(accept) && !/[?&](query|documentId)=/.test(search);
}

function sendPlayground(
  reply: FastifyReply,
  playground: Playground,
  url: string,
  site: Site,
  sites: SiteDirectory,
): FastifyReply {
  const page = playground.page({
    site: site.key,
    endpoint: url.split('?', 1)[0] ?? url,
    sites: sites.all.map(({ key, brand, country, language }) => ({ key, brand: brand.name, country, language })),
    channels,
  });
  return reply.code(page.status).headers(page.headers).send(page.html);
}
