/**
 * Cursors that leave the process: in `etalage-after`, in the answers to mutations and webhooks, in streams. For whoever
 * holds one it is an opaque word of plain ASCII without spaces.
 */

export interface Cursor {
  /** Names the log that the position is of: what another log counts says nothing about this one. */
  readonly epoch: string;
  /** Of the newest change that its holder knows of; 0 for the beginning. */
  readonly position: number;
}

/** The log's id, then the position in base 36. Neither the id nor a number has a dot. */
const shape = /^([\w-]{1,64})\.([0-9a-z]{1,11})$/;

/** A word of at most 76 characters, which `readCursor` reads. */
export function writeCursor({ epoch, position }: Cursor): string {
  return `${epoch}.${position.toString(36)}`;
}

/** What a cursor says, of whatever log it is; null for a word that is none. */
export function readCursor(word: string): Cursor | null {
  const [, epoch, digits] = shape.exec(word) ?? [];
  if (epoch === undefined || digits === undefined) return null;
  const position = Number.parseInt(digits, 36);
  return Number.isSafeInteger(position) ? { epoch, position } : null;
}
