/**
 * The way of a hit: in front of routing, JSON and GraphQL. A request that was answered from the response cache before is
 * known by its bytes; who asks it again is given what is remembered for the inputs of this visitor. Everything else goes
 * on to Fastify as if this were not there.
 */
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Entry } from '../cache/entries.ts';
import type { Lookup } from '../cache/responses.ts';
import type { Site, SiteDirectory } from '../config/site.ts';
import { type Channel, isChannel } from '../context/channel.ts';
import type { Assignment } from '../context/context.ts';
import type { AnswerCounts, SiteCounts } from './answer-counts.ts';
import type { CdnTags } from './cdn-tags.ts';
import { chooseEncoding, formOf } from './compression.ts';
import { freshnessHeaders, isNoneMatch } from './freshness.ts';
import type { EndpointOptions } from './graphql.ts';
import { answerHeaders, corsHeaders, securityHeaders } from './headers.ts';
import type { Lifecycle } from './health.ts';
import { chooseMediaType, contentTypes, type MediaType } from './media-type.ts';
import { isJsonInUtf8 } from './operation.ts';
import type { ResponsePayload } from './payload.ts';
import { createSnapshots } from './snapshots.ts';

/** What is known of a request's bytes: what they ask, of whom. */
export interface Question {
  /** The directory that the site was found in: another one may find another. */
  readonly sites: SiteDirectory;
  readonly site: Site;
  /** Of the response cache. */
  readonly key: string;
  /** Null unless a CDN may keep the answer: see `freshnessHeaders`. */
  readonly cdnTags: CdnTags | null;
  /** Of the operation, for the log. */
  readonly operation: string | undefined;
}

export interface HotPath {
  /** A listener that answers hits, and hands every other request to `next` with nothing taken from it. */
  inFrontOf(next: RequestListener): RequestListener;
  /** Tells what a request has asked that went on to Fastify and was answered from the response cache, or for it. */
  learn(request: IncomingMessage, question: Question): void;
}

export interface HotPathOptions
  extends Pick<EndpointOptions, 'sites' | 'visitors' | 'exposed' | 'limits' | 'unconfirmed'> {
  readonly responses: NonNullable<EndpointOptions['responses']>;
  readonly lifecycle: Lifecycle;
  readonly counts: AnswerCounts;
  readonly requestId: () => string;
  readonly now: () => number;
  readonly log: Logger;
}

/** What is remembered of a request, with all at hand that is the same each time. */
interface Known extends Question {
  readonly lookup: Lookup<ResponsePayload, Assignment>;
  readonly counts: SiteCounts;
}

/** Bytes of requests that are remembered. */
const rememberedBytes = 32 * 2 ** 20;
/** Larger ones are rare, and would take the place of many. */
const longestBody = 32_768;
const endpoint = /^(?:\/[\w-]+)?\/graphql(?:\?|$)/;

const fixedHeaders = Object.entries({ ...securityHeaders, ...corsHeaders, ...answerHeaders })
  .filter(([name]) => name !== 'cache-control')
  .flat();

