import type { Resolvers } from '../generated/resolvers.ts';
import { toGlobalId } from './global-id.ts';

export const review: Resolvers = {
  Review: { id: ({ id }) => toGlobalId('Review', id) },
};
