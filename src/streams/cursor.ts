/** The cursors of messages: the log's, and behind it the states that the client has, each as a few letters. */
import { hash } from 'node:crypto';
import { type Cursor, readCursor, writeCursor } from '../changes/cursor.ts';

/** Letters of a digest: 30 bits, so that two states of one product look the same once in a thousand million times. */
const letters = 5;

/** What tells one state of one thing from its others, and from those of other things. */
export function digestOf(name: string, print: string): string {
  return hash('sha1', `${name}\n${print}`, 'base64url').slice(0, letters);
}

/** @param digests of all that whoever receives it has by then. */
export function writeStreamCursor(cursor: Cursor, digests: string): string {
  return digests === '' ? writeCursor(cursor) : `${writeCursor(cursor)}.${digests}`;
}

export interface StreamCursor extends Cursor {
  /** What its holder has. */
  readonly digests: ReadonlySet<string>;
}

/** Null for a word that is no cursor. */
export function readStreamCursor(word: string): StreamCursor | null {
  const [epoch = '', position = '', digests = '', ...rest] = word.split('.');
  const cursor = readCursor(`${epoch}.${position}`);
  if (!cursor || rest.length > 0 || digests.length % letters !== 0 || /[^\w-]/.test(digests)) return null;
  const parts = Array.from({ length: digests.length / letters }, (_, nth) =>
    digests.slice(nth * letters, (nth + 1) * letters),
  );
  return { ...cursor, digests: new Set(parts) };
}

/** Of two cursors the newer one, for a log of this epoch: one of another log says nothing. Equal ones are the second. */
export function newerOf(one: StreamCursor | null, other: StreamCursor | null, epoch: string): StreamCursor | null {
  if (!one || !other) return one ?? other;
  if (one.epoch !== epoch || other.epoch !== epoch) return other.epoch === epoch ? other : one;
  return one.position > other.position ? one : other;
}
