/** How far the followers of a log have been told, and who waits for it. */
export interface Progress {
  /** Notes a follower that begins after a position. */
  begin(after: number): { told(position: number): void; end(): void };
  /** Up to where all followers have been told; infinite while there are none. */
  position(): number;
  /** Resolves when that is at least `position`, or when the signal aborts: true for the first. */
  reached(position: number, signal: AbortSignal): Promise<boolean>;
}

export function createProgress(): Progress {
  const followers = new Set<{ position: number }>();
  const waiting = new Set<() => void>();

  const slowest = () => Math.min(...Array.from(followers, ({ position }) => position));
  const wake = () => {
    for (const look of waiting) look();
  };
  return {
    begin(after) {
      const follower = { position: after };
      followers.add(follower);
      return {
        told(position) {
          follower.position = position;
          wake();
        },
        end() {
          followers.delete(follower);
          wake();
        },
      };
    },
    position: slowest,
    reached(position, signal) {
      return new Promise((resolve) => {
        const look = () => {
          const there = slowest() >= position;
          if (!there && !signal.aborted) return;
          waiting.delete(look);
          signal.removeEventListener('abort', look);
          resolve(there);
        };
        waiting.add(look);
        signal.addEventListener('abort', look);
        look();
      });
    },
  };
}

/**
 * For how long, in milliseconds, something may have been logged that the followers were not told of. A moment counts as
 * caught up with when the store has named its newest position after it, and the followers have been told up to there.
 *
 * @param log its newest known position, and milliseconds since the store has confirmed it.
 * @param told up to where the followers have been told.
 */
export function createAge(
  log: { position(): number; age(): number },
  told: () => number,
  clock = () => performance.now(),
): () => number {
  let caughtUpAt = Number.NEGATIVE_INFINITY;
  // Kept until it is reached: under a steady stream of changes the followers are always a little behind the newest.
  let aim: { readonly position: number; readonly at: number } | null = null;
  return () => {
    const now = clock();
    for (let looks = 0; looks < 2; looks += 1) {
      aim ??= { position: log.position(), at: now - log.age() };
      if (told() < aim.position) break;
      caughtUpAt = Math.max(caughtUpAt, aim.at);
      aim = null;
    }
    return now - caughtUpAt;
  };
}
