import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Change, ChangeDraft, ChangeLog } from '../contract/changes.ts';

/** A change log for one process: changes get their places in the order in which they are appended. */
export interface MemoryLog extends ChangeLog {
  /** Names this log: another one, after a restart too, counts its positions anew. */
  readonly epoch: string;
  /** @returns the changes as they stand in the log; those that were delivered before are left out. */
  append(source: string, drafts: readonly ChangeDraft[], now: number): readonly Change[];
}

/** Ids of deliveries that are remembered: more than any vendor repeats. */
const rememberedIds = 100_000;

export function createMemoryLog(): MemoryLog {
  const delivered = new LRUCache<string, true>({ max: rememberedIds });
  let position = 0;

  return {
    epoch: randomUUID(),
    position: () => position,
    append(source, drafts, now) {
      return drafts.flatMap(({ id, at = now, kind, key, facets = null, version = null, sites = null }) => {
        if (id !== undefined) {
          // One delivery may report several entities.
          const name = JSON.stringify([source, id, kind, key]);
          if (delivered.has(name)) return [];
          delivered.set(name, true);
        }
        position += 1;
        return [{ position, id: id ?? randomUUID(), at, source, kind, key, facets, version, sites }];
      });
    },
  };
}
