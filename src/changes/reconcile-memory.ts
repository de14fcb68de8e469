import { LRUCache } from 'lru-cache';
import { EtalageError } from '../contract/errors.ts';
import type { IngestLog } from './log-port.ts';
import {
  type Ledger,
  nameOf,
  ownIds,
  type ReconcileReport,
  reportsKept,
  type Seen,
  type Walk,
} from './reconcile-ledger.ts';

/** Entities whose last telling is remembered. One that is forgotten counts as missed when it was told: said too much, not too little. */
const toldKept = 100_000;

interface Source {
  readonly entries: Map<string, Seen>;
  readonly told: LRUCache<string, number>;
  readonly versions: LRUCache<string, number>;
  reports: readonly ReconcileReport[];
  walk: Walk | null;
}

/**
 * What walks remember, for a process alone.
 *
 * @param mostEntries per source, at some 300 bytes each. A backend that has more needs a store. Default 250,000.
 */
export function createMemoryLedger(
  log: Pick<IngestLog, 'record' | 'follow'>,
  now: () => number,
  mostEntries = 250_000,
): Ledger & { close(): void } {
  const sources = new Map<string, Source>();

  function of(name: string): Source {
    let source = sources.get(name);
    if (!source) {
      source = {
        entries: new Map(),
        told: new LRUCache({ max: toldKept }),
        versions: new LRUCache({ max: toldKept }),
        reports: [],
        walk: null,
      };
      sources.set(name, source);
    }
    return source;
  }

  const unfollow = log.follow({
    changed(changes) {
      for (const { source: name, id, kind, key, position, version } of changes) {
        const source = sources.get(name);
        if (!source) continue;
        if (!id.startsWith(ownIds)) source.told.set(nameOf({ kind, key }), position);
        if (version !== null) source.versions.set(nameOf({ kind, key }), version);
      }
    },
    lost() {},
  });

  return {
    // Nobody else has this memory; within the process walks follow each other.
    hold: async () => true,
    async release() {},
    walk: async (name) => of(name).walk,
    seen: async (name, entries) =>
      entries.map(({ kind, key, scope = '' }) => of(name).entries.get(entryOf({ kind, key, scope }))),
    async told(name, entities, after) {
      return entities.map((entity) => {
        const position = of(name).told.get(nameOf(entity));
        return position !== undefined && position > after ? position : undefined;
      });
    },
    versions: async (name, entities) => entities.map((entity) => of(name).versions.get(nameOf(entity))),
    async unseen(name, walk, limit) {
      const found: Seen[] = [];
      for (const entry of of(name).entries.values()) {
        if (entry.walk !== walk) found.push(entry);
        if (found.length === limit) break;
      }
      return found;
    },
    async keep(name, { walk, seen, gone, drafts }) {
      const source = of(name);
      const more = seen.filter((entry) => !source.entries.has(entryOf(entry))).length;
      if (source.entries.size + more > mostEntries) {
        source.entries.clear();
        throw new EtalageError(
          'RECONCILE_TOO_LARGE',
          `${name} lists more than ${mostEntries.toLocaleString('en')} entries, the most that memory holds: set a store`,
        );
      }
      await log.record(name, drafts, now());
      for (const entry of seen) source.entries.set(entryOf(entry), entry);
      for (const entry of gone) source.entries.delete(entryOf(entry));
      source.walk = walk;
    },
    async finish(name, walk, report) {
      const source = of(name);
      source.walk = walk;
      source.reports = [report, ...source.reports].slice(0, reportsKept);
    },
    async reports(name, first) {
      const wanted = name === null ? [...sources.values()] : [of(name)];
      return wanted
        .flatMap(({ reports }) => reports)
        .sort((one, other) => other.endedAt - one.endedAt)
        .slice(0, first);
    },
    close: () => unfollow(),
  };
}

function entryOf({ kind, key, scope }: Pick<Seen, 'kind' | 'key' | 'scope'>): string {
  return `${kind} ${scope} ${key}`;
}
