import { readPollCursor, writePollCursor } from '../store/polls.ts';
import type { Store } from '../store/store.ts';
import { createTurns } from './turns.ts';

/** Where the next poll goes on. */
export interface PollPlace {
  /** The connector's. */
  readonly cursor: string;
  /** Names of what the last poll told: where the next one overlaps with it, it is known again. */
  readonly reported: readonly string[];
}

/** The place of each polled source: in memory for a process alone, in the store for what goes on after a restart. */
export interface PollCursors {
  /** Takes the source for this process, or prolongs it, for so many milliseconds. False while another process polls it. */
  hold(source: string, ms: number): Promise<boolean>;
  release(source: string): Promise<void>;
  /** Null before the first poll. */
  read(source: string): Promise<PollPlace | null>;
  write(source: string, place: PollPlace): Promise<void>;
}

export function createMemoryCursors(): PollCursors {
  const places = new Map<string, PollPlace>();
  return {
    hold: async () => true,
    async release() {},
    read: async (source) => places.get(source) ?? null,
    async write(source, place) {
      places.set(source, place);
    },
  };
}

/** Beyond this, in characters of JSON, what a poll told is not kept: where the next one overlaps, it is told again. */
const reportedKept = 262_144;

export function createStoreCursors(store: Store, now: () => number): PollCursors {
  const turns = createTurns(store, now);
  const leaseOf = (source: string) => `poll:${source}`;
  return {
    hold: (source, ms) => turns.take(leaseOf(source), ms),
    release: (source) => turns.release(leaseOf(source)),
    async read(source) {
      const row = await readPollCursor(store.db, source);
      return row ? { cursor: row.cursor, reported: JSON.parse(row.reported) as string[] } : null;
    },
    async write(source, { cursor, reported }) {
      const names = JSON.stringify(reported);
      const row = { cursor, reported: names.length > reportedKept ? '[]' : names };
      await store.transaction((tx) => writePollCursor(tx, source, row, now()));
    },
  };
}
