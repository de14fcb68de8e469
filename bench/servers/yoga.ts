/** GraphQL Yoga with its response cache, as its documentation starts it: a session is a visitor. */
import { createServer } from 'node:http';
import { createInMemoryCache, useResponseCache as responseCache } from '@graphql-yoga/plugin-response-cache';
import { createYoga } from 'graphql-yoga';
import { createBackends } from '../fixture/connectors.ts';
import { createContexts } from '../rivals/context.ts';
import { createRivalSchema } from '../rivals/schema.ts';
import type { Started } from '../server.ts';
import { listenOn } from './listen.ts';

/** About what 256 MiB hold of answers as objects, with what the cache keeps besides. */
const maxEntries = 8_000;

export async function start(): Promise<Started> {
  const contexts = createContexts(createBackends().connectors);
  const yoga = createYoga({
    schema: createRivalSchema(),
    graphqlEndpoint: '/:site/graphql',
    logging: false,
    context: ({ request }) => contexts.open(request.headers.get('etalage-visitor') ?? undefined),
    plugins: [
      responseCache({
        session: (request) => request.headers.get('etalage-visitor'),
        ttl: 3_600_000,
        cache: createInMemoryCache({ max: maxEntries }),
      }),
    ],
  });
  return { port: await listenOn(createServer(yoga)) };
}
