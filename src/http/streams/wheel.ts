/** Something that wants to be called once in a while. */
export interface Spoke {
  /** @param now milliseconds on a clock that only goes forward. */
  beat(now: number): void;
}

export interface Wheel {
  /** From now on it is called once per turn, for the first time about a turn from now, until it is taken off. */
  put(spoke: Spoke): () => void;
  /** Nothing is called any more. */
  stop(): void;
}

/** Parts of a turn: so many timer calls per turn, however many connections there are. */
const parts = 15;

/**
 * One timer for all connections: each is looked at once per turn, and a part of them at a time, so that twenty thousand
 * heartbeats are neither as many timers nor one long pause.
 *
 * @param turnMs how long a turn takes, in milliseconds.
 */
export function createWheel(turnMs: number): Wheel {
  const slots = Array.from({ length: parts }, () => new Set<Spoke>());
  let current = 0;
  const timer = setInterval(() => {
    current = (current + 1) % parts;
    const now = performance.now();
    for (const spoke of slots[current] as Set<Spoke>) spoke.beat(now);
  }, turnMs / parts);
  timer.unref();
  return {
    put(spoke) {
      // The slot that was called last is the one that is called a whole turn from now.
      const slot = slots[current] as Set<Spoke>;
      slot.add(spoke);
      return () => slot.delete(spoke);
    },
    stop: () => clearInterval(timer),
  };
}
