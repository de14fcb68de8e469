import type { IncomingHttpHeaders } from 'node:http';
import type { Profile, Profiles } from '../contract/profile.ts';
import type { VisitorToken, VisitorTokens } from '../visitor/token.ts';

/** Who asks, as far as a valid token says. */
export interface RecognizedVisitor {
  readonly visitorId: string | null;
  readonly profile: Profile | null;
}

export interface Visitors {
  /** The same object for as long as the token holds and the profile is the same one. */
  recognize(headers: IncomingHttpHeaders): RecognizedVisitor;
}

const nobody: RecognizedVisitor = { visitorId: null, profile: null };
const cookie = /(?:^|;\s*)etalage_visitor=([^;\s]*)/;

/**
 * Finds the visitor by the header `etalage-visitor` or, without one, the cookie `etalage_visitor`. A token that is not
 * ours, was changed or is over makes an anonymous visitor, never an error: the page must go on.
 */
export function createVisitors(tokens: VisitorTokens, profiles: Profiles, now: () => number): Visitors {
  const known = new WeakMap<VisitorToken, RecognizedVisitor>();
  return {
    recognize(headers) {
      const given = headers['etalage-visitor'] ?? (headers.cookie && cookie.exec(headers.cookie)?.[1]);
      if (typeof given !== 'string' || given === '') return nobody;
      const token = tokens.verify(given, now());
      if (!token) return nobody;
      const { visitorId } = token;
      const profile = profiles.get(visitorId) ?? null;
      const before = known.get(token);
      if (before?.profile === profile) return before;
      const visitor: RecognizedVisitor = { visitorId, profile };
      known.set(token, visitor);
      return visitor;
    },
  };
}
