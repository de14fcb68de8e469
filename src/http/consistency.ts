import { readCursor, writeCursor } from '../changes/cursor.ts';
import type { IngestLog } from '../changes/log-port.ts';
import { isPassing } from '../store/errors.ts';
import { refusal } from './errors.ts';

/** What this process knows of the change log, as far as it is said and heard by HTTP. */
export interface Consistency {
  /** Names the state that is known here: all that was written through this process is part of it. */
  cursor(): string;
  /**
   * Waits until nothing older than the cursor can be answered here any more.
   *
   * @param cursor what the request's `etalage-after` says.
   * @param signal aborts when the request's time is over.
   * @throws refusals CURSOR_MALFORMED, CURSOR_UNKNOWN (another log's, or never given), NOT_YET_CURRENT.
   */
  reach(cursor: string, signal: AbortSignal): Promise<void>;
}

/** @param settled resolves when all that was heard of is in force that takes a look into the store. */
export function createConsistency(
  log: Pick<IngestLog, 'epoch' | 'position' | 'head' | 'reached'>,
  settled: () => Promise<void> = async () => undefined,
): Consistency {
  /** Whether the log is known to end before a position. Looked at once: from then on the follower finds out by itself. */
  async function endsBefore(position: number, signal: AbortSignal): Promise<boolean> {
    const aborted = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)));
    const asked = log.head().catch((error: unknown) => {
      if (isPassing(error)) return null;
      throw error;
    });
    const head = await Promise.race([asked, aborted]);
    return head !== null && head < position;
  }

  return {
    cursor: () => writeCursor({ epoch: log.epoch, position: log.position() }),
    async reach(word, signal) {
      const cursor = readCursor(word);
      if (!cursor) {
        throw refusal('CURSOR_MALFORMED', 'etalage-after: expected a cursor as an answer’s etalage-cursor has it');
      }
      const { epoch, position } = cursor;
      if (epoch !== log.epoch || (log.position() < position && (await endsBefore(position, signal)))) {
        throw refusal('CURSOR_UNKNOWN', 'etalage-after: this cursor was not given by the change log of this server');
      }
      if (await log.reached(position, signal)) return settled();
      throw refusal('NOT_YET_CURRENT', 'etalage-after: what it names has not arrived here yet; ask again');
    },
  };
}
