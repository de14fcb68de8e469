import type { Store } from '../store/store.ts';
import { type Outcome, writeDrafts } from './append.ts';
import type { Draft } from './draft.ts';

/** Most drafts in one transaction: what arrives meanwhile waits for the next. */
const draftsAtOnce = 1_000;

interface Entry {
  readonly drafts: readonly Draft[];
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Appends in transactions of its own, one at a time: what arrives while one commits goes together into the next, so that
 * many callers share one lock and one write to the disk. The answer comes after the commit.
 *
 * @param committed hears the outcomes of each transaction.
 */
export function createRecorder(store: Store, committed: (outcomes: readonly Outcome[]) => void) {
  const queue: Entry[] = [];
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const entries = takeEntries(queue);
      try {
        const outcomes = await store.transaction((tx) =>
          writeDrafts(
            store.kind,
            tx,
            entries.flatMap((entry) => entry.drafts),
          ),
        );
        committed(outcomes);
        let from = 0;
        for (const { drafts, resolve } of entries) {
          resolve(outcomes.slice(from, from + drafts.length));
          from += drafts.length;
        }
      } catch (error) {
        for (const { reject } of entries) reject(error);
      }
    }
    running = null;
  }

  return {
    record(drafts: readonly Draft[]): Promise<readonly Outcome[]> {
      return new Promise((resolve, reject) => {
        queue.push({ drafts, resolve, reject });
        running ??= run();
      });
    },
    /** Resolves when all that was asked so far is answered. */
    async settle(): Promise<void> {
      await running;
    },
  };
}

/** From the front, whole entries, at least one. */
function takeEntries(queue: Entry[]): Entry[] {
  let drafts = 0;
  let count = 0;
  for (const entry of queue) {
    drafts += entry.drafts.length;
    if (count > 0 && drafts > draftsAtOnce) break;
    count += 1;
  }
  return queue.splice(0, count);
}
