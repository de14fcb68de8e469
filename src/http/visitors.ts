import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Profile, Profiles } from '../contract/profile.ts';
import type { VisitorTokens } from '../visitor/token.ts';

/** Who asks, as far as a valid token says. */
export interface RecognizedVisitor {
  readonly visitorId: string | null;
  readonly profile: Profile | null;
}

export interface Visitors {
  /** The same object for as long as the token holds and the profile is the same one. */
  recognize(headers: IncomingHttpHeaders): RecognizedVisitor;
}

/** Whom a token was found to speak for. */
interface Remembered extends RecognizedVisitor {
  readonly visitorId: string;
  /** Milliseconds since the epoch: looked at every time. */
  readonly expiresAt: number;
}

const nobody: RecognizedVisitor = { visitorId: null, profile: null };
const cookie = /(?:^|;\s*)etalage_visitor=([^;\s]*)/;
/** Tokens that are verified once and not at every request. One is some 80 bytes, and its memory three times that: 25 MB. */
const most = 100_000;

/**
 * Finds the visitor by the header `etalage-visitor` or, without one, the cookie `etalage_visitor`. A token that is not
 * ours, was changed or is over makes an anonymous visitor, never an error: the page must go on.
 */
export function createVisitors(tokens: VisitorTokens, profiles: Profiles, now: () => number): Visitors {
  const known = new LRUCache<string, Remembered>({ max: most });

  function verify(given: string, at: number): Remembered | null {
    const token = tokens.verify(given, at);
    return token && { ...token, profile: null };
  }

  return {
    recognize(headers) {
      const given = headers['etalage-visitor'] ?? (headers.cookie && cookie.exec(headers.cookie)?.[1]);
      if (typeof given !== 'string' || given === '') return nobody;
      const at = now();
      // Looked at without a note of its use: to verify one again, of a hundred thousand, costs less than all those notes.
      const before = known.peek(given);
      const found = before ?? verify(given, at);
      if (found === null || at >= found.expiresAt) return nobody;
      const profile = profiles.get(found.visitorId) ?? null;
      if (before !== undefined && before.profile === profile) return before;
      // With the profile's own text of the id: it is found again without comparing texts.
      const visitor = { visitorId: profile?.visitorId ?? found.visitorId, profile, expiresAt: found.expiresAt };
      known.set(given, visitor);
      return visitor;
    },
  };
}
