import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Site } from '../config/site.ts';
import type { CustomerIssuer } from '../config/visitors.ts';
import type { Subject } from '../context/session.ts';

export interface Customers {
  /**
   * Whom a token speaks for. INVALID: not signed by an issuer of this site, for somebody else, over, or not yet begun.
   * UNKNOWN: nobody can tell now, since the issuer's keys are out of reach.
   */
  verify(token: string, site: Site): Promise<Subject | 'INVALID' | 'UNKNOWN'>;
  /** Whether a token that was verified is over by now. */
  isOver(token: string): boolean;
  /** The visitor that an account was found to be, where tokens of an audience hold; null before that. */
  personOf(subject: Subject, audience: string): Promise<string | null>;
}

export interface CustomersOptions {
  readonly issuers: readonly CustomerIssuer[];
  readonly personOf: Customers['personOf'];
  /** Is told that an issuer's keys are out of reach. */
  readonly unreachable: (issuer: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const defaultAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** Keys are asked for again after this time, in milliseconds; those that are had are good until others are. */
const keysForMs = 600_000;

interface Verified {
  readonly subject: Subject;
  /** Key of the issuer's configuration, and until when the token holds. */
  readonly issuer: CustomerIssuer;
  readonly expiresAt: number;
}

/** Verifies customers' tokens against the keys of their issuers. */
export function createCustomers({ issuers, personOf, unreachable, now }: CustomersOptions): Customers {
  const keys = new Map(issuers.map((issuer) => [issuer, createKeys(issuer)]));
  const verified = new LRUCache<string, Verified>({ max: 20_000 });

  async function verifyBy(issuer: CustomerIssuer, token: string): Promise<Subject | 'INVALID' | 'UNKNOWN'> {
    const toleranceSeconds = issuer.clockToleranceSeconds ?? 30;
    try {
      const { payload } = await jwtVerify(token, keys.get(issuer) as JWTVerifyGetKey, {
        issuer: issuer.issuer,
        audience: issuer.audience,
        algorithms: [...(issuer.algorithms ?? defaultAlgorithms)],
        clockTolerance: toleranceSeconds,
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(now()),
      });
      const subject = toSubject(payload, issuer);
      const expiresAt = ((payload.exp as number) + toleranceSeconds) * 1000;
      verified.set(token, { subject, issuer, expiresAt });
      return subject;
    } catch (error) {
      if (isAboutToken(error)) return 'INVALID';
      unreachable(issuer.issuer);
      return 'UNKNOWN';
    }
  }

  return {
    async verify(token, { brand }) {
      const known = verified.get(token);
      const fits = (issuer: CustomerIssuer) => issuer.brands?.includes(brand.key) ?? true;
      if (known) return now() < known.expiresAt && fits(known.issuer) ? known.subject : 'INVALID';
      const claimed = issuerOf(token);
      const issuer = issuers.find((one) => one.issuer === claimed && fits(one));
      return issuer ? verifyBy(issuer, token) : 'INVALID';
    },
    isOver: (token) => {
      const known = verified.get(token);
      return known !== undefined && now() >= known.expiresAt;
    },
    personOf,
  };
}

/** Read before it is verified, to know by whose keys to: nothing else of it is believed. */
function issuerOf(token: string): string | null {
  try {
    const { iss } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload;
    return typeof iss === 'string' ? iss : null;
  } catch {
    return null;
  }
}

function toSubject(payload: JWTPayload, { issuer, customerClaim }: CustomerIssuer): Subject {
  const { sub, email, email_verified: isVerified } = payload;
  const key = customerClaim === undefined ? undefined : payload[customerClaim];
  return {
    issuer,
    id: sub as string,
    email: typeof email === 'string' && isVerified === true ? email.trim().toLowerCase() : null,
    customerKey: typeof key === 'string' && key !== '' ? key : null,
  };
}

/**
 * The keys of an issuer. While they cannot be asked for again, those that were had before go on: an outage of the issuer
 * logs nobody out.
 */
function createKeys({ jwksUri }: CustomerIssuer): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(jwksUri), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    timeoutDuration: 3_000,
    cooldownDuration: 30_000,
  });
  let askedAt = performance.now();
  return async (header, token) => {
    if (performance.now() - askedAt > keysForMs) {
      askedAt = performance.now();
      // In the background: nobody waits for it, and nothing is lost when it fails.
      remote.reload().catch(() => undefined);
    }
    return remote(header, token);
  };
}

/** What is wrong is the token, and not the way to the keys. */
function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}
