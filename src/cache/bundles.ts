import type { EntityStore, Kept } from './entity-store.ts';

/**
 * Entities of one kind that are read together again and again: the prices of a product's variants. Found as one, and
 * checked by flags that are at hand; each member is as current as if it had been read by itself.
 */
export interface Bundle {
  /** In the order of the keys; null for what does not exist. The same array for as long as nothing differs. */
  readonly values: readonly unknown[];
  readonly members: readonly Kept[];
  /** By the facets that a reader looks at, what it depends on. */
  readonly tags: Map<readonly string[] | null, readonly string[]>;
  readonly until: number;
  readonly softUntil: number;
}

export interface Bundles {
  /** What memory has of all these keys; undefined when it lacks one, or one is in doubt or due for renewal. */
  recall(kind: string, scope: string, keys: readonly string[], now: number): Bundle | undefined;
}

/** Bundles are found by the array of their keys, as an object, and forgotten with it. */
export function createBundles(store: EntityStore): Bundles {
  const known = new WeakMap<readonly string[], Map<string, Bundle & { readonly scope: string }>>();

  function holds({ members, until, softUntil }: Bundle, now: number): boolean {
    if (now >= until || now >= softUntil) return false;
    for (const kept of members) {
      if (!kept.fresh || kept.doubts > 0) return false;
      store.use(kept, now);
    }
    return true;
  }

  function tie(kind: string, scope: string, keys: readonly string[]): (Bundle & { scope: string }) | undefined {
    const members: Kept[] = [];
    let until = Number.POSITIVE_INFINITY;
    let softUntil = Number.POSITIVE_INFINITY;
    for (const key of keys) {
      const kept = store.get(kind, scope, key);
      if (kept === undefined) return undefined;
      members.push(kept);
      until = Math.min(until, kept.until);
      softUntil = Math.min(softUntil, kept.softUntil);
    }
    return { scope, members, values: members.map(({ value }) => value), tags: new Map(), until, softUntil };
  }

  return {
    recall(kind, scope, keys, now) {
      let kinds = known.get(keys);
      const before = kinds?.get(kind);
      if (before?.scope === scope && holds(before, now)) return before;
      const bundle = tie(kind, scope, keys);
      if (bundle === undefined || !holds(bundle, now)) return undefined;
      if (kinds === undefined) {
        kinds = new Map();
        known.set(keys, kinds);
      }
      kinds.set(kind, bundle);
      return bundle;
    },
  };
}
