/** The clients that storefronts use for what is live, each behind one function. */
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { EventSource } from 'eventsource';
import { parse, print } from 'graphql';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Result {
  // biome-ignore lint/suspicious/noExplicitAny: results are looked at by path, as a storefront in JavaScript does
  readonly data?: any;
}

type Variables = Record<string, unknown>;
/** Asks for something live and tells each result; the function that it returns ends that. */
export type Ask = (query: string, variables: Variables, told: (result: Result) => void) => () => void;

const quiet = { error: () => {}, complete: () => {} };
const isQuery = (query: string) => query.includes('@live');

/** @param url of the endpoint, as plain HTTP has it. */
export function createSocketClient(url: string, options: Partial<Parameters<typeof createClient>[0]> = {}) {
  return createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, ...options });
}

/** As graphql-sse's recipes have it. */
function createEventLink(url: string): ApolloLink {
  const client = createEventClient({ url });
  return new ApolloLink(
    ({ query, variables, operationName }) =>
      new Observable((sink) =>
        client.subscribe<Record<string, unknown>>(
          { query: print(query), variables, operationName },
          {
            next: (result) => sink.next(result as never),
            complete: () => sink.complete(),
            error: (e) => sink.error(e),
          },
        ),
      ),
  );
}

function askByApollo(link: ApolloLink): Ask {
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  return (query, variables, told) => {
    const document = parse(query);
    const show = (result: { readonly data?: unknown }) => {
      if (result.data) told(result);
    };
    const subscription = isQuery(query)
      ? client.watchQuery({ query: document, variables, fetchPolicy: 'network-only' }).subscribe(show)
      : client.subscribe({ query: document, variables }).subscribe(show);
    return () => {
      subscription.unsubscribe();
      client.stop();
    };
  };
}

type Forward = { subscribe: (request: { query: string; variables?: Variables }, sink: never) => () => void };

const askBy =
  (urql: Client): Ask =>
  (query, variables, told) => {
    const results = isQuery(query) ? urql.query(query, variables) : urql.subscription(query, variables);
    return results.subscribe((result) => result.data && told(result as Result)).unsubscribe;
  };

function askByUrql(url: string, client: Forward): Ask {
  const exchange = subscriptionExchange({
    enableAllOperations: true,
    forwardSubscription: ({ query = '', variables }) => ({
      subscribe: (sink) => ({
        unsubscribe: client.subscribe({ query, variables: variables as Variables }, sink as never),
      }),
    }),
  });
  return askBy(new Client({ url, preferGetMethod: false, exchanges: [exchange] }));
}

/** By name: each makes a client for an endpoint. */
export const streamClients: readonly (readonly [string, (url: string) => Ask])[] = [
  [
    'graphql-ws',
    (url) => (query, variables, told) =>
      createSocketClient(url).subscribe({ query, variables }, { ...quiet, next: told }),
  ],
  [
    'graphql-sse',
    (url) => (query, variables, told) =>
      createEventClient({ url }).subscribe({ query, variables }, { ...quiet, next: told }),
  ],
  [
    'EventSource',
    (url) => (query, variables, told) => {
      const source = new EventSource(`${url}?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`);
      source.addEventListener('next', ({ data }) => told(JSON.parse(data)));
      return () => source.close();
    },
  ],
  ['Apollo Client over graphql-ws', (url) => askByApollo(new GraphQLWsLink(createSocketClient(url)))],
  ['Apollo Client over graphql-sse', (url) => askByApollo(createEventLink(url))],
  ['urql over graphql-ws', (url) => askByUrql(url, createSocketClient(url) as Forward)],
  ['urql over graphql-sse', (url) => askByUrql(url, createEventClient({ url }) as Forward)],
  [
    'urql by its own fetch',
    (url) => askBy(new Client({ url, preferGetMethod: false, exchanges: [fetchExchange], fetchSubscriptions: true })),
  ],
];
