import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Site } from '../config/site.ts';
import type { Issue, Who } from '../context/session.ts';
import type { Profile, Profiles } from '../contract/profile.ts';
import { authenticated } from '../visitor/consent.ts';
import type { Customers } from '../visitor/customer-token.ts';
import { createVisitorTokens, type VisitorTokens } from '../visitor/token.ts';
import { refusal } from './errors.ts';

/** Who asks, as far as valid tokens say. */
export type RecognizedVisitor = Who;

export interface Visitors {
  /**
   * At once, and the same object for as long as the token holds and the profile is the same one. Undefined when it takes
   * more than memory to know: then `arrive`.
   */
  recognize(headers: IncomingHttpHeaders, site: Site): RecognizedVisitor | undefined;
  /**
   * Brings into memory what it takes.
   *
   * @throws UNAUTHENTICATED for a customer's token that is not valid, or over. Whoever sends one means to be that customer,
   *   and is not to be shown another's page.
   */
  arrive(headers: IncomingHttpHeaders, site: Site): Promise<RecognizedVisitor>;
  /**
   * Who asks as of each call, for what stays open: null once their customer's token is over. While it is not in memory the
   * visitor is one of whom nothing is known.
   */
  follow(headers: IncomingHttpHeaders, site: Site): () => RecognizedVisitor | null;
  /** The headers with which an answer hands out a token, or takes it back. */
  headersOf(issue: Issue, site: Site, isSecure: boolean): Readonly<Record<string, string>>;
}

