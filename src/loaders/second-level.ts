import { ConsecutiveBreaker, circuitBreaker, handleAll, TimeoutStrategy, timeout, wrap } from 'cockatiel';
import type { SharedStore } from '../cache/shared-level.ts';

export interface SecondLevel {
  /** Any Keyv store. */
  readonly store: SharedStore;
  /** How long it keeps entities, in milliseconds. */
  readonly ttlMs: number;
  /** A store that takes longer than this is done without, in milliseconds; default 50. A backend is asked instead. */
  readonly timeoutMs?: number;
}

/** Failures in a row after which the store is left alone, and for how long, in milliseconds. */
const failuresBeforeRest = 3;
const restMs = 2_000;

/**
 * A shared store as the cache may rely on it: one that hangs or fails costs a moment and not the request, and what was
 * kept under the positions of another log is not seen.
 *
 * @param epoch names the log that positions are of.
 */
export function dependableStore({ store, timeoutMs = 50 }: SecondLevel, epoch: string): SharedStore {
  const policy = wrap(
    circuitBreaker(handleAll, { breaker: new ConsecutiveBreaker(failuresBeforeRest), halfOpenAfter: restMs }),
    timeout(timeoutMs, TimeoutStrategy.Aggressive),
  );
  const name = (key: string) => `${epoch} ${key}`;
  return {
    getMany: ((keys: string[]) => policy.execute(() => store.getMany(keys.map(name)))) as SharedStore['getMany'],
    set: (key, value, ttl) => policy.execute(() => store.set(name(key), value, ttl)),
  };
}
