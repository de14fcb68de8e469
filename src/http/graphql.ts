/** The GraphQL endpoints: what HTTP says around an operation, before and after it is executed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Recorder } from '../cache/recorder.ts';
import type { Answer, Responses } from '../cache/responses.ts';
import type { Snapshot } from '../cache/snapshot.ts';
import type { ServerLimits } from '../config/define.ts';
import type { DocumentsConfig } from '../config/documents.ts';
import type { Site, SiteDirectory } from '../config/site.ts';
import { channels } from '../context/channel.ts';
import type { Assignment } from '../context/context.ts';
import type { OpenRequest, RequestOptions } from '../context/create.ts';
import { createExplainer } from '../context/explain.ts';
import type { Unconfirmed } from '../loaders/unconfirmed.ts';
import type { Desk } from '../visitor/desk.ts';
import type { AnswerCounts } from './answer-counts.ts';
import type { PlanAnswer } from './answers.ts';
import type { CdnTags } from './cdn-tags.ts';
import { chooseEncoding, formOf } from './compression.ts';
import type { Consistency } from './consistency.ts';
import type { Documents } from './documents.ts';
import { refusal } from './errors.ts';
import { freshnessHeaders, isKeepable, isNoneMatch } from './freshness.ts';
import { answerHeaders, corsHeaders, preflightHeaders } from './headers.ts';
import type { HotPath } from './hot-path.ts';
import { chooseMediaType, type MediaType, prefersHtml } from './media-type.ts';
import { type Asked, readBody, readSearch, searchOf } from './operation.ts';
import type { ResponsePayload } from './payload.ts';
import type { Playground } from './playground.ts';
import { answerPreview, type Previews, previewTokenOf } from './preview.ts';
import { openSession, originOf, tellSession } from './sessions.ts';
import { openSignal } from './signal.ts';
import { acceptsEvents } from './streams/event-stream.ts';
import { isLive } from './streams/operations.ts';
import type { Transports } from './streams/transports.ts';
import { findSite, readChannel } from './target.ts';
import { findDocument } from './trusted.ts';
import type { Visitors } from './visitors.ts';

/** Opens a request with what HTTP said of it. */
export type OpenRequestHere = (request: Omit<RequestOptions, 'backends'>) => OpenRequest;

export interface EndpointOptions {
  readonly answers: PlanAnswer;
  readonly documents: Documents;
  /** Which documents are answered. */
  readonly trust: DocumentsConfig;
  readonly sites: () => SiteDirectory;
  readonly openRequest: OpenRequestHere;
  readonly visitors: Visitors;
  /** What visitors may do about what is known of them. */
  readonly desk: Desk | null;
  /** Null: every answer is made for who asks it. */
  readonly responses: Responses<ResponsePayload, Assignment> | null;
  /** For what is executed without them. */
  readonly recorder: (snapshot: Snapshot) => Recorder;
  /** What stands in the place of these three while it is not known whether they are up to date. */
  readonly unconfirmed?: Unconfirmed<Memory>;
  readonly consistency: Consistency;
  /** Is told of each answer that shows arms of experiments, whether it was made for this visitor or remembered. */
  readonly exposed: (visitorId: string | null, assignments: readonly Assignment[]) => void;
  /** Whether `etalage-explain: 1` is answered. */
  readonly explain: boolean;
  /** How a site's answers are named to CDNs. */
  readonly cdnTags: (site: Site) => CdnTags;
  /** Learns what it may answer by itself the next time; null when there is none. */
  readonly hotPath: Pick<HotPath, 'learn'> | null;
  readonly counts: AnswerCounts;
  readonly openEventStream: Transports['openEventStream'];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly limits: ServerLimits;
  readonly playground?: Playground;
  /** Null: there are none. */
  readonly previews: Previews | null;
}

/** What a request is answered from: one cache, and all that reads and writes it. */
export type Memory = Pick<EndpointOptions, 'openRequest' | 'responses' | 'recorder'>;

