import { ConnectorError } from '../../src/contract/errors.ts';
import type { CallPlace } from './http.ts';

/** The cursor of the item at a position (from 0), for backends that page by offset only. */
export function cursorAt(position: number): string {
  return Buffer.from(`offset:${position}`).toString('base64url');
}

/**
 * How many items to skip to read on after a cursor; 0 for null.
 *
 * @throws {ConnectorError} CONNECTOR_REJECTED when the cursor is none of ours.
 */
export function offsetAfter(cursor: string | null, at: CallPlace): number {
  if (cursor === null) return 0;
  const [, position] = /^offset:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (position === undefined)
    throw new ConnectorError(
      'CONNECTOR_REJECTED',
      at,
      `expected a cursor of an earlier answer, got ${JSON.stringify(cursor)}`,
    );
  return Number(position) + 1;
}
