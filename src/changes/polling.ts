import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeDraft, ChangesCapability, Unread } from '../contract/changes.ts';
import { createMemoryCursors, type PollCursors } from './poll-cursors.ts';
import { untilAborted } from './until-aborted.ts';

export interface PollingOptions {
  readonly poll: NonNullable<ChangesCapability['poll']>;
  /** Takes what a poll found; the next poll goes on after it only when this has resolved. */
  readonly report: (changes: readonly ChangeDraft[], unread: readonly Unread[]) => Promise<void>;
  /** What the place of this poll is kept by. Default `default`. */
  readonly source?: string;
  /** Keeps the place, and says whose turn it is. Default in memory. */
  readonly cursors?: PollCursors;
  /** Is told of each poll that failed, with how many have in a row and after how many milliseconds the next one follows. */
  readonly failed: (error: unknown, failures: number, retryMs: number) => void;
  /** From the end of a poll to the beginning of the next, in milliseconds, give or take a tenth. */
  readonly everyMs: number;
  /** A poll that takes longer, in milliseconds, is aborted and counts as failed. Default 30,000. */
  readonly deadlineMs?: number;
  /** From 0 to 1: spreads the polls of replicas that were started together. Default Math.random. */
  readonly random?: () => number;
}

/** The longest pause between two polls of a backend that fails, in milliseconds, unless it is polled more rarely anyway. */
const longestPauseMs = 60_000;

/**
 * Asks a backend again and again what has changed. The first poll ever only finds out where to begin; the first after a restart
 * goes on where the last one ended. Of several processes with one store, one polls.
 */
export function startPolling(options: PollingOptions): { close(): Promise<void> } {
  const { poll, report, everyMs, deadlineMs = 30_000, random = Math.random } = options;
  const { source = 'default', cursors = createMemoryCursors() } = options;
  const stop = new AbortController();
  // Long enough that it does not change hands between two polls.
  const holdMs = deadlineMs + 3 * everyMs;

  async function pollOnce(): Promise<void> {
    if (!(await cursors.hold(source, holdMs))) return;
    const place = await cursors.read(source);
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(deadlineMs)]);
    const polled = await untilAborted(signal, poll(place?.cursor ?? null, signal));
    signal.throwIfAborted();
    const named = polled.changes.map((change) => ({ change, name: nameOf(change) }));
    const known = new Set(place?.reported);
    const fresh = named.filter(({ name }) => name === null || !known.has(name));
    const { unread = [] } = polled;
    if (fresh.length + unread.length > 0)
      await report(
        fresh.map(({ change }) => change),
        unread,
      );
    const reported = named.flatMap(({ name }) => name ?? []);
    // After the report: what is told and not noted is told again, which does less harm than the other way round.
    if (place?.cursor !== polled.cursor || reported.length + place.reported.length > 0)
      await cursors.write(source, { cursor: polled.cursor, reported });
  }

  async function run(): Promise<void> {
    for (let failures = 0; ; ) {
      let pause = everyMs;
      try {
        await pollOnce();
        failures = 0;
      } catch (error) {
        if (stop.signal.aborted) return;
        failures += 1;
        pause = Math.max(everyMs, Math.min(everyMs * 2 ** failures, longestPauseMs));
        options.failed(error, failures, pause);
      }
      await sleep(pause * (0.9 + 0.2 * random()), undefined, { signal: stop.signal, ref: false });
    }
  }

  // Ends with the pause that is aborted.
  const ended = run().catch(() => undefined);
  return {
    async close() {
      stop.abort();
      await ended;
      // At the end another process may go on at once; where that fails, it waits for the lease to run out.
      await cursors.release(source).catch(() => undefined);
    },
  };
}

/**
 * Polls whose windows overlap, so that nothing falls between two, tell some changes twice. One that says when it happened
 * or which version it made is the same when all of it is equal; of one that says neither, every report counts.
 */
function nameOf(change: ChangeDraft): string | null {
  return change.at === undefined && change.version === undefined ? null : JSON.stringify(change);
}
