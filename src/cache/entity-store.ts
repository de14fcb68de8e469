import { LRUCache } from 'lru-cache';
import type { Shown } from './kinds.ts';
import { type EntityRef, refName } from './observations.ts';
import type { Outcome } from './outcome.ts';
import type { Dependent, TagIndex } from './tag-index.ts';

/** An entity as loaded, with all that it takes to know whether it still holds. */
export interface Kept extends Dependent {
  /** Of its entity, for the order of use. */
  readonly name: string;
  /** Milliseconds since the epoch: when its place in that order was last renewed. */
  usedAt: number;
  readonly ref: EntityRef;
  readonly value: unknown;
  /** What whoever reads the whole of it depends on: its tags without those for loaded values only. */
  readonly readTags: readonly string[];
  readonly dependsOn: readonly string[];
  readonly shown: readonly Shown[];
  /** Milliseconds since the epoch: when its load began. */
  readonly madeAt: number;
  readonly until: number;
  readonly softUntil: number;
  /** Up to this moment it may stand in for a backend that fails. */
  readonly staleUntil: number;
  /** False once something it depends on has moved. */
  fresh: boolean;
  /** As it was given last. */
  outcome: Outcome | null;
  /** Its backend failed: up to this moment it is served as it is, and the backend left alone. */
  restUntil: number;
}

export interface EntityLimits {
  /** Of the values in memory, as JSON. */
  readonly bytes: number;
  /** How many keys are remembered to have nothing. */
  readonly negatives: number;
}

/** For so long, in milliseconds, an entity's place in the order of use is good enough: a page reads hundreds. */
const useMs = 1_000;

/** Entities in memory: found ones up to a number of bytes, absent ones in a small store of their own, so that a scan of
 *  made-up keys cannot push out the catalogue. */
export interface EntityStore {
  get(kind: string, scope: string, key: string): Kept | undefined;
  /** Tells that it is in use, for the order of use. */
  use(kept: Kept, now: number): void;
  set(kept: Omit<Kept, 'name' | 'usedAt' | 'doubts' | 'drop' | 'fresh' | 'outcome' | 'restUntil'>): Kept;
}

export function createEntityStore(index: TagIndex, limits: EntityLimits): EntityStore {
  /** By kind, scope and key. Beside the order of use, whose one name for all three would have to be put together at each read. */
  const shelves = new Map<string, Map<string, Map<string, Kept>>>();

  function shelfOf({ kind, scope }: EntityRef): Map<string, Kept> {
    let scopes = shelves.get(kind);
    if (scopes === undefined) {
      scopes = new Map();
      shelves.set(kind, scopes);
    }
    let shelf = scopes.get(scope);
    if (shelf === undefined) {
      shelf = new Map();
      scopes.set(scope, shelf);
    }
    return shelf;
  }

  function dispose(kept: Kept) {
    index.unlink(kept);
    // Nobody tells it of changes any more.
    kept.fresh = false;
    const { kind, scope, key } = kept.ref;
    const shelf = shelves.get(kind)?.get(scope);
    if (shelf?.get(key) !== kept) return;
    shelf.delete(key);
    if (shelf.size === 0) shelves.get(kind)?.delete(scope);
  }

  const found = new LRUCache<string, Kept>({
    maxSize: limits.bytes,
    // UTF-16 in memory, and what surrounds a value: tags, sets, the record itself.
    sizeCalculation: (kept) => 2 * (JSON.stringify(kept.value)?.length ?? 0) + 200 + 100 * kept.tags.length,
    dispose,
  });
  const absent = new LRUCache<string, Kept>({ max: limits.negatives, dispose });

  return {
    get: (kind, scope, key) => shelves.get(kind)?.get(scope)?.get(key),
    use(kept, now) {
      if (now < kept.usedAt + useMs) return;
      kept.usedAt = now;
      (kept.value === null ? absent : found).get(kept.name);
    },
    set(loaded) {
      const name = refName(loaded.ref);
      const kept: Kept = {
        ...loaded,
        name,
        usedAt: loaded.readBy,
        doubts: 0,
        fresh: true,
        outcome: null,
        restUntil: 0,
        drop() {
          kept.fresh = false;
          if (kept.staleUntil > kept.madeAt) return;
          if (found.peek(name) === kept) found.delete(name);
          if (absent.peek(name) === kept) absent.delete(name);
        },
      };
      const [into, other] = loaded.value === null ? [absent, found] : [found, absent];
      other.delete(name);
      into.set(name, kept);
      // A value larger than the whole store is not taken, and nothing must stay behind in the index.
      if (into.peek(name) === kept) {
        shelfOf(loaded.ref).set(loaded.ref.key, kept);
        index.link(kept);
      }
      return kept;
    },
  };
}
