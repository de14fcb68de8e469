/** Apollo Server as its documentation starts it: alone, without its cache control, or with its response cache. */

import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControl } from '@apollo/server/plugin/cacheControl';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import responseCache from '@apollo/server-plugin-response-cache';
import type { GraphQLResolveInfo } from 'graphql';
import { createBackends } from '../fixture/connectors.ts';
import { createContexts, type RivalContext } from '../rivals/context.ts';
import { createRivalSchema } from '../rivals/schema.ts';
import type { Started } from '../server.ts';

export interface ApolloOptions {
  /** Default: as it comes. `lean`: its cache control, which looks at every field, taken out. `cached`: its response cache. */
  readonly mode?: 'plain' | 'lean' | 'cached';
  readonly delayMs?: number;
}

const maxAge = 3600;

/** What the plugin adds to every field's info. */
type CacheControlled = GraphQLResolveInfo & {
  readonly cacheControl: { setCacheHint(hint: { maxAge: number; scope: 'PRIVATE' }): void };
};

const plugins = {
  plain: () => [],
  lean: () => [ApolloServerPluginCacheControlDisabled()],
  cached: () => [
    ApolloServerPluginCacheControl({ defaultMaxAge: maxAge }),
    responseCache<RivalContext>({ sessionId: async ({ contextValue }) => contextValue.visitorId }),
  ],
};

export async function start({ mode = 'plain', delayMs }: ApolloOptions): Promise<Started> {
  const contexts = createContexts(createBackends(delayMs).connectors);
  const schema = createRivalSchema({
    ...(mode === 'cached' && {
      personal: (info) => (info as CacheControlled).cacheControl.setCacheHint({ maxAge, scope: 'PRIVATE' }),
    }),
  });
  const server = new ApolloServer<RivalContext>({
    schema,
    plugins: plugins[mode](),
  });
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: '127.0.0.1' },
    context: async ({ req }) => contexts.open(req.headers['etalage-visitor'] as string | undefined),
  });
  return { port: Number(new URL(url).port) };
}
