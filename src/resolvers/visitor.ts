import { isMember } from '../experience/segments.ts';
import type { Resolvers } from '../generated/resolvers.ts';

/** Who asks; null without a valid token. */
export interface VisitorModel {
  readonly id: string | null;
}

export const visitor: Resolvers = {
  Query: {
    // Asked for here and not below, so that whatever is selected of a visitor makes the answer theirs alone.
    visitor: (_, __, { recorder }) => ({ id: recorder.input('visitorId') as string | null }),
  },
  Visitor: {
    id: ({ id }) => id ?? 'anonymous',
    // A token proves a device that came back, and nobody's name.
    recognition: () => 'ANONYMOUS',
    segments: (_, __, { site, recorder }) =>
      Object.entries(site.segments).flatMap(([key, { title, because }]) => {
        const words = because[site.language];
        // As in decisions: a rule without words in the site's language is left unsaid.
        return words !== undefined && isMember(key, site, recorder) ? [{ key, title, because: words }] : [];
      }),
  },
};
