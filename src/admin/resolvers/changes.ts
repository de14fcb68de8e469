import { writeCursor } from '../../changes/cursor.ts';
import type { ReconcileReport } from '../../changes/reconcile-ledger.ts';
import { EtalageError } from '../../contract/errors.ts';
import type { Resolvers } from '../../generated/admin.ts';
import { readChanges } from '../../store/change-log.ts';
import { ActionError } from '../actions.ts';
import type { AdminContext } from '../context.ts';
import { answering, instant } from './user-errors.ts';

export const changes: Resolvers = {
  Query: {
    changes: async (_, { first, before }, { log, store }) => {
      // From so far back that `first` of them are found even where positions have holes.
      const end = before ?? log.position() + 1;
      const rows = await readChanges(store.db, Math.max(0, end - 1 - 4 * first), 4 * first);
      return rows
        .filter(({ position }) => position < end)
        .slice(-first)
        .reverse()
        .map(({ at, facets, sites, ...change }) => ({
          ...change,
          at: instant(at),
          facets: facets && [...facets],
          sites: sites && [...sites],
        }));
    },
    changeStats: async (_, __, { log }) => {
      const { head, trimmedTo, aside, kinds, readers } = await log.stats();
      return {
        ...{ head, trimmedTo, aside },
        kinds: kinds.map((kind) => ({ ...kind, oldest: instant(kind.oldest) })),
        readers: readers.map((reader) => ({ ...reader, confirmedAt: instant(reader.confirmedAt) })),
      };
    },
    asideDeliveries: async (_, { first, before }, { aside }) => {
      const entries = await aside.list({ first, before: before ?? null });
      return entries.map(({ id, source, delivery, reason, loggedAt }) => ({
        ...{ id, connector: source, delivery, reason, keptAt: instant(loggedAt) },
      }));
    },
    reconcileReports: async (_, { connector, first }, { reconciling }) =>
      (await reconciling.reports(connector ?? null, first)).map(toReport),
  },
  Mutation: {
    reconcile: (_, { connector, wait }, context) =>
      answering(async () => {
        const { reconciling, actions, failed, connectors } = context;
        const able = connectors.filter(({ reconciles }) => reconciles).map(({ name }) => name);
        if (!able.includes(connector))
          throw new ActionError(
            'NOT_FOUND',
            `no connector ${connector} can list what it has: one of ${able.join(', ')} can`,
          );
        await actions.note({ action: 'reconcile', target: `connector ${connector}` });
        const walk = reconciling.run(connector);
        if (!wait) {
          walk.catch(failed);
          return { report: null, cursor: cursorOf(context) };
        }
        const report = await walk.catch(refused);
        return { report: toReport(report), cursor: cursorOf(context) };
      }),
    asideRetry: (_, { id }, context) =>
      answering(async () => {
        const { aside, actions } = context;
        if (!(await aside.get(id))) throw unknownAside(id);
        await actions.note({ action: 'asideRetry', target: `aside ${id}` });
        const { changes: count, poison } = await aside.retry(id).catch(refused);
        if (poison !== null) throw new ActionError('REFUSED', `${id} stays aside: ${poison}`);
        return { changes: count, cursor: cursorOf(context) };
      }),
    asideDrop: (_, { id }, context) =>
      answering(async () => {
        const { aside, actions } = context;
        if (!(await aside.get(id))) throw unknownAside(id);
        await actions.note({ action: 'asideDrop', target: `aside ${id}` });
        await aside.remove(id);
        return { cursor: cursorOf(context) };
      }),
  },
};

function cursorOf({ log }: AdminContext): string {
  return writeCursor({ epoch: log.id, position: log.position() });
}

function unknownAside(id: number): ActionError {
  return new ActionError('NOT_FOUND', `nothing is kept aside by the id ${id}`);
}

const expected = [
  'RECONCILE_RUNNING',
  'RECONCILE_UNSUPPORTED',
  'ASIDE_NOT_A_DELIVERY',
  'ASIDE_UNKNOWN',
  'CONNECTOR_UNKNOWN',
];

/** What says how things are is for who asked; anything else is masked as elsewhere. */
function refused(error: unknown): never {
  if (error instanceof EtalageError && expected.includes(error.code)) throw new ActionError('REFUSED', error.message);
  throw error;
}

function toReport(report: ReconcileReport) {
  const { source, startedAt, endedAt, looked, changed, added, removed, error } = report;
  return {
    ...{ connector: source, startedAt: instant(startedAt), endedAt: instant(endedAt), entries: looked },
    ...{ changed: changed.count, added: added.count, removed: removed.count, error: error?.code ?? null, report },
  };
}
