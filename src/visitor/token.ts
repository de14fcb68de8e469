import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { EtalageError } from '../contract/errors.ts';

/** Who a valid token speaks for. Nothing personal is inside: an id and until when it holds. */
export interface VisitorToken {
  /** 128 random bits, base64url. */
  readonly visitorId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface VisitorTokens {
  /** A token for a visitor; without an id for a new one. */
  issue(now: number, visitorId?: string): string;
  /** Who it speaks for; null when it is not ours, was changed, or is over. Computes a signature: not for every request. */
  verify(token: string, now: number): VisitorToken | null;
}

export interface VisitorTokenOptions {
  /** At least 32 bytes each. The first signs, all verify: to rotate, put a new one in front and drop the old one later. */
  readonly secrets: readonly string[];
  /** How long a token holds. Default 400 days, the longest that browsers keep a cookie (RFC 6265bis, section 5.5). */
  readonly lifetimeMs?: number;
}

const format = /^v1\.([\w-]{22})\.([0-9a-z]{6,8})\.([\w-]{43})$/;

/**
 * Signed visitor tokens, `v1.<id>.<expiry, seconds in base 36>.<HMAC-SHA256>`.
 *
 * @throws {EtalageError} `SECRET_INVALID` when there is no secret, or one is too short to sign with.
 */
export function createVisitorTokens({ secrets, lifetimeMs = 400 * 86_400_000 }: VisitorTokenOptions): VisitorTokens {
  const keys = secrets.map((secret) => {
    if (Buffer.byteLength(secret) < 32) {
      throw new EtalageError(
        'SECRET_INVALID',
        'visitor tokens: expected secrets of at least 32 bytes, found a shorter one',
      );
    }
    // A KeyObject: with a string the key is set up again at every signature, at six times the cost.
    return createSecretKey(Buffer.from(secret));
  });
  const [signing] = keys;
  if (!signing) throw new EtalageError('SECRET_INVALID', 'visitor tokens: expected at least one secret, found none');

  return {
    issue(now, visitorId = randomBytes(16).toString('base64url')) {
      const body = `v1.${visitorId}.${Math.floor((now + lifetimeMs) / 1000).toString(36)}`;
      return `${body}.${sign(signing, body).toString('base64url')}`;
    },
    verify(token, now) {
      const match = format.exec(token);
      const [, visitorId, expiry, signature] = match ?? [];
      if (!visitorId || !expiry || !signature) return null;
      const body = token.slice(0, token.lastIndexOf('.'));
      const given = Buffer.from(signature, 'base64url');
      if (!keys.some((key) => timingSafeEqual(sign(key, body), given))) return null;
      const expiresAt = Number.parseInt(expiry, 36) * 1000;
      return now < expiresAt ? { visitorId, expiresAt } : null;
    },
  };
}

function sign(key: KeyObject, body: string): Buffer {
  return createHmac('sha256', key).update(body).digest();
}
