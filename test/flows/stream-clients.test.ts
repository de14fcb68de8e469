import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { EventSource } from 'eventsource';
import { parse, print } from 'graphql';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { requirement } from '../support/requirement.ts';

const handle = 'matras-wadden';
const sku = 'NW-101-80200-MED';

interface Result {
  // biome-ignore lint/suspicious/noExplicitAny: results are looked at by path, as a storefront in JavaScript does
  readonly data?: any;
}

type Variables = Record<string, unknown>;
/** Asks for something live and tells each result; the function that it returns ends that. */
type Ask = (query: string, variables: Variables, told: (result: Result) => void) => () => void;

let demo: DemoServer;
let url: string;
let socketUrl: string;

beforeAll(async () => {
  demo = await startDemo();
  url = `${demo.server.url}/nachtwit-nl/graphql`;
  socketUrl = url.replace('http', 'ws');
});
afterAll(() => demo.close());

const quiet = { error: () => {}, complete: () => {} };
const socketClient = () => createSocketClient({ url: socketUrl, webSocketImpl: WebSocket });

/** As graphql-sse's recipes have it. */
function createEventLink(): ApolloLink {
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
    const subscription = query.includes('@live')
      ? client.watchQuery({ query: document, variables, fetchPolicy: 'network-only' }).subscribe(show)
      : client.subscribe({ query: document, variables }).subscribe(show);
    return () => {
      subscription.unsubscribe();
      client.stop();
    };
  };
}

type Forward = { subscribe: (request: { query: string; variables?: Variables }, sink: never) => () => void };

function askByUrql(client: Forward): Ask {
  const urql = new Client({
    url,
    preferGetMethod: false,
    exchanges: [
      subscriptionExchange({
        enableAllOperations: true,
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: client.subscribe({ query, variables: variables as Variables }, sink as never),
          }),
        }),
      }),
    ],
  });
  return (query, variables, told) => {
    const results = query.includes('@live') ? urql.query(query, variables) : urql.subscription(query, variables);
    return results.subscribe((result) => result.data && told(result as Result)).unsubscribe;
  };
}

const clients: readonly (readonly [string, () => Ask])[] = [
  [
    'graphql-ws',
    () => (query, variables, told) => socketClient().subscribe({ query, variables }, { ...quiet, next: told }),
  ],
  [
    'graphql-sse',
    () => (query, variables, told) =>
      createEventClient({ url }).subscribe({ query, variables }, { ...quiet, next: told }),
  ],
  [
    'EventSource',
    () => (query, variables, told) => {
      const source = new EventSource(`${url}?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`);
      source.addEventListener('next', ({ data }) => told(JSON.parse(data)));
      return () => source.close();
    },
  ],
  ['Apollo Client over graphql-ws', () => askByApollo(new GraphQLWsLink(socketClient()))],
  ['Apollo Client over graphql-sse', () => askByApollo(createEventLink())],
  ['urql over graphql-ws', () => askByUrql(socketClient() as Forward)],
  ['urql over graphql-sse', () => askByUrql(createEventClient({ url }) as Forward)],
  [
    'urql by its own fetch',
    () => (query, variables, told) => {
      const urql = new Client({ url, preferGetMethod: false, exchanges: [fetchExchange], fetchSubscriptions: true });
      const results = query.includes('@live') ? urql.query(query, variables) : urql.subscription(query, variables);
      return results.subscribe((result) => result.data && told(result as Result)).unsubscribe;
    },
  ],
];

let price = 70_000;

/** Sets another price, and says how an answer writes it. */
async function changePrice(): Promise<string> {
  price += 100;
  await demo.backends.shop.setPrice(sku, 'NL', { amount: price, was: null });
  return (price / 100).toFixed(2);
}

