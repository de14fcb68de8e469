import { EtalageError } from '../contract/errors.ts';
import type { Resolvers } from '../generated/resolvers.ts';

export const change: Resolvers = {
  Subscription: {
    productChanged: {
      // Streams answer subscriptions by queries of their products: see src/streams. Who gets here asked for one answer.
      subscribe() {
        throw new EtalageError(
          'BAD_REQUEST',
          'A subscription is answered as a stream: ask by graphql-sse or graphql-ws',
          {
            expose: true,
          },
        );
      },
      resolve: () => {
        throw new TypeError('a subscription is answered by its stream');
      },
    },
  },
};
