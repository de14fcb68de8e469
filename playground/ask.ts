import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { type DocumentNode, getOperationAST } from 'graphql';
import { createClient } from 'graphql-sse';
import { explainHeaders } from './explaining.ts';
import { type Lens, viewHeaders } from './view-as.ts';

/**
 * Asks the endpoint that opened the page, with the headers of the present view; those typed in the editor win. What is
 * live, a subscription or a query with `@live`, is asked for as an event stream, and shown as it changes until it is stopped.
 */
export function createFetcher(endpoint: string, lenses: readonly Lens[]): Fetcher {
  return async (request, options) => {
    const view = viewHeaders(lenses);
    if (isLive(options?.documentAST, request.operationName)) {
      return listen(endpoint, request, { ...view, ...options?.headers });
    }
    // The schema, which the editor asks for by itself, needs no explanation.
    const explain = request.operationName === 'IntrospectionQuery' ? {} : explainHeaders();
    const response = await post(endpoint, request, { ...view, ...explain, ...options?.headers });
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      throw new Error(`The server answered ${response.status} without JSON: ${text.slice(0, 300)}`);
    }
  };
}

function isLive(document: DocumentNode | null | undefined, name: string | null | undefined): boolean {
  const operation = document && getOperationAST(document, name);
  return (
    operation?.operation === 'subscription' || operation?.directives?.some(({ name }) => name.value === 'live') === true
  );
}

/** An observable, as the editor takes them. */
function listen(url: string, request: FetcherParams, headers: Record<string, string>) {
  const { query, variables } = request;
  const operationName = request.operationName ?? undefined;
  const client = createClient({ url, headers });
  return {
    subscribe: (observer: Parameters<typeof client.subscribe>[1]) => ({
      unsubscribe: client.subscribe({ query, variables, operationName }, observer),
    }),
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
