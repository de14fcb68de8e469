import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a preview shows, and until when. Holds nothing about a person. */
export interface PreviewChoice {
  readonly site: string;
  /** Keys of the segments that its visitor is in; null for those of the persona. */
  readonly segments: readonly string[] | null;
  /** Variants by slot, and arms by experiment. */
  readonly variants: Readonly<Record<string, string>>;
  readonly arms: Readonly<Record<string, string>>;
  readonly persona: string | null;
  readonly channel: string | null;
  /** What its clock says, in milliseconds since the epoch; null for now. */
  readonly moment: number | null;
  readonly expiresAt: number;
}

export interface PreviewTokens {
  sign(choice: PreviewChoice): string;
  /** Null for what is not ours, or was changed. */
  verify(token: string, now: number): PreviewChoice | 'EXPIRED' | null;
}

/** Longer than any that is made. */
const longest = 8_192;

/** Signed links, `p1.<JSON, base64url>.<HMAC-SHA256>`: the first secret signs, all verify. */
export function createPreviewTokens(secrets: readonly string[]): PreviewTokens {
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', 'etalage preview', 32)));
  const [signing] = keys;
  if (!signing) throw new TypeError('previews: expected at least one secret');
  const sign = (key: Buffer, body: string) => createHmac('sha256', key).update(body).digest();
  return {
    sign(choice) {
      const body = `p1.${Buffer.from(JSON.stringify(choice)).toString('base64url')}`;
      return `${body}.${sign(signing, body).toString('base64url')}`;
    },
    verify(token, now) {
      const [, body, signature] = /^(p1\.[\w-]+)\.([\w-]{43})$/.exec(token.slice(0, longest)) ?? [];
      if (body === undefined || signature === undefined) return null;
      const given = Buffer.from(signature, 'base64url');
      if (!keys.some((key) => timingSafeEqual(sign(key, body), given))) return null;
      const choice = JSON.parse(Buffer.from(body.slice(3), 'base64url').toString()) as PreviewChoice;
      return now < choice.expiresAt ? choice : 'EXPIRED';
    },
  };
}
