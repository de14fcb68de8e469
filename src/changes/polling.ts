import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeDraft, ChangesCapability } from '../contract/changes.ts';

export interface PollingOptions {
  readonly poll: NonNullable<ChangesCapability['poll']>;
  /** Takes what a poll found; the next poll goes on after it only when this has resolved. */
  readonly report: (changes: readonly ChangeDraft[]) => Promise<void>;
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

/** Asks a backend again and again what has changed. The first poll only finds out where to begin. */
export function startPolling(options: PollingOptions): { close(): void } {
  const { poll, report, everyMs, deadlineMs = 30_000, random = Math.random } = options;
  const stop = new AbortController();
  let cursor: string | null = null;
  let reported: ReadonlySet<string> = new Set();

  async function pollOnce(): Promise<void> {
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(deadlineMs)]);
    const polled = await poll(cursor, signal);
    signal.throwIfAborted();
    const named = polled.changes.map((change) => ({ change, name: nameOf(change) }));
    const fresh = named.filter(({ name }) => name === null || !reported.has(name));
    if (fresh.length > 0) await report(fresh.map(({ change }) => change));
    reported = new Set(named.flatMap(({ name }) => name ?? []));
    cursor = polled.cursor;
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
  run().catch(() => undefined);
  return { close: () => stop.abort() };
}

/**
 * Polls whose windows overlap, so that nothing falls between two, tell some changes twice. One that says when it happened
 * or which version it made is the same when all of it is equal; of one that says neither, every report counts.
 */
function nameOf(change: ChangeDraft): string | null {
  return change.at === undefined && change.version === undefined ? null : JSON.stringify(change);
}
