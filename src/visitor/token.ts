import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { EtalageError } from '../contract/errors.ts';

/** Who a valid token speaks for. Nothing personal is inside: an id, a number and until when it holds. */
export interface VisitorToken {
  /** 128 random bits, base64url. */
  readonly visitorId: string;
  /** Of the profile when it was issued: an older one must not be answered by. */
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface VisitorTokens {
  /** A token for a visitor whose profile is of this version; without an id for a new one. */
  issue(now: number, visitorId?: string, version?: number): string;
  /** Who it speaks for; null when it is not ours, was changed, or is over. Computes a signature: not for every request. */
  verify(token: string, now: number): VisitorToken | null;
}

export interface VisitorTokenOptions {
  /** At least 32 bytes each. The first signs, all verify: to rotate, put a new one in front and drop the old one later. */
  readonly secrets: readonly string[];
  /** Where they hold: the key of a brand. A token of one says nothing on another, since each is signed by keys of its own. */
  readonly audience: string;
  /** How long a token holds. Default 400 days, the longest that browsers keep a cookie (RFC 6265bis, section 5.5). */
  readonly lifetimeMs?: number;
}

const format = /^v2\.([\w-]{22})\.([0-9a-z]{1,9})\.([0-9a-z]{6,8})\.([\w-]{43})$/;

/** An id that nobody has: 128 random bits. */
export const newVisitorId = () => randomBytes(16).toString('base64url');

/**
 * Signed visitor tokens, `v2.<id>.<profile version, base 36>.<expiry, seconds in base 36>.<HMAC-SHA256>`.
 *
 * @throws {EtalageError} `SECRET_INVALID` when there is no secret, or one is too short to sign with.
 */
export function createVisitorTokens({
  secrets,
  audience,
  lifetimeMs = 400 * 86_400_000,
}: VisitorTokenOptions): VisitorTokens {
  const keys = secrets.map((secret) => {
    if (Buffer.byteLength(secret) < 32) {
      throw new EtalageError(
        'SECRET_INVALID',
        'visitor tokens: expected secrets of at least 32 bytes, found a shorter one',
      );
    }
    // A KeyObject: with a string the key is set up again at every signature, at six times the cost.
    return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `etalage visitor token ${audience}`, 32)));
  });
  const [signing] = keys;
  if (!signing) throw new EtalageError('SECRET_INVALID', 'visitor tokens: expected at least one secret, found none');

  return {
    issue(now, visitorId = newVisitorId(), version = 0) {
      const expiry = Math.floor((now + lifetimeMs) / 1000);
      const body = `v2.${visitorId}.${version.toString(36)}.${expiry.toString(36)}`;
      return `${body}.${sign(signing, body).toString('base64url')}`;
    },
    verify(token, now) {
      const [, visitorId, version, expiry, signature] = format.exec(token) ?? [];
      if (!visitorId || !version || !expiry || !signature) return null;
      const body = token.slice(0, token.lastIndexOf('.'));
      const given = Buffer.from(signature, 'base64url');
      if (!keys.some((key) => timingSafeEqual(sign(key, body), given))) return null;
      const expiresAt = Number.parseInt(expiry, 36) * 1000;
      return now < expiresAt ? { visitorId, version: Number.parseInt(version, 36), expiresAt } : null;
    },
  };
}

function sign(key: KeyObject, body: string): Buffer {
  return createHmac('sha256', key).update(body).digest();
}
