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
  /** A load has shown these versions. */
  show(kind: string, key: string, versions: Versions | undefined): void;
  /** Whether some announced version of an entity of this kind has not been shown yet: a list of them, which has no
   *  versions to compare, may be older than announced. */
  open(kind: string, now: number): boolean;
  /** Whether a change without a version was announced of this entity, or of any of the kind, so short a time ago that
   *  the backend may still answer as before: nobody could tell. */
  unsettled(kind: string, key: string | null, now: number): boolean;
}

interface Fence {
  version: number;
  at: number;
  shown: number;
}

/**
 * @param forgetMs a backend that does not show an announced version within this time will not show it at all (the change was
 *   undone, the announcement wrong); from then on what it says is believed.
 * @param max entities whose announcement is remembered.
 * @param lagMs for how long after an announcement a backend may answer as before.
 * @param since up to this moment nothing is known of what was announced before it; milliseconds since the epoch.
 */
export function createFences(forgetMs: number, max: number, lagMs = 0, since = Number.NEGATIVE_INFINITY): Fences {
  /** When an entity, or any of a kind, was last announced without a version. */
  const told = new LRUCache<string, number>({ max });
  const toldOfKind = new Map<string, number>();
  const fences = new LRUCache<string, Map<string, Fence>>({ max });
  // By kind, the keys that are waited for and since when; in the order of time.
  const waiting = new Map<string, Map<string, number>>();

  return {
    announce(kind, key, source, version, now) {
      const name = wholeTag(kind, key);
      if (version === null) {
        told.set(name, now);
        toldOfKind.set(kind, now);
        return true;
      }
      const bySource = fences.get(name) ?? new Map<string, Fence>();
      const before = bySource.get(source);
      if (before !== undefined && version < before.version) return false;
      const shown = before?.shown ?? Number.NEGATIVE_INFINITY;
      bySource.set(source, { version, at: now, shown });
      fences.set(name, bySource);
      if (shown >= version) return true;
      const ofKind = waiting.get(kind) ?? new Map<string, number>();
      ofKind.delete(key);
      waiting.set(kind, ofKind.set(key, now));
      return true;
    },
    outdated(kind, key, versions, now) {
      if (versions === undefined) return false;
      for (const [source, { version, at }] of fences.get(wholeTag(kind, key)) ?? []) {
        const loaded = versions[source];
        if (loaded !== undefined && loaded < version && now < at + forgetMs) return true;
      }
      return false;
    },
    show(kind, key, versions) {
      const bySource = fences.get(wholeTag(kind, key));
      if (bySource === undefined || versions === undefined) return;
      for (const [source, fence] of bySource) fence.shown = Math.max(fence.shown, versions[source] ?? fence.shown);
      if ([...bySource.values()].every(({ shown, version }) => shown >= version)) waiting.get(kind)?.delete(key);
    },
    open(kind, now) {
      const ofKind = waiting.get(kind);
      for (const [key, at] of ofKind ?? []) {
        if (now < at + forgetMs) return true;
        ofKind?.delete(key);
      }
      return false;
    },
    unsettled(kind, key, now) {
      const at = key === null ? toldOfKind.get(kind) : told.get(wholeTag(kind, key));
      return now < Math.max(since, at ?? Number.NEGATIVE_INFINITY) + lagMs;
    },
  };
}