export interface VisitorsOptions {
  readonly secrets: readonly string[];
  readonly profiles: Profiles;
  /** Verifies customers' tokens; null where none are taken, and `authorization` is not looked at. */
  readonly customers: Customers | null;
  /** Where a token holds. */
  readonly audienceOf: (site: Site) => string;
  readonly lifetimeMs?: number;
  /** Is told when a visitor of an open stream has come into memory. */
  readonly arrived: (visitorId: string | null) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Whom a token was found to speak for. */
interface Remembered extends Who {
  readonly visitorId: string;
  readonly audience: string;
  readonly version: number;
  /** Milliseconds since the epoch: looked at every time. */
  readonly expiresAt: number;
}

const nobody: Who = { visitorId: null, profile: null };
const cookie = /(?:^|;\s*)etalage_visitor=([^;\s]*)/;
const bearer = /^Bearer +([\w.~+/=-]+)$/i;
/** Tokens that are verified once and not at every request. One is some 80 bytes, and its memory three times that: 25 MB. */
const most = 100_000;
/** 400 days, in seconds: the longest that browsers keep a cookie (RFC 6265bis, section 5.5). */
const cookieSeconds = 400 * 86_400;

/**
 * Finds the visitor by the header `etalage-visitor` or, without one, the cookie `etalage_visitor`, and the customer by
 * `authorization: Bearer`. A visitor's token that is not ours, of another brand, changed or over makes an anonymous
 * visitor, never an error: the page must go on.
 */
export function createVisitors(options: VisitorsOptions): Visitors {
  const { secrets, profiles, customers, audienceOf, lifetimeMs, arrived, now } = options;
  const known = new LRUCache<string, Remembered>({ max: most });
  const byAudience = new Map<string, VisitorTokens>();

  function tokensOf(audience: string): VisitorTokens {
    const tokens = byAudience.get(audience) ?? createVisitorTokens({ secrets, audience, lifetimeMs });
    byAudience.set(audience, tokens);
    return tokens;
  }

  function verify(given: string, audience: string, at: number): Remembered | null {
    const token = tokensOf(audience).verify(given, at);
    return token && { ...token, audience, profile: null };
  }

  /** Null for nobody; a profile that is not in memory, or older than the token, is undefined. */
  function byToken(headers: IncomingHttpHeaders, site: Site): Remembered | null | undefined {
    const given = headers['etalage-visitor'] ?? (headers.cookie && cookie.exec(headers.cookie)?.[1]);
    if (typeof given !== 'string' || given === '') return null;
    const at = now();
    const audience = audienceOf(site);
    // Looked at without a note of its use: to verify one again, of a hundred thousand, costs less than all those notes.
    const peeked = known.peek(given);
    const before = peeked?.audience === audience ? peeked : undefined;
    const found = before ?? verify(given, audience, at);
    if (found === null || at >= found.expiresAt) return null;
    const profile = profiles.get(found.visitorId, site.key);
    if (profile === null) return null;
    if (profiles.load && (profile === undefined || profile.version < found.version)) return undefined;
    return remember(given, found, before, profile);
  }

  function remember(
    given: string,
    found: Remembered,
    before: Remembered | undefined,
    profile: Profile | undefined,
  ): Remembered {
    // Of whom nothing is remembered there is no profile, wherever it is looked for.
    const shown = profile && profile.version > 0 ? profile : null;
    if (before !== undefined && before.profile === shown) return before;
    // With the profile's own text of the id: it is found again without comparing texts.
    const visitor = { ...found, visitorId: shown?.visitorId ?? found.visitorId, profile: shown };
    known.set(given, visitor);
    return visitor;
  }

  function tokenOf({ authorization }: IncomingHttpHeaders): string | undefined {
    return customers && authorization !== undefined ? bearer.exec(authorization)?.[1] : undefined;
  }

  async function loadByToken(headers: IncomingHttpHeaders, site: Site): Promise<Who> {
    const found = byToken(headers, site);
    if (found !== undefined) return found ?? nobody;
    const given = (headers['etalage-visitor'] ?? cookie.exec(headers.cookie ?? '')?.[1]) as string;
    const token = verify(given, audienceOf(site), now());
    if (!token) return nobody;
    await profiles.load?.(token.visitorId, token.version);
    const profile = profiles.get(token.visitorId, site.key);
    // Null: they are gone. Still older than the token: the store was set back, and what it has is all there is.
    return profile === null ? nobody : remember(given, token, undefined, profile);
  }

  async function arrive(headers: IncomingHttpHeaders, site: Site): Promise<Who> {
    const token = tokenOf(headers);
    if (!customers || token === undefined) return loadByToken(headers, site);
    const subject = await customers.verify(token, site);
    if (subject === 'INVALID')
      throw refusal(
        'UNAUTHENTICATED',
        'The customer’s token is not valid here, or over: log in again, or ask without it',
      );
    const visitor = await loadByToken(headers, site);
    if (subject === 'UNKNOWN') return visitor;
    const personId = await customers.personOf(subject, audienceOf(site));
    const deviceId = visitor.visitorId;
    if (personId === null) return { ...visitor, subject, deviceId };
    await profiles.load?.(personId);
    const profile = profiles.get(personId, site.key);
    return { visitorId: personId, profile: profile ? authenticated(profile) : null, subject, deviceId };
  }

  function recognize(headers: IncomingHttpHeaders, site: Site): Who | undefined {
    if (tokenOf(headers) !== undefined) return undefined;
    const found = byToken(headers, site);
    return found === null ? nobody : found;
  }

  return {
    recognize,
    arrive,
    follow(headers, site) {
      const token = tokenOf(headers);
      if (customers && token !== undefined) return followCustomer(customers, headers, site);
      const unknown = verifiedId(headers, site);
      let loading = false;
      return () => {
        const found = recognize(headers, site);
        if (found !== undefined) return found;
        if (!loading) {
          loading = true;
          loadByToken(headers, site)
            .then(
              ({ visitorId }) => arrived(visitorId),
              () => undefined,
            )
            .finally(() => {
              loading = false;
            });
        }
        return unknown;
      };
    },
    headersOf(issue, site, isSecure): Record<string, string> {
      if (issue === null) return {};
      const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
      if (issue === 'NONE') return { 'set-cookie': `etalage_visitor=; Max-Age=0; ${attributes}` };
      const token = tokensOf(audienceOf(site)).issue(now(), issue.visitorId, issue.version);
      return {
        'etalage-visitor': token,
        'set-cookie': `etalage_visitor=${token}; Max-Age=${cookieSeconds}; ${attributes}`,
      };
    },
  };

  /** One whose profile is not at hand: their id, and nothing by which a page could differ. */
  function verifiedId(headers: IncomingHttpHeaders, site: Site): Who {
    const given = headers['etalage-visitor'] ?? cookie.exec(headers.cookie ?? '')?.[1];
    const token = typeof given === 'string' ? verify(given, audienceOf(site), now()) : null;
    return token ? { visitorId: token.visitorId, profile: null } : nobody;
  }

  function followCustomer(
    verifier: Customers,
    headers: IncomingHttpHeaders,
    site: Site,
  ): () => RecognizedVisitor | null {
    const token = tokenOf(headers) as string;
    let current: Who | null = verifiedId(headers, site);
    let since: Profile | null | undefined;
    arrive(headers, site).then(
      (who) => {
        current = who;
        arrived(who.visitorId);
      },
      () => {
        current = null;
        arrived(null);
      },
    );
    return () => {
      if (current === null || verifier.isOver(token)) return null;
      if (!current.subject || current.visitorId === null) return current;
      const profile = profiles.get(current.visitorId, site.key) ?? null;
      if (profile !== since) {
        since = profile;
        current = { ...current, profile: profile && authenticated(profile) };
      }
      return current;
    };
  }
}