describe.each(clients)('flows: %s', (_name, create) => {
  it('shows another price of a live query', async () => {
    const results: Result[] = [];
    const end = create()(documentOf('LiveProduct'), { handle }, (result) => results.push(result));
    const shown = () => results.at(-1)?.data?.product.variants.nodes[0]?.price.amount;
    await expect.poll(shown, { timeout: 20_000 }).toBeDefined();
    const expected = await changePrice();
    await expect.poll(shown, { timeout: 20_000 }).toBe(expected);
    end();
  });

  it('is told of a product that changes', async () => {
    const results: Result[] = [];
    const end = create()(documentOf('Changes'), { handles: [handle] }, (result) => results.push(result));
    const kinds = () => results.map(({ data }) => data.productChanged.kind);
    await expect.poll(kinds, { timeout: 20_000 }).toEqual(['SNAPSHOT']);
    const expected = await changePrice();
    await expect.poll(kinds, { timeout: 20_000 }).toContain('CHANGED');
    const amounts = () => results.at(-1)?.data.productChanged.product.variants.nodes[0].price.amount;
    await expect.poll(amounts, { timeout: 20_000 }).toBe(expected);
    end();
  });
});

describe('flows: a client that was cut off', () => {
  it.each(['graphql-ws', 'graphql-sse'])(
    'goes on with %s from the last that it had, and misses nothing',
    async (name) => {
      const before = demo.server.app.transports.size().connections;
      const sockets = new Set<{ destroy(): void }>();
      const collect = (socket: { destroy(): void }) => void sockets.add(socket);
      demo.server.app.server.on('connection', collect);
      let reconnect = () => {};
      const mayReconnect = new Promise<void>((resolve) => {
        reconnect = resolve;
      });
      const client =
        name === 'graphql-ws'
          ? createSocketClient({
              url: socketUrl,
              webSocketImpl: WebSocket,
              shouldRetry: () => true,
              retryWait: () => mayReconnect,
            })
          : createEventClient({ url, retry: () => mayReconnect });
      const changes: { kind: string; cursor: string; fields: string[] }[] = [];
      const variables = {
        handles: [handle],
        get after() {
          return changes.at(-1)?.cursor;
        },
      };
      const end = client.subscribe<{ productChanged: (typeof changes)[number] }>(
        { query: documentOf('Changes'), variables },
        { ...quiet, next: ({ data }) => void (data && changes.push(data.productChanged)) },
      );
      await expect.poll(() => changes.map(({ kind }) => kind), { timeout: 20_000 }).toEqual(['SNAPSHOT']);

      demo.server.app.server.off('connection', collect);
      for (const socket of sockets) socket.destroy();
      await expect.poll(() => demo.server.app.transports.size().connections).toBe(before);
      await changePrice();
      reconnect();
      await expect.poll(() => changes.map(({ kind }) => kind), { timeout: 20_000 }).toEqual(['SNAPSHOT', 'CHANGED']);
      end();
    },
  );
});

const needed = requirement('chromium');

describe.skipIf(!needed.met)(`flows: a browser${needed.reason}`, () => {
  let browser: Browser;
  const other = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<title>A shop</title>'),
  );
  let elsewhere: string;
  beforeAll(async () => {
    await once(other.listen(0, '127.0.0.1'), 'listening');
    elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    browser = await chromium.launch({ executablePath: needed.path ?? '', args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => {
    await browser?.close();
    other.close();
  });

  it('receives events by its own EventSource from another origin, and comes back by itself', async () => {
    const page = await browser.newPage();
    await page.goto(elsewhere);
    const address = `${url}?${new URLSearchParams({ query: documentOf('LiveProduct'), variables: JSON.stringify({ handle }) })}`;
    await page.evaluate((to) => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      new globalThis.EventSource(to).addEventListener('next', ({ data }) => seen.push(data));
    }, address);
    const last = () => page.evaluate(() => (globalThis as never as { seen: string[] }).seen.at(-1) ?? '');
    await expect.poll(last, { timeout: 20_000 }).toContain('"product"');
    const expected = await changePrice();
    await expect.poll(last, { timeout: 20_000 }).toContain(expected);
    demo.server.app.server.closeAllConnections();
    const next = await changePrice();
    await expect.poll(last, { timeout: 20_000 }).toContain(next);
    await page.close();
  });
});
