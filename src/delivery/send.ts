import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { readRetryAfter } from './backoff.ts';

/** What became of one request. */
export type Verdict =
  | { readonly taken: true; readonly status: number }
  | {
      readonly taken: false;
      /** Null when there was no answer. */
      readonly status: number | null;
      /** In words, for operators. Nothing of an answer's body. */
      readonly reason: string;
      /** What the receiver asked for, in milliseconds. */
      readonly retryAfterMs: number | null;
    };

export interface SenderOptions {
  readonly mayReach: (host: string, address: string) => boolean;
  readonly plainHttp: boolean;
  /** For one request, from the look-up of the host to the status line and headers, in milliseconds. */
  readonly deadlineMs: number;
  /** Finds the addresses of a host. Default the system's. */
  readonly resolve?: (host: string, options: LookupAllOptions, found: Found) => void;
}

type Found = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

export interface Sender {
  /** Posts once; never rejects. `signal` gives up. */
  send(url: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal): Promise<Verdict>;
  /** Closes connections that are kept open. */
  close(): void;
}

/** Of an answer's body so much is taken in, in bytes, so that its connection can be used again; more closes it. */
const bodyBytes = 4_096;
/** And for so long, in milliseconds. */
const bodyMs = 1_000;
const idleMs = 4_000;

/**
 * Posts to receivers that others have named, so it trusts none of them: addresses are checked as they are connected to, and
 * not in a look-up before; redirects are not followed; a status is all that is taken of an answer.
 */
export function createSender({ mayReach, plainHttp, deadlineMs, resolve = lookup }: SenderOptions): Sender {
  // Agents of our own: the global ones may be told to use a proxy by the environment, and are shared.
  const settings = { keepAlive: true, timeout: idleMs, lookup: checkedLookup(mayReach, resolve), proxyEnv: undefined };
  const agents = { 'http:': new http.Agent(settings), 'https:': new https.Agent(settings) };

  async function send(text: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal) {
    const url = new URL(text);
    if (url.protocol === 'http:' && !plainHttp)
      return failed('http is not allowed: use https, or set webhooks.plainHttp');
    // What is an address already is not looked up.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !mayReach(host, host)) return failed(refusedAddress(host));
    const limit = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
    const first = await post(url, headers, body, limit);
    // A kept connection that the receiver closed meanwhile says nothing about the receiver.
    const last = first instanceof StaleConnection ? await post(url, headers, body, limit) : first;
    return last instanceof Error ? failed(wordsOf(last, deadlineMs)) : last;
  }

  function post(url: URL, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal) {
    const { promise, resolve } = Promise.withResolvers<Verdict | Error>();
    const secure = url.protocol === 'https:';
    const request = (secure ? https : http).request(url, {
      method: 'POST',
      agent: agents[secure ? 'https:' : 'http:'],
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal,
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      resolve(signal.aborted ? (signal.reason as Error) : stale ? new StaleConnection() : error);
    });
    request.on('response', (response) => {
      resolve(verdictOf(response));
      discard(response);
    });
    request.end(body);
    return promise;
  }

  return {
    send,
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

class StaleConnection extends Error {}

function failed(reason: string, status: number | null = null, retryAfterMs: number | null = null): Verdict {
  return { taken: false, status, reason, retryAfterMs };
}

function verdictOf({ statusCode: status = 0, headers }: http.IncomingMessage): Verdict {
  if (status >= 200 && status < 300) return { taken: true, status };
  if (status >= 300 && status < 400)
    return failed(`answered ${status}, a redirect, which is not followed: name the address itself`, status);
  const wait = status === 429 || status === 503 ? readRetryAfter(headers['retry-after'], Date.now()) : null;
  return failed(`answered ${status}`, status, wait);
}

/** Lets a short answer end, so that its connection stays usable; one that is long or slow is cut off. */
function discard(response: http.IncomingMessage): void {
  let read = 0;
  const timer = setTimeout(() => response.destroy(), bodyMs).unref();
  response.on('error', () => undefined);
  response.on('close', () => clearTimeout(timer));
  response.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > bodyBytes) response.destroy();
  });
}

/** A look-up that gives a connection only addresses that it may have: between the check and the use there is nothing. */
function checkedLookup(
  mayReach: SenderOptions['mayReach'],
  resolve: NonNullable<SenderOptions['resolve']>,
): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const open = addresses.filter(({ address }) => mayReach(host, address));
      const [first] = open;
      if (!first) return callback(new Error(refusedAddress(host)), '', 0);
      // Node asks for all of them where it may try several.
      if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };
}

function refusedAddress(host: string): string {
  return `${host} is not on the public internet: name it in webhooks.reach if it may be told`;
}

function wordsOf(error: NodeJS.ErrnoException, deadlineMs: number): string {
  if (error.name === 'TimeoutError') return `no answer within ${deadlineMs} ms`;
  if (error.name === 'AbortError') return 'given up: this process stops';
  // Of several addresses none could be connected to.
  if (error instanceof AggregateError) return wordsOf(error.errors[0] ?? new Error('no connection'), deadlineMs);
  return error.message;
}
