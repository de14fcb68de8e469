/** Lets only so many in at once; some may wait, in the order of their arrival. */
export interface Gate {
  /**
   * Waits for a place and gives back how to leave it.
   *
   * @throws {GateFullError} when all waiting places are taken; the signal's reason when it aborts while waiting.
   */
  enter(signal: AbortSignal): Promise<() => void>;
}

export class GateFullError extends Error {
  override readonly name = 'GateFullError';
}

/** cockatiel's bulkhead keeps a waiting call in its queue after the caller has left; this one gives the place back at once. */
export function createGate(places: number, waitingPlaces: number): Gate {
  // Insertion order is the queue's order, and whoever leaves is removed without a search.
  const waiting = new Set<() => void>();
  let inside = 0;

  function leave(): void {
    inside -= 1;
    const [next] = waiting;
    next?.();
  }

  /** A place can be left once only, however often the caller says so. */
  function take(): () => void {
    inside += 1;
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  }

  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (inside < places) return take();
      if (waiting.size >= waitingPlaces)
        throw new GateFullError(`${places} calls are under way and ${waiting.size} are waiting`);
      return new Promise((resolve, reject) => {
        const enter = () => {
          stopWaiting();
          resolve(take());
        };
        const giveUp = () => {
          stopWaiting();
          reject(signal.reason);
        };
        const stopWaiting = () => {
          waiting.delete(enter);
          signal.removeEventListener('abort', giveUp);
        };
        waiting.add(enter);
        signal.addEventListener('abort', giveUp);
      });
    },
  };
}
