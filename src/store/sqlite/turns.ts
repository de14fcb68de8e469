import { StoreError } from '../errors.ts';

/** Lets one at a time have something, in the order of asking. */
export interface Turns {
  /** Waits for the turn. @returns a function that passes it on. @throws {StoreError} STORE_BUSY after `busyMs`. */
  take(): Promise<() => void>;
}

export function createTurns(name: string, busyMs: number): Turns {
  const queue = new Set<() => void>();
  let taken = false;

  function pass(): void {
    const [next] = queue;
    if (!next) {
      taken = false;
      return;
    }
    queue.delete(next);
    next();
  }
  function once(): () => void {
    let passed = false;
    return () => {
      if (!passed) pass();
      passed = true;
    };
  }
  return {
    take() {
      if (!taken) {
        taken = true;
        return Promise.resolve(once());
      }
      return new Promise((resolve, reject) => {
        const turn = () => {
          clearTimeout(timer);
          resolve(once());
        };
        const timer = setTimeout(() => {
          queue.delete(turn);
          reject(new StoreError('STORE_BUSY', `${name}: other transactions held it for ${busyMs} ms`));
        }, busyMs);
        queue.add(turn);
      });
    },
  };
}
