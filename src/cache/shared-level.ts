import type Keyv from 'keyv';
import type { Fences, Versions } from './fences.ts';
import { type KindDirectory, relationsOf } from './kinds.ts';
import { type EntityRef, refName } from './observations.ts';
import type { TagIndex } from './tag-index.ts';

/** What is written to the shared store: plain data, with the part of its footprint that other processes can check. */
export interface Shared {
  readonly value: unknown;
  readonly versions: Versions | undefined;
  /** The log's position when the load began. */
  readonly position: number;
  /** Milliseconds since the epoch: when the load began. */
  readonly madeAt: number;
  /** Null for ever: JSON has no infinity. */
  readonly until: number | null;
}

/** Any Keyv store. */
export type SharedStore = Pick<Keyv, 'getMany' | 'set'>;

/** The second level: entities that all replicas share. */
export interface SharedLevel {
  /** What is stored, in the order of the refs. A store that fails has nothing. */
  read(refs: readonly EntityRef[]): Promise<readonly (Shared | undefined)[]>;
  /** Whether it holds now: nothing it depends on has moved since its position, as far as is known here, and it is not
   *  older than announced. */
  holds(ref: EntityRef, stored: Shared): boolean;
  write(ref: EntityRef, shared: Shared): void;
}

export interface SharedLevelOptions {
  readonly store: SharedStore;
  readonly ttlMs: number;
  readonly index: TagIndex;
  readonly fences: Fences;
  readonly kindOf: KindDirectory;
  readonly clock: () => number;
  readonly report: (error: unknown) => void;
}

export function createSharedLevel(options: SharedLevelOptions): SharedLevel {
  const { store, ttlMs, index, fences, kindOf, clock, report } = options;

  return {
    async read(refs) {
      try {
        return await store.getMany<Shared>(refs.map(refName));
      } catch (error) {
        report(error);
        return [];
      }
    },
    holds({ kind, key }, { value, versions, position, madeAt, until }) {
      const declared = kindOf(kind);
      const now = clock();
      if (until !== null && now >= until) return false;
      if (now >= madeAt + (declared?.softMs ?? Number.POSITIVE_INFINITY)) return false;
      const { tags, announced, shown } = relationsOf(declared, kind, key, value);
      if (!index.holdsAt(tags, position) || !index.holdsAt(announced, position)) return false;
      return ![{ kind, key }, ...shown].some((entity) => fences.outdated(entity.kind, entity.key, versions, now));
    },
    write(ref, shared) {
      const ttl = Math.min(ttlMs, (shared.until ?? Number.POSITIVE_INFINITY) - clock());
      store.set(refName(ref), shared, ttl).catch(report);
    },
  };
}
