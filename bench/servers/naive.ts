/**
 * What a team would write in an afternoon: Yoga with its pub/sub in memory and a webhook that publishes, over the same
 * backend as our replicas. It remembers nothing, so every answer is fresh; it keeps no log, so what is published while a
 * subscriber is away is gone, and a second process would not hear of it. Speaks as `test/support/replica.server.ts` does.
 */
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createPubSub, createSchema, createYoga, Repeater } from 'graphql-yoga';
import { listenOn } from './listen.ts';

const { BACKEND_URL = '' } = process.env;

interface Product {
  readonly handle: string;
  readonly title: string;
}

interface Change {
  readonly kind: string;
  readonly handle: string;
}

const published = createPubSub<{ change: [Change] }>();

async function read(handle: string): Promise<Product | null> {
  const response = await fetch(BACKEND_URL, { method: 'POST', body: JSON.stringify([handle]) });
  const [product = null] = (await response.json()) as (Product | null)[];
  return product;
}

const schema = createSchema({
  typeDefs: `
    type Product { handle: String! title: String! }
    type ProductChange { kind: String! handle: String! product: Product }
    type Query { product(handle: String!): Product }
    type Subscription { productChanged(handles: [String!]!): ProductChange! }
  `,
  resolvers: {
    Query: { product: (_, { handle }: { handle: string }) => read(handle) },
    ProductChange: { product: ({ handle }: Change) => read(handle) },
    Subscription: {
      productChanged: {
        subscribe: (_, { handles }: { handles: string[] }) =>
          Repeater.merge([
            handles.map((handle): Change => ({ kind: 'SNAPSHOT', handle })),
            published.subscribe('change'),
          ]),
        resolve: (change: Change) => change,
      },
    },
  },
});
const yoga = createYoga({ schema, graphqlEndpoint: '/:site/graphql', logging: false });

const server = createServer(async (request, response) => {
  if (!request.url?.startsWith('/webhooks/')) return yoga(request, response);
  for (const { key } of JSON.parse((await buffer(request)).toString()) as { key: string }[])
    published.publish('change', { kind: 'CHANGED', handle: key });
  response.writeHead(202).end();
});
process.once('disconnect', () => process.exit(1));
process.send?.({ url: `http://127.0.0.1:${await listenOn(server)}` });
