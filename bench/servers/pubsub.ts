/**
 * What a team would write without Etalage: Yoga with its own pub/sub in memory, as its documentation has it. Every
 * subscriber's selection is executed for every change.
 */
import { createServer } from 'node:http';
import { addResolversToSchema } from '@graphql-tools/schema';
import { createPubSub, createYoga, Repeater } from 'graphql-yoga';
import { createBackends } from '../fixture/connectors.ts';
import { createPriceChanges } from '../price-changes.ts';
import { createContexts, type RivalContext } from '../rivals/context.ts';
import { createRivalSchema } from '../rivals/schema.ts';
import type { Started } from '../server.ts';
import { listenOn } from './listen.ts';

export async function start(): Promise<Started> {
  const backends = createBackends();
  const contexts = createContexts(backends.connectors);
  const published = createPubSub<{ product: [handle: string, change: { readonly kind: string }] }>();
  let executions = 0;

  const schema = addResolversToSchema({
    schema: createRivalSchema(),
    resolvers: {
      Subscription: {
        productChanged: {
          subscribe: (_: unknown, { handles: [handle = ''] }: { handles: string[] }) =>
            Repeater.merge([[{ kind: 'SNAPSHOT' }], published.subscribe('product', handle)]),
          resolve: async (
            { kind }: { kind: string },
            { handles: [handle = ''] }: { handles: string[] },
            context: RivalContext,
          ) => {
            executions += 1;
            // A context lives as long as its subscription, and so would what its loaders remember.
            context.price.clearAll();
            return { kind, product: await context.productByHandle.load(handle) };
          },
        },
      },
    },
  });
  const yoga = createYoga({
    schema,
    graphqlEndpoint: '/:site/graphql',
    logging: false,
    context: ({ request }) => contexts.open(request.headers.get('etalage-visitor') ?? undefined),
  });
  return {
    port: await listenOn(createServer(yoga)),
    handlers: {
      executions: () => executions,
      ...createPriceChanges(backends, (handle) => published.publish('product', handle, { kind: 'CHANGED' })),
    },
  };
}
