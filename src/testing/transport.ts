import type { ConnectorErrorCode } from '../contract/errors.ts';

/** A `fetch` that counts the requests it passes on. */
export interface CountingFetch {
  readonly fetch: typeof fetch;
  /** Requests so far. */
  count(): number;
}

export function countRequests(through: typeof fetch): CountingFetch {
  let requests = 0;
  return {
    fetch: (input, init) => {
      requests += 1;
      return through(input, init);
    },
    count: () => requests,
  };
}

/** How a backend in trouble looks through HTTP, and what a connector should call it. */
export interface Trouble {
  readonly name: string;
  readonly codes: readonly ConnectorErrorCode[];
  readonly fetch: typeof fetch;
}

function answers(status: number, body: string, type: string, headers: Record<string, string> = {}): typeof fetch {
  return async () => new Response(body, { status, headers: { 'content-type': type, ...headers } });
}

const json = 'application/json';
const html = '<!doctype html><html><body><h1>We will be back soon</h1></body></html>';

export const troubles: readonly Trouble[] = [
  { name: 'a 500', codes: ['CONNECTOR_UNAVAILABLE'], fetch: answers(500, '{"message":"boom"}', json) },
  { name: 'a 503 page', codes: ['CONNECTOR_UNAVAILABLE'], fetch: answers(503, html, 'text/html') },
  {
    name: 'a 429',
    codes: ['CONNECTOR_RATE_LIMITED'],
    fetch: answers(429, '{"message":"slow down"}', json, { 'retry-after': '1' }),
  },
  { name: 'a 401', codes: ['CONNECTOR_DENIED'], fetch: answers(401, '{"message":"who are you"}', json) },
  { name: 'a 403', codes: ['CONNECTOR_DENIED'], fetch: answers(403, html, 'text/html') },
  { name: 'a 400', codes: ['CONNECTOR_REJECTED'], fetch: answers(400, '{"message":"no such field"}', json) },
  {
    name: 'a connection reset',
    codes: ['CONNECTOR_UNAVAILABLE'],
    fetch: () => Promise.reject(new TypeError('fetch failed', { cause: networkError('ECONNRESET') })),
  },
  { name: 'a page instead of JSON', codes: ['CONNECTOR_MALFORMED'], fetch: answers(200, html, 'text/html') },
  { name: 'a page that claims to be JSON', codes: ['CONNECTOR_MALFORMED'], fetch: answers(200, html, json) },
  { name: 'truncated JSON', codes: ['CONNECTOR_MALFORMED'], fetch: answers(200, '{"data":{"items":[{"id":"1', json) },
  { name: 'an empty body', codes: ['CONNECTOR_MALFORMED'], fetch: answers(200, '', json) },
  { name: 'JSON null', codes: ['CONNECTOR_MALFORMED'], fetch: answers(200, 'null', json) },
  { name: 'a JSON number', codes: ['CONNECTOR_MALFORMED'], fetch: answers(200, '42', json) },
  {
    name: 'a body that breaks off',
    codes: ['CONNECTOR_UNAVAILABLE', 'CONNECTOR_MALFORMED'],
    fetch: async () => new Response(brokenOff(), { status: 200, headers: { 'content-type': json } }),
  },
];

/**
 * A backend that does not answer: requests reject when their signal aborts, as those of `fetch` do. `release` ends those that
 * were made without a signal with a connection reset, so that nothing waits for ever for a connector that passed none.
 */
export function hang(): { readonly fetch: typeof fetch; readonly asked: Promise<void>; release(): void } {
  const asked = Promise.withResolvers<void>();
  const reset = Promise.withResolvers<never>();
  reset.promise.catch(() => undefined);
  return {
    fetch: (input, init) => {
      const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
      asked.resolve();
      const left = new Promise<never>((_resolve, reject) => {
        if (signal?.aborted) reject(signal.reason);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
      return Promise.race([left, reset.promise]);
    },
    asked: asked.promise,
    release: () => reset.reject(new TypeError('fetch failed', { cause: networkError('ECONNRESET') })),
  };
}

function networkError(code: string): Error {
  return Object.assign(new Error(`read ${code}`), { code });
}

function brokenOff(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"data":'));
    },
    pull(controller) {
      controller.error(new TypeError('terminated', { cause: networkError('UND_ERR_SOCKET') }));
    },
  });
}
