import { EtalageError } from '../contract/errors.ts';
import type { EventCountTable } from '../store/event-tables.ts';
import { addCounts, insertEvents, lockEvents } from '../store/events.ts';
import type { Store, Tx } from '../store/store.ts';
import type { TrackedEvent } from './event.ts';
import { dayOf, toRow } from './log.ts';

/** The events of one call, and as whose they are kept. */
export interface Delivery {
  readonly events: readonly TrackedEvent[];
  /** Null: they are counted without identity. */
  readonly visitorId: string | null;
  /** Whether traits may be computed from them. */
  readonly used: boolean;
}

export interface Taken {
  readonly accepted: number;
  /** Had been taken before, or twice in this call. */
  readonly duplicates: number;
}

export interface Intake {
  /**
   * Resolves when the events are on the disk.
   *
   * @throws {EtalageError} EVENTS_OVERLOADED at once when too many wait; nothing of the call is kept.
   * @throws {StoreError}
   */
  take(delivery: Delivery): Promise<Taken>;
  /** Events that wait. */
  waiting(): number;
  /** Takes nothing more, and waits for what it has. */
  close(): Promise<void>;
}

export interface IntakeOptions {
  readonly store: Store;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Events that may wait: beyond it calls are refused. Default 10,000. */
  readonly mostWaiting?: number;
  /** Is told after each commit that kept events of visitors. */
  readonly committed: () => void;
}

interface Waiter {
  readonly delivery: Delivery;
  readonly resolve: (taken: Taken) => void;
  readonly reject: (error: unknown) => void;
}

/** Events of one transaction: as many as wait, up to this. */
const mostTogether = 500;

/** Writes events, those of many calls in one transaction: while one is on its way to the disk, the next gathers. */
export function createIntake({ store, now, mostWaiting = 10_000, committed }: IntakeOptions): Intake {
  const queue: Waiter[] = [];
  let waiting = 0;
  let closed = false;
  let running: Promise<void> | null = null;

  function next(): Waiter[] {
    let events = 0;
    const rest = queue.findIndex(({ delivery }, at) => {
      events += delivery.events.length;
      return at > 0 && events > mostTogether;
    });
    return queue.splice(0, rest === -1 ? queue.length : rest);
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const group = next();
      try {
        const taken = await store.transaction((tx) => write(store.kind, tx, group, now()));
        for (const [at, { resolve }] of group.entries()) resolve(taken[at] as Taken);
        if (group.some(({ delivery }) => delivery.visitorId !== null)) committed();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
      waiting -= group.reduce((sum, { delivery }) => sum + delivery.events.length, 0);
    }
    running = null;
  }

  return {
    take(delivery) {
      if (delivery.events.length === 0) return Promise.resolve({ accepted: 0, duplicates: 0 });
      if (closed || waiting + delivery.events.length > mostWaiting)
        return Promise.reject(
          new EtalageError('EVENTS_OVERLOADED', 'More events come in than can be kept now: send these again later', {
            expose: true,
            retryAfterSeconds: 2,
          }),
        );
      waiting += delivery.events.length;
      return new Promise((resolve, reject) => {
        queue.push({ delivery, resolve, reject });
        // Not before this turn has ended: calls that came together are written together.
        running ??= Promise.resolve().then(run);
      });
    },
    waiting: () => waiting,
    async close() {
      closed = true;
      await running;
    },
  };
}

async function write(kind: Store['kind'], tx: Tx, group: readonly Waiter[], now: number): Promise<Taken[]> {
  const known = new Set<string>();
  // Of events that are equal by id the first is kept, also within one statement.
  const distinct = group.map(({ delivery: { visitorId, events } }, at) =>
    events.filter(({ id }) => {
      const name = visitorId === null ? `${at} ${id}` : `${visitorId} ${id}`;
      return !known.has(name) && known.add(name);
    }),
  );
  const rows = group.flatMap(({ delivery: { visitorId, used } }, at) =>
    visitorId === null ? [] : (distinct[at] ?? []).map((event) => toRow(event, visitorId, used, now)),
  );
  if (rows.length > 0) await lockEvents(kind, tx);
  const fresh = new Set((await insertEvents(kind, tx, rows)).map(({ visitor_id, id }) => `${visitor_id} ${id}`));
  const accepted = group.map(({ delivery: { visitorId } }, at) =>
    (distinct[at] ?? []).filter(({ id }) => visitorId === null || fresh.has(`${visitorId} ${id}`)),
  );
  await addCounts(tx, countsOf(accepted.flat()));
  return group.map(({ delivery }, at) => {
    const count = accepted[at]?.length ?? 0;
    return { accepted: count, duplicates: delivery.events.length - count };
  });
}

/** In the order of their keys, in which every transaction then takes their locks. */
function countsOf(events: readonly TrackedEvent[]): EventCountTable[] {
  const counts = new Map<string, EventCountTable>();
  for (const { site, at, name, properties } of events) {
    const row = { site, day: dayOf(at), name, subject: properties.exposure ?? '' };
    const key = JSON.stringify(row);
    counts.set(key, { ...row, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
