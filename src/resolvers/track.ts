import { EtalageError } from '../contract/errors.ts';
import type { Resolvers } from '../generated/resolvers.ts';

export const track: Resolvers = {
  Mutation: {
    track: async (_, { events }, { track, site, channel, session, who }) => {
      if (!track)
        throw new EtalageError('EVENTS_UNAVAILABLE', 'This server has no store: it keeps no events', { expose: true });
      // As of now: what was decided before in the same operation counts.
      const { visitorId } = session?.who() ?? who;
      const taken = await track({ site, channel, visitorId, events });
      return { ...taken, rejected: [...taken.rejected] };
    },
  },
};
