import type { CacheLimits } from '../cache/cache.ts';
import type { Entities, EntityReads } from '../cache/entities.ts';
import type { Outcome } from '../cache/outcome.ts';

/** How much is remembered for half a second, while the log is out of reach. */
export const smallLimits: Partial<CacheLimits> = {
  entityBytes: 32 * 2 ** 20,
  responseBytes: 32 * 2 ** 20,
  negatives: 1_000,
  tags: 20_000,
  observations: 20_000,
  fences: 1_000,
};

/** For how long a cache is used that may have missed changes, in milliseconds. */
export const unconfirmedMs = 500;

/** For how long requests wait for the log's word before they do without, in milliseconds. */
const confirmMs = 50;

export interface Unconfirmed<Memory> {
  /** The memory to use instead of the caches; null while they are up to date. */
  current(): Memory | null;
  /**
   * To be waited for before the caches are done without: asks the log. A process that was busy for long has only been
   * unable to hear, and to give up its caches would keep it busy. Null when there is nothing to ask, or it was asked just now.
   */
  confirm(): Promise<void> | null;
  /** Something has changed: what was read before says nothing any more. */
  drop(): void;
}

export interface UnconfirmedOptions<Memory> {
  readonly log: {
    /** For how long changes may have happened that nobody here was told of, in milliseconds. */
    age(): number;
    head(): Promise<number>;
    reached(position: number, signal: AbortSignal): Promise<boolean>;
  };
  /** An empty memory. */
  readonly make: () => Memory;
  /** Hears that caches are bypassed from now on, or used again. */
  readonly switched: (bypassing: boolean) => void;
  /** Milliseconds, from any start. */
  readonly clock?: () => number;
}

/**
 * What a replica answers from while it cannot know whether its caches are up to date: it has not heard from the log for
 * `unconfirmedMs`, and others may have logged changes meanwhile. Nobody is served anything then that was read longer ago
 * than that: there is a memory of its own which is thrown away after that time, and with every change that does arrive.
 * So backends are asked for everything again, at most twice a second for each thing, and never by a crowd at once.
 */
export function createUnconfirmed<Memory>(options: UnconfirmedOptions<Memory>): Unconfirmed<Memory> {
  const { log, make, switched, clock = () => performance.now() } = options;
  let bypassing = false;
  let memory: { readonly value: Memory; readonly until: number } | null = null;
  let asking: Promise<void> | null = null;
  let askAgainAt = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<void> {
    const signal = AbortSignal.timeout(confirmMs);
    const heard = log.head().then((head) => log.reached(head, signal));
    const late = new Promise((resolve) => signal.addEventListener('abort', resolve));
    await Promise.race([heard, late]).catch(() => undefined);
    askAgainAt = clock() + unconfirmedMs;
    asking = null;
  }

  return {
    confirm() {
      if (log.age() <= unconfirmedMs) return null;
      if (asking === null && clock() >= askAgainAt) asking = ask();
      return asking;
    },
    current() {
      const late = log.age() > unconfirmedMs;
      if (late !== bypassing) {
        bypassing = late;
        switched(late);
      }
      if (!late) {
        memory = null;
        return null;
      }
      const now = clock();
      if (memory === null || now >= memory.until) memory = { value: make(), until: now + unconfirmedMs };
      return memory.value;
    },
    drop() {
      memory = null;
    },
  };
}

/** Reads from `entities`; where a backend fails, what `older` still has stands in, marked as such. */
export function withOlder(entities: Entities, older: Pick<Entities, 'standIn'>): EntityReads {
  function standIn(outcome: Outcome): Outcome {
    const { kind, scope, key } = outcome.ref;
    return (outcome.error && older.standIn(kind, scope, key)) || outcome;
  }
  return {
    ...entities,
    fetchMany: async (kind, keys, load, options) => (await entities.fetchMany(kind, keys, load, options)).map(standIn),
  };
}
