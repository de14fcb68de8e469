import { LRUCache } from 'lru-cache';
import { fingerprintsOf, type KindDirectory } from './kinds.ts';
import type { TagIndex } from './tag-index.ts';
import { facetTag, groupsTag, wholeTag } from './tags.ts';

/** One entity as it looks from one scope. A scope is what its value differs by: a site's key, a language; '' for none. */
export interface EntityRef {
  readonly kind: string;
  readonly key: string;
  readonly scope: string;
}

export function refName({ kind, key, scope }: EntityRef): string {
  return `${kind}\u0000${scope}\u0000${key}`;
}

interface Observation {
  readonly ref: EntityRef;
  prints: ReadonlyMap<string, string>;
  /** Milliseconds since the epoch of the first of an unbroken row. */
  readonly since: number;
}

/**
 * What loads have last seen of each entity. All that is kept and depends on a facet was made from the fingerprint that is
 * noted here; so a change needs to drop it only when a newer load sees another one.
 */
export interface Observations {
  /** A load has seen this value (null: it does not exist); moves every tag for which it differs from the last one seen. */
  observe(ref: EntityRef, value: unknown, now: number): void;
  /** The observed scopes of an entity. */
  of(kind: string, key: string): readonly EntityRef[];
  /** Whether the entity has been under observation, in this scope, since before that moment. */
  coveredBefore(ref: EntityRef, moment: number): boolean;
  /** What was seen before says nothing any more. */
  clear(): void;
  /** Nobody knows what the entity looks like: moves all its tags, and those of all groups of its kind. */
  forget(kind: string, key: string, position: number): void;
}

export function createObservations(index: TagIndex, kindOf: KindDirectory, max = 200_000): Observations {
  const scopes = new Map<string, Map<string, EntityRef>>();
  const observed = new LRUCache<string, Observation>({
    max,
    dispose({ ref, prints }, name, reason) {
      if (reason === 'set') return;
      const entity = wholeTag(ref.kind, ref.key);
      const byScope = scopes.get(entity);
      if (byScope?.delete(name) && byScope.size === 0) scopes.delete(entity);
      // With the record goes the knowledge of what the dependants were made from: they must go too.
      if (reason === 'evict') index.move(prints.keys(), index.position() + 1);
    },
  });

  return {
    observe(ref, value, now) {
      const name = refName(ref);
      const prints = fingerprintsOf(kindOf(ref.kind), ref.kind, ref.key, value);
      const before = observed.get(name);
      observed.set(name, { ref, prints, since: before?.since ?? now });
      if (before === undefined) {
        const entity = wholeTag(ref.kind, ref.key);
        const byScope = scopes.get(entity) ?? new Map<string, EntityRef>();
        scopes.set(entity, byScope.set(name, ref));
        return;
      }
      const moved: string[] = [];
      for (const [tag, print] of prints) if (before.prints.get(tag) !== print) moved.push(tag);
      for (const tag of before.prints.keys()) if (!prints.has(tag)) moved.push(tag);
      // No change announced this (yet), so what others loaded at the present position may be older.
      if (moved.length > 0) index.move(moved, index.position() + 1);
    },
    clear: () => observed.clear(),
    of: (kind, key) => [...(scopes.get(wholeTag(kind, key))?.values() ?? [])],
    coveredBefore(ref, moment) {
      const observation = observed.peek(refName(ref));
      return observation !== undefined && observation.since < moment;
    },
    forget(kind, key, position) {
      const declared = kindOf(kind);
      const tags = new Set([wholeTag(kind, key)]);
      for (const facet of Object.keys(declared?.facets ?? {})) tags.add(facetTag(kind, key, facet));
      if (declared?.groups) tags.add(groupsTag(kind));
      for (const ref of [...(scopes.get(wholeTag(kind, key))?.values() ?? [])]) observed.delete(refName(ref));
      index.move(tags, position);
    },
  };
}
