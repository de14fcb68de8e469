import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Follower, IngestLog } from './log-port.ts';

/** Ids of deliveries that are remembered: more than any vendor repeats. */
const rememberedIds = 100_000;

/** A cursor so many changes ago is as good as none: as many as a store keeps unless it is told otherwise. */
const mostBehind = 1_000_000;

/**
 * A change log for a process alone: changes get their places in the order in which they are recorded, and are gone with it.
 * Followers hear of a change before `record` returns.
 */
export function createMemoryLog(): IngestLog {
  const delivered = new LRUCache<string, true>({ max: rememberedIds });
  const followers = new Set<Follower>();
  let position = 0;

  return {
    epoch: randomUUID(),
    position: () => position,
    age: () => 0,
    head: async () => position,
    trimmedTo: async () => Math.max(0, position - mostBehind),
    reached: async (wanted) => wanted <= position,
    async record(source, drafts, now) {
      const changes = drafts.flatMap(({ id, at = now, kind, key, facets = null, version = null, sites = null }) => {
        if (id !== undefined) {
          // One delivery may report several entities.
          const name = JSON.stringify([source, id, kind, key]);
          if (delivered.has(name)) return [];
          delivered.set(name, true);
        }
        position += 1;
        return [{ position, id: id ?? randomUUID(), at, source, kind, key, facets, version, sites }];
      });
      if (changes.length > 0) for (const follower of followers) follower.changed(changes);
    },
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
    async close() {
      followers.clear();
    },
  };
}
