import type { IngestLog } from '../changes/log-port.ts';
import { refusal } from '../http/errors.ts';
import { newerOf, readStreamCursor, type StreamCursor } from './cursor.ts';

/** Where a client was cut off: the newer of the two cursors that it may give. @throws a refusal for what is no cursor. */
export function readAfter(argument: string | null, lastEventId: string | null, epoch: string): StreamCursor | null {
  const [one, other] = [argument, lastEventId].map((word) => {
    const cursor = word === null ? null : readStreamCursor(word);
    if (word !== null && !cursor) throw refusal('BAD_USER_INPUT', '"after" is not the cursor of a message of a stream');
    return cursor;
  });
  return newerOf(one ?? null, other ?? null, epoch);
}

/** How long a replica is waited for that has yet to hear of what the client knows already, in milliseconds. */
const patienceMs = 5_000;

/**
 * Whether all that happened after a cursor can be told from here. Waits until no older state would be.
 *
 * @returns false for a cursor of another log, or from before what is kept.
 * @throws {StoreError}
 */
export async function canResume({ epoch, position }: StreamCursor, log: IngestLog): Promise<boolean> {
  if (epoch !== log.epoch || position < (await log.trimmedTo())) return false;
  if (position > log.position() && position > (await log.head())) return false;
  return log.reached(position, AbortSignal.timeout(patienceMs));
}
