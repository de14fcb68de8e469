import { readState } from '../store/change-log.ts';
import type { Store } from '../store/store.ts';

/** The newest position that this process knows of, and when it last made sure. */
export interface Head {
  /** 0 while the log is empty. */
  position(): number;
  /**
   * Milliseconds since the store last confirmed it; 0 where nobody else writes. A replica whose head is not confirmed
   * for long cannot know whether its caches are right.
   */
  age(): number;
  /** Asks the store. @throws {StoreError} */
  read(): Promise<number>;
  /** Hears of a position that was committed. */
  raise(position: number): void;
  /** Resolves when the position is beyond `cursor`, or when `signal` aborts. */
  beyond(cursor: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

/**
 * Follows the log's head by announcements, and where other processes write to the store also by asking every `pollMs`:
 * an announcement is sent after the commit and by a connection that may break, so it can be missed.
 *
 * @throws {StoreError} when the store cannot be read at the start.
 */
export async function followHead(store: Store, pollMs: number): Promise<Head> {
  const waiting = new Set<() => void>();
  let position = 0;
  let confirmedAt = Number.NEGATIVE_INFINITY;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  function raise(to: number): void {
    if (to <= position) return;
    position = to;
    for (const look of waiting) look();
  }
  async function read(): Promise<number> {
    // Taken before the question: what is committed after it, the answer does not cover.
    const asked = performance.now();
    const { head } = await readState(store.db);
    confirmedAt = Math.max(confirmedAt, asked);
    raise(head);
    return head;
  }
  async function poll(): Promise<void> {
    // A store that is away shows in `age`, and in whatever else asks it.
    await read().catch(() => undefined);
    if (!closed) timer = setTimeout(poll, pollMs);
  }

  await read();
  if (store.shared) timer = setTimeout(poll, pollMs);
  const stopHearing = store.onAnnounce((announced) => {
    if (announced > 0) raise(announced);
    else void read().catch(() => undefined);
  });
  return {
    position: () => position,
    age: () => (store.shared ? performance.now() - confirmedAt : 0),
    read,
    raise,
    beyond(cursor, signal) {
      return new Promise((resolve) => {
        const look = () => {
          if (position <= cursor && !signal.aborted) return;
          waiting.delete(look);
          signal.removeEventListener('abort', look);
          resolve();
        };
        waiting.add(look);
        signal.addEventListener('abort', look);
        look();
      });
    },
    close() {
      closed = true;
      clearTimeout(timer);
      stopHearing();
    },
  };
}
