import type { RequestContext } from '../context/context.ts';
import { EtalageError } from '../contract/errors.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { At, Desk } from '../visitor/desk.ts';
import { visitorAsOfNow } from './visitor.ts';

/** What a mutation about the visitor works with. @throws {EtalageError} VISITOR_NEEDS_HTTP where no token can be sent back. */
export function deskOf({ desk, session, site, channel, texts, origin, signal }: RequestContext): [Desk, At] {
  if (!desk || !session)
    throw new EtalageError('VISITOR_NEEDS_HTTP', 'The answer brings a new token in a header: send this by HTTP POST', {
      expose: true,
    });
  return [desk, { session, site, channel, texts, origin, signal }];
}

export const toDate = (ms: number) => new Date(ms).toISOString();

export const identify: Resolvers = {
  Mutation: {
    identify: async (_, { input }, context) => {
      const [desk, at] = deskOf(context);
      const { challenge, userErrors } = await desk.identify(input, at);
      return {
        visitor: visitorAsOfNow(context),
        challenge: challenge && { ...challenge, expiresAt: toDate(challenge.expiresAt) },
        userErrors: [...userErrors],
      };
    },
    identifyConfirm: async (_, { code }, context) => {
      const [desk, at] = deskOf(context);
      const userErrors = await desk.confirm(code, at);
      return { visitor: visitorAsOfNow(context), userErrors: [...userErrors] };
    },
  },
};
