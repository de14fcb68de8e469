import type { IncomingHttpHeaders } from 'node:http';
import type { Who } from '../../src/context/session.ts';
import type { Visitors } from '../../src/http/visitors.ts';
import type { Answer } from './demo.ts';

/** A client that keeps the token that it was given last, as a storefront does. */
export interface Browser {
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  /** What it would send; null before it was given one. */
  token: string | null;
  /** Headers of the last answer. */
  readonly last: Headers;
}

export function createBrowser(url: string, site: string, fixed: Record<string, string> = {}): Browser {
  let last = new Headers();
  const browser = {
    token: null as string | null,
    get last() {
      return last;
    },
    async ask(query: string, variables = {}, headers: Record<string, string> = {}): Promise<Answer> {
      const response = await fetch(`${url}/${site}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(browser.token === null ? {} : { 'etalage-visitor': browser.token }),
          ...fixed,
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      last = response.headers;
      browser.token = response.headers.get('etalage-visitor') ?? browser.token;
      return (await response.json()) as Answer;
    },
  };
  return browser;
}

/** Visitors who are found without a token of ours: for tests of what is around them. */
export function visitorsBy(find: (headers: IncomingHttpHeaders) => Who): Visitors {
  return {
    recognize: find,
    arrive: async (headers) => find(headers),
    follow: (headers) => () => find(headers),
    headersOf: () => ({}),
  };
}
