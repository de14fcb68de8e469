import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { explainHeaders } from './explaining.ts';
import { type Lens, viewHeaders } from './view-as.ts';

/** Asks the endpoint that opened the page, with the headers of the present view; those typed in the editor win. */
export function createFetcher(endpoint: string, lenses: readonly Lens[]): Fetcher {
  return async (request, options) => {
    // The schema, which the editor asks for by itself, needs no explanation.
    const explain = request.operationName === 'IntrospectionQuery' ? {} : explainHeaders();
    const response = await post(endpoint, request, { ...viewHeaders(lenses), ...explain, ...options?.headers });
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      throw new Error(`The server answered ${response.status} without JSON: ${text.slice(0, 300)}`);
    }
  };
}

/** One query's `data`, or what there is of it; null when the server has no answer. */
export async function ask<Data>(endpoint: string, query: string, variables = {}): Promise<Data | null> {
  const response = await post(endpoint, { query, variables }, {});
  const body: { data?: Data | null } = await response.json();
  return body.data ?? null;
}

function post(endpoint: string, request: FetcherParams, headers: Record<string, string>): Promise<Response> {
  return fetch(endpoint, {
    method: 'POST',
    headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
  });
}