type EndpointRequest = FastifyRequest<{ Params: { site?: string } }>;

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

  let sites = options.sites();
  let site = findSite(sites, request.params.site, request.headers.host);
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
  const events = acceptsEvents(request.headers.accept);
  if (!mediaType && !events) {
    throw refusal(
      'NOT_ACCEPTABLE',
      'Answers are application/graphql-response+json, application/json or text/event-stream',
    );
  }
  const channel = readChannel(headerOf(request, 'etalage-channel'));
  request.facts.channel = channel;
  const asked = method === 'GET' ? readGet(request, search) : readPost(request);
  const token = previewTokenOf(request.headers, url);
  if (token !== undefined) {
    const question = {
      token,
      site,
      sites,
      channel,
      method,
      asked,
      mediaType: mediaType ?? 'application/json',
    } as const;
    const shown = await answerPreview(request, reply, question, options);
    return send(reply, shown.payload, shown.mediaType);
  }
  const after = headerOf(request, 'etalage-after');
  const reach = async (cursor: string, signal: AbortSignal) => {
    await options.consistency.reach(cursor, signal);
    // What the cursor names may be an edit of the site itself.
    sites = options.sites();
    site = findSite(sites, request.params.site, request.headers.host);
  };
  const stream = async () => {
    if (after !== undefined) await reach(after, openSignal(reply.raw, options.limits.requestMs));
    return options.openEventStream(request, reply, { asked, method, site, channel });
  };
  if (!mediaType) return stream();
  const { operation, trusted } = findDocument(asked, options.trust);
  const prepared = options.documents.prepare(operation);
  const live = prepared !== null && isLive(prepared);
  if (events && live) return stream();
  if (prepared?.operation.operation === 'subscription') {
    throw refusal('NOT_ACCEPTABLE', 'A subscription is answered as text/event-stream, or over a WebSocket');
  }

  const signal = openSignal(reply.raw, options.limits.requestMs);
  // Before anything is looked up: from here on nothing older than the cursor can be found.
  if (after !== undefined) await reach(after, signal);
  const confirming = options.unconfirmed?.confirm();
  if (confirming) await confirming;
  const unconfirmed = options.unconfirmed?.current();
  const { responses, recorder, openRequest } = unconfirmed ?? options;
  const found = options.visitors.recognize(request.headers, site);
  const who = found ?? (await options.visitors.arrive(request.headers, site));
  const { desk } = options;
  const { proxies } = options.limits.streams;
  const isMutation = prepared?.operation.operation === 'mutation';
  const session = isMutation ? await openSession({ request, site, channel, who, desk, proxies, signal }) : null;
  const visitor = session?.who() ?? who;
  const origin = originOf(request);
  const explainer = options.explain && headerOf(request, 'etalage-explain') === '1' ? createExplainer() : null;
  const opened = openRequest({ site, sites, channel, signal, ...visitor, explainer, session, desk, origin });
  if (prepared?.operation.name) request.facts.operation = prepared.operation.name.value;
  if (method === 'GET' && prepared?.personal) {
    throw refusal(
      'PERSONAL_DATA_IN_URL',
      'This operation takes personal data, which a URL must not hold: send it by POST',
    );
  }

  const plan = options.answers({ site, method, operation, prepared, trusted }, { responses, recorder });
  if (explainer) {
    if (plan.key && responses) explainer.response = responses.foresee(plan.key, opened.snapshot);
    const { payload } = await plan.alone(opened, request.facts);
    tellSession(reply, session, options.visitors, site);
    return send(reply, payload, mediaType);
  }
  const { payload, assignments, kept } = await plan.answer(opened, request.facts);
  tellSession(reply, session, options.visitors, site);
  if (assignments.length > 0) options.exposed(visitor.visitorId, assignments);
  if (!kept || !plan.key) return send(reply, payload, mediaType);
  const { key } = plan;
  // Who does not hear of changes must not have others keep what they would end.
  const remembered = unconfirmed ? { ...kept, fleeting: true } : kept;
  options.counts.add(site.key, remembered.from);
  // A URL that names a document is one of few; a CDN has better use for its room than texts of anybody's.
  const shareable = method === 'GET' && asked.documentId !== undefined && after === undefined;
  const cdnTags = shareable ? options.cdnTags(site) : null;
  // In front of routing nobody would see who asks for it as a stream.
  if (isKeepable(remembered) && !live) {
    options.hotPath?.learn(request.raw, { sites, site, key, cdnTags, operation: request.facts.operation });
  }
  return sendRemembered(request, reply, remembered, mediaType, cdnTags, options.now());
}

function send(reply: FastifyReply, { body, status, headers }: ResponsePayload, mediaType: MediaType): FastifyReply {
  for (const [name, value] of headers) reply.header(name, value);
  return reply.code(statusOf(status, mediaType)).header('content-type', `${mediaType}; charset=utf-8`).send(body);
}

/**
 * An answer that holds as long as nothing that it depends on moves: see `freshnessHeaders` for who may keep it. The hot
 * path sends the same (`send` in hot-path.ts).
 */
function sendRemembered(
  request: EndpointRequest,
  reply: FastifyReply,
  found: Answer<ResponsePayload, Assignment>,
  mediaType: MediaType,
  cdnTags: CdnTags | null,
  now: number,
): FastifyReply {
  const { payload, from } = found;
  const headers = freshnessHeaders(found, cdnTags, now);
  for (let at = 0; at < headers.length; at += 2) reply.header(headers[at] as string, headers[at + 1]);
  if (!isKeepable(found)) return send(reply, payload, mediaType);
  if (request.method === 'GET' && isNoneMatch(headerOf(request, 'if-none-match'), payload)) {
    return reply.code(304).send();
  }
  const encoding = from === 'HIT' || from === 'STALE' ? chooseEncoding(headerOf(request, 'accept-encoding')) : null;
  const form = encoding && formOf(payload, encoding);
  if (!form) return send(reply, payload, mediaType);
  return reply.header('content-encoding', encoding).type(`${mediaType}; charset=utf-8`).send(form);
}

/**
 * GraphQL over HTTP: plain JSON answers 200 to every well-formed request, so that a 4xx or 5xx is known to come from
 * something in between; with its own media type the status says whether the document was executed.
 */
function statusOf(status: number | undefined, mediaType: MediaType): number {
  return status === undefined || (status === 400 && mediaType === 'application/json') ? 200 : status;
}

function readPost(request: EndpointRequest): Asked {
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
function readGet(request: EndpointRequest, search: string): Asked {
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
