import { EtalageError } from '../contract/errors.ts';
import {
  forgetSeen,
  insertReport,
  readReports,
  readSeen,
  readTold,
  readToldVersions,
  readUnseen,
  readWalk,
  type SeenRow,
  writeSeen,
  writeWalk,
} from '../store/reconcile.ts';
import type { Store } from '../store/store.ts';
import type { ChangeLog } from './log.ts';
import { fromLoggedKey, toLoggedKey } from './logged-key.ts';
import { type Ledger, ownIds, type ReconcileReport, reportsKept, type Seen, type Walk } from './reconcile-ledger.ts';
import { createTurns } from './turns.ts';

/** For how long a step that was kept holds the source, in milliseconds: longer than asking for the next page may take. */
const stepMs = 120_000;

/** What walks remember, in the store: replicas take turns, and one that is cut off is gone on with by another. */
export function createStoreLedger(store: Store, log: Pick<ChangeLog, 'append'>, now: () => number): Ledger {
  const turns = createTurns(store, now);
  const leaseOf = (source: string) => `reconcile:${source}`;
  const toRow =
    (source: string) =>
    (seen: Seen): SeenRow => ({ ...seen, source, key: toLoggedKey(seen.key) });
  const toSeen = ({ source: _, ...row }: SeenRow): Seen => ({ ...row, key: fromLoggedKey(row.key) });
  const keysOf = (source: string, entities: readonly { kind: string; key: string }[]) =>
    entities.map(({ kind, key }) => ({ source, kind, key: toLoggedKey(key) }));

  return {
    hold: (source, ms) => turns.take(leaseOf(source), ms),
    release: (source) => turns.release(leaseOf(source)),
    async walk(source) {
      const state = await readWalk(store.db, source);
      return state === null ? null : (JSON.parse(state) as Walk);
    },
    async seen(source, entries) {
      const rows = await readSeen(store.db, keysOf(source, entries));
      const found = new Map(rows.map((row) => [JSON.stringify([row.kind, row.key, row.scope]), row]));
      return entries.map(({ kind, key, scope = '' }) => {
        const row = found.get(JSON.stringify([kind, toLoggedKey(key), scope]));
        return row && toSeen(row);
      });
    },
    async told(source, entities, after) {
      if (entities.length === 0) return [];
      const wanted = keysOf(source, entities);
      const rows = await readTold(store.db, wanted, after, ownIds);
      const found = new Map(rows.map(({ kind, key, position }) => [JSON.stringify([kind, key]), position]));
      return wanted.map(({ kind, key }) => found.get(JSON.stringify([kind, key])));
    },
    async versions(source, entities) {
      if (entities.length === 0) return [];
      const wanted = keysOf(source, entities);
      const rows = await readToldVersions(store.db, wanted);
      const found = new Map(rows.map(({ kind, key, version }) => [JSON.stringify([kind, key]), version]));
      return wanted.map(({ kind, key }) => found.get(JSON.stringify([kind, key])));
    },
    async unseen(source, walk, limit) {
      return (await readUnseen(store.db, source, walk, limit)).map(toSeen);
    },
    async keep(source, { walk, seen, gone, drafts }) {
      const at = now();
      await store.transaction(async (tx) => {
        // Whoever was away for so long that another process went on must not write beside it.
        if (!(await turns.takeWithin(tx, leaseOf(source), stepMs)))
          throw new EtalageError('RECONCILE_RUNNING', `another process has taken over the walk of ${source}`);
        await writeSeen(tx, seen.map(toRow(source)));
        await forgetSeen(tx, gone.map(toRow(source)));
        await writeWalk(tx, source, JSON.stringify(walk));
        if (drafts.length > 0)
          log.append(
            tx,
            drafts.map((draft) => ({ at, ...draft, key: toLoggedKey(draft.key), source })),
          );
      });
    },
    async finish(source, walk, report) {
      await store.transaction(async (tx) => {
        await writeWalk(tx, source, JSON.stringify(walk));
        await insertReport(tx, { source, ended_at: report.endedAt, report: JSON.stringify(report) }, reportsKept);
      });
    },
    reports: (source, first) => readStoredReports(store, source, first),
  };
}

/** For who only looks: newest first; of one source or, with null, of all. */
export async function readStoredReports(
  { db }: Pick<Store, 'db'>,
  source: string | null,
  first: number,
): Promise<readonly ReconcileReport[]> {
  return (await readReports(db, source, first)).map((report) => JSON.parse(report) as ReconcileReport);
}
