/** A server over a small schema of its own, for what HTTP does around GraphQL. */
import { Writable } from 'node:stream';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { type Logger, pino } from 'pino';
import { createRecorder } from '../../src/cache/recorder.ts';
import { createMemoryLog } from '../../src/changes/memory-log.ts';
import type { ServerLimits } from '../../src/config/define.ts';
import type { SiteDirectory } from '../../src/config/site.ts';
import { parseSites } from '../../src/config/sites-file.ts';
import type { RequestContext } from '../../src/context/context.ts';
import { openRequest } from '../../src/context/create.ts';
import { ConnectorError, EtalageError } from '../../src/contract/errors.ts';
import { type AppOptions, createApp } from '../../src/http/app.ts';
import { createConsistency } from '../../src/http/consistency.ts';
import type { Streams } from '../../src/streams/port.ts';

export const limits: ServerLimits = {
  bodyBytes: 100_000,
  depth: 15,
  cost: 20_000,
  aliases: 100,
  requestMs: 10_000,
  streams: {
    total: 1_000,
    perClient: 100,
    perConnection: 100,
    proxies: 0,
    bufferBytes: 262_144,
    slowMs: 30_000,
    heartbeatMs: 15_000,
    initMs: 5_000,
  },
};

export const directory: SiteDirectory = parseSites(
  'sites.json',
  JSON.stringify({
    group: {},
    brands: {
      nachtwit: {
        name: 'Nachtwit',
        currency: 'EUR',
        language: 'nl',
        country: 'NL',
        sites: { 'nachtwit-nl': { url: 'https://nachtwit.example', hosts: ['nachtwit.example'] } },
      },
      zalf: {
        name: 'Zalf',
        currency: 'EUR',
        language: 'nl',
        country: 'NL',
        sites: { 'zalf-nl': { url: 'https://zalf.example', hosts: ['zalf.example'] } },
      },
    },
  }),
  [],
);

const typeDefs = `
  type Query {
    siteKey: String!
    channel: String!
    product(handle: String!): Product
    products(first: Int! = 24): [Product!]!
    fault(kind: String!): String
    requiredFault: Product
    degraded: String
    wait(ms: Int!): Int
  }
  type Product { handle: String!  title: String  variants(first: Int! = 50): Variants!  missing: String! }
  type Variants { nodes: [Product!]! }
  type Mutation { touch: Boolean }
`;

import { uncached } from '../support/backends.ts';
import { visitorsBy } from '../support/visitor-browser.ts';

/** What must never be seen outside: it stands for a backend's own words. */
export const secret = 'http://10.0.0.7/internal said: jan@example.com has no credit';

const faults: Readonly<Record<string, () => Error>> = {
  connector: () => new ConnectorError('CONNECTOR_UNAVAILABLE', { connector: 'pim', capability: 'products' }, secret),
  own: () => new EtalageError('HANDLE_MALFORMED', 'This handle cannot be', { expose: true }),
  hidden: () => new EtalageError('SOMETHING_OF_OURS', secret),
  unexpected: () => new TypeError(secret),
  // What a GraphQL client would throw when a connector lets it through, without and with a place in its own answer.
  foreign: () => new GraphQLError(secret, { extensions: { code: 'FOREIGN', secret } }),
  located: () => new GraphQLError(secret, { path: ['fault'], extensions: { code: 'FOREIGN', secret } }),
};

export const schema: GraphQLSchema = makeExecutableSchema<RequestContext>({
  typeDefs,
  resolvers: {
    Query: {
      siteKey: (_source, _args, context) => context.site.key,
      channel: (_source, _args, context) => context.recorder.input('channel'),
      product: (_source, { handle }: { handle: string }) => (handle === 'absent' ? null : { handle, title: handle }),
      products: (_source, { first }: { first: number }) =>
        Array.from({ length: first }, (_, n) => ({ handle: `p${n}` })),
      fault: (_source, { kind }: { kind: string }) => {
        throw (faults[kind] ?? (() => new Error('no such fault')))();
      },
      requiredFault: () => ({ handle: 'x' }),
      degraded: (_source, _args, context, info) => {
        context.degraded.add(info, 'pim', 'MISSING', null);
        return null;
      },
      wait: async (_source, { ms }: { ms: number }) => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        return ms;
      },
    },
    Product: { variants: (product) => ({ nodes: [product] }) },
    Mutation: { touch: () => true },
  },
});

/** Collects the lines of a log. */
export function collectLog(level = 'info'): {
  log: Logger;
  text: () => string;
  lines: () => Record<string, unknown>[];
} {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return {
    log: pino({ level }, stream),
    text: () => chunks.join(''),
    lines: () =>
      chunks
        .join('')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

export interface StandIn {
  /** Of the server, without a path. */
  readonly origin: string;
  /** Of the GraphQL endpoint of nachtwit-nl. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a server, on a free port unless it is given one. There are no connectors: the schema here asks none. */
export async function startStandIn(
  { streams, ...options }: Omit<Partial<AppOptions>, 'streams'> & { readonly streams?: Streams } = {},
  port = 0,
): Promise<StandIn> {
  const app = await createApp({
    schema,
    limits,
    log: pino({ level: 'silent' }),
    sites: () => directory,
    openRequest: (request) => openRequest({ ...request, backends: uncached() }),
    recorder: (snapshot) => createRecorder(snapshot, Date.now(), 0),
    visitors: visitorsBy(() => ({ visitorId: null, profile: null })),
    responses: null,
    consistency: createConsistency(createMemoryLog()),
    explain: false,
    exposed: () => {},
    streams: streams && (() => streams),
    ...options,
  });
  const origin = await app.listen({ port, host: '127.0.0.1' });
  return { origin, url: `${origin}/nachtwit-nl/graphql`, close: () => app.close() };
}

export interface GraphQLAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
  readonly extensions?: Record<string, unknown>;
}

/** Posts an operation (or any JSON value) and reads the answer. */
export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; text: string; answer: GraphQLAnswer }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, answer: JSON.parse(text) as GraphQLAnswer };
}
