/**
 * Words that stand for what must not be kept in clear text. With a key, so that nobody who has the words alone can try
 * addresses on them; each for one purpose, so that two of them cannot be compared.
 */
import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync, randomBytes } from 'node:crypto';

/** Stands for a visitor where their id must not be: in the change log, and when they are gone. 128 bits, hexadecimal. */
export function digestOfVisitor(visitorId: string): string {
  return hash('sha256', `visitor ${visitorId}`, 'hex').slice(0, 32);
}

export interface Digests {
  /** The digest of a text for a purpose, by the newest secret. */
  of(purpose: string, text: string): string;
  /** The same by every secret, the newest first: what was written before a rotation is still found. */
  all(purpose: string, text: string): readonly string[];
  /** Encrypts a text (AES-256-GCM), bound to what it belongs to. */
  seal(text: string, owner: string): string;
  /** The text again; null when it is not ours, was changed, or belongs to another. */
  open(sealed: string, owner: string): string | null;
}

/** @param secrets as those of visitor tokens: the first is used, all are understood. */
export function createDigests(secrets: readonly string[]): Digests {
  const keyFor = (secret: string, purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `etalage ${purpose}`, 32));
  const digest = (secret: string, purpose: string, text: string) =>
    createHmac('sha256', keyFor(secret, purpose)).update(text).digest('base64url');
  const [newest = ''] = secrets;

  function tryOpen(secret: string, sealed: string, owner: string): string | null {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, 'seal'), bytes.subarray(0, 12), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(12, 28));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString();
    } catch {
      return null;
    }
  }

  return {
    of: (purpose, text) => digest(newest, purpose, text),
    all: (purpose, text) => secrets.map((secret) => digest(secret, purpose, text)),
    seal(text, owner) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyFor(newest, 'seal'), nonce, { authTagLength: 16 });
      cipher.setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed, owner) {
      for (const secret of secrets) {
        const text = tryOpen(secret, sealed, owner);
        if (text !== null) return text;
      }
      return null;
    },
  };
}