export function createHotPath(options: HotPathOptions): HotPath {
  const { responses, visitors, counts, lifecycle, log, now } = options;
  const known = new LRUCache<string, Known>({
    maxSize: rememberedBytes,
    sizeCalculation: (_, key) => key.length + 500,
  });
  /** What a request that went on is to be known by. */
  const names = new WeakMap<IncomingMessage, string>();
  const snapshotOf = createSnapshots();
  const logsHits = log.isLevelEnabled('debug');

  /** Whether it was answered. Nothing is written before it is certain that it will be. */
  function answer(request: IncomingMessage, response: ServerResponse, name: string): boolean {
    // Looked at without a note of its use, which costs more than to learn the oldest of thousands again.
    const question = known.peek(name);
    if (question?.sites !== options.sites()) {
      names.set(request, name);
      return false;
    }
    const { headers } = request;
    const mediaType = chooseMediaType(headers.accept);
    const channel = channelOf(headers['etalage-channel']);
    if (mediaType === undefined || channel === undefined || options.unconfirmed?.current()) return false;
    const visitor = visitors.recognize(headers, question.site);
    if (visitor === undefined) return false;
    const at = now();
    const entry = question.lookup(snapshotOf(visitor, question.site, channel), at);
    // What is degraded is gone in two seconds: not worth a second way to say so.
    if (entry === undefined || entry.degraded.length > 0) return false;

    if (entry.assignments.length > 0) options.exposed(visitor.visitorId, entry.assignments);
    question.counts.HIT += 1;
    const id = options.requestId();
    const status = send(request, response, entry, question, mediaType, id, at);
    if (logsHits) {
      const { site, operation } = question;
      log.debug({ request: id, method: request.method, site: site.key, channel, operation, status }, 'hit');
    }
    return true;
  }

  function tryToAnswer(request: IncomingMessage, response: ServerResponse, name: string): boolean {
    try {
      return answer(request, response, name);
    } catch (error) {
      // Fastify's way meets the same error, and has the place where it is told.
      if (!response.headersSent) return false;
      throw error;
    }
  }

  /** A body that came with its head is there now, whole. One that is not is a slow client's, and Fastify's to read. */
  function answerPost(request: IncomingMessage, response: ServerResponse, length: number): boolean {
    if (request.destroyed || request.readableLength !== length) return false;
    const body: Buffer | null = request.read();
    if (body === null) return false;
    if (tryToAnswer(request, response, `${nameOf(request)}\n${body.toString('latin1')}`)) return true;
    request.unshift(body);
    return false;
  }

  return {
    inFrontOf: (next) => (request, response) => {
      const { method, url = '', headers } = request;
      if (lifecycle.draining || isSpecial(headers)) return next(request, response);
      if (method === 'GET') {
        // Whether it is for an endpoint is not asked: nothing is known of what is for another.
        if (!isPlain(headers) || !tryToAnswer(request, response, nameOf(request))) next(request, response);
        return;
      }
      if (method !== 'POST' || !endpoint.test(url)) return next(request, response);
      const length = lengthOf(request, Math.min(longestBody, options.limits.bodyBytes));
      if (length === undefined) return next(request, response);
      // The parser is in the middle of what has arrived: a tick later it has handed over the body too.
      process.nextTick(() => {
        if (!answerPost(request, response, length)) next(request, response);
      });
    },
    learn(request, question) {
      const name = names.get(request);
      if (name === undefined) return;
      const { key, site } = question;
      known.set(name, { ...question, lookup: responses.lookup(key), counts: counts.of(site.key) });
    },
  };
}

/** All that the answer depends on besides the body and the headers that are looked at each time. */
function nameOf({ method, url = '', headers }: IncomingMessage): string {
  if (url.startsWith('/graphql')) return `${method} ${headers.host} ${url}`;
  return method === 'GET' ? url : `${method} ${url}`;
}

/** Whether more is asked than a remembered answer says. Name by name: a loop over them is several times as slow. */
function isSpecial(headers: IncomingHttpHeaders): boolean {
  return (
    headers.authorization !== undefined ||
    headers['etalage-after'] !== undefined ||
    headers['etalage-explain'] !== undefined ||
    headers['etalage-preview'] !== undefined ||
    headers.expect !== undefined
  );
}

/** Whether a GET is one: without a body, and not sent blindly by a browser (see `readGet` in graphql.ts). */
function isPlain(headers: IncomingHttpHeaders): boolean {
  return (
    headers['content-length'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    headers['sec-fetch-mode'] !== 'no-cors'
  );
}

function channelOf(header: string | string[] | undefined): Channel | undefined {
  if (header === undefined) return 'WEB';
  return typeof header === 'string' && isChannel(header) ? header : undefined;
}

/** The length of a body that may be looked at: JSON in UTF-8, not compressed, not chunked, not too long. */
function lengthOf({ headers }: IncomingMessage, most: number): number | undefined {
  const { 'content-type': type, 'content-length': given } = headers;
  if (type === undefined || !isJsonInUtf8(type)) return undefined;
  if (given === undefined || headers['content-encoding'] !== undefined || headers['transfer-encoding'] !== undefined) {
    return undefined;
  }
  const length = Number(given);
  return length > 0 && length <= most ? length : undefined;
}

/** @returns the status that was sent. */
function send(
  request: IncomingMessage,
  response: ServerResponse,
  entry: Entry<ResponsePayload, Assignment>,
  { cdnTags }: Question,
  mediaType: MediaType,
  id: string,
  now: number,
): 200 | 304 {
  const { payload } = entry;
  const { headers } = request;
  const head = [...fixedHeaders, 'etalage-request-id', id, ...freshnessHeaders(entry, cdnTags, now)];
  if (request.method === 'GET' && isNoneMatch(headers['if-none-match'], payload)) {
    response.writeHead(304, head).end();
    return 304;
  }
  const encoding = chooseEncoding(headers['accept-encoding'] as string | undefined);
  const form = encoding && formOf(payload, encoding);
  const bytes = form ?? payload.body;
  head.push('content-type', contentTypes[mediaType], 'content-length', String(bytes.length));
  if (form) head.push('content-encoding', encoding);
  response.writeHead(200, head).end(bytes);
  return 200;
}
