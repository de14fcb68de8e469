import { LRUCache } from 'lru-cache';
import { wholeTag } from './tags.ts';

/** By source, the version that a value was loaded with. */
export type Versions = Readonly<Record<string, number>>;

/** The versions that changes have announced: a load that shows an older one came too early. */
export interface Fences {
  /** False when a newer version was announced before: the change is out of date. An equal one counts, since not every
   *  source raises its version with every change. */
  announce(kind: string, key: string, source: string, version: number | null, now: number): boolean;
  /** Whether the versions are older than announced. A source without a version here cannot be compared. */
  outdated(kind: string, key: string, versions: Versions | undefined, now: number): boolean;
}

/**
 * @param forgetMs a backend that does not show an announced version within this time will not show it at all (the change was
 *   undone, the announcement wrong); from then on what it says is believed.
 * @param max entities whose announcement is remembered.
 */
export function createFences(forgetMs: number, max: number): Fences {
  const announced = new LRUCache<string, Map<string, { version: number; at: number }>>({ max });

  return {
    announce(kind, key, source, version, now) {
      if (version === null) return true;
      const name = wholeTag(kind, key);
      const bySource = announced.get(name) ?? new Map<string, { version: number; at: number }>();
      const before = bySource.get(source);
      if (before !== undefined && version < before.version) return false;
      bySource.set(source, { version, at: now });
      announced.set(name, bySource);
      return true;
    },
    outdated(kind, key, versions, now) {
      if (versions === undefined) return false;
      for (const [source, { version, at }] of announced.get(wholeTag(kind, key)) ?? []) {
        const loaded = versions[source];
        if (loaded !== undefined && loaded < version && now < at + forgetMs) return true;
      }
      return false;
    },
  };
}
