import { hash, randomInt, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * How a key looks: `etk_`, twelve letters that name it, 43 that are its secret (256 random bits), and six of a checksum.
 * The prefix is for who searches repositories and logs for keys that got there; the checksum tells one that was typed or
 * cut off wrongly from one that was revoked, without asking the store.
 */
const format = /^etk_([0-9A-Za-z]{12})([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A key, taken apart. */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

/** A new one. @returns its parts, and the whole as it is shown once. */
export function createKeyText(): KeyText & { readonly text: string } {
  const id = randomLetters(12);
  const secret = randomLetters(43);
  return { id, secret, text: `etk_${id}${secret}${checksumOf(id + secret)}` };
}

/** Null for what is no key. */
export function readKeyText(text: string): KeyText | null {
  const [, id, secret, checksum] = format.exec(text) ?? [];
  if (id === undefined || secret === undefined || checksum !== checksumOf(id + secret)) return null;
  return { id, secret };
}

/** What is kept of a secret. A plain hash will do: nobody can try 256 random bits. */
export function hashOfSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** In a time that does not depend on where they differ. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function randomLetters(count: number): string {
  return Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('');
}

function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let nth = 0; nth < 6; nth += 1) {
    digits = letters[rest % letters.length] + digits;
    rest = Math.floor(rest / letters.length);
  }
  return digits;
}
