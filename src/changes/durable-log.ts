import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../contract/changes.ts';
import { readState } from '../store/change-log.ts';
import type { StoreError } from '../store/errors.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { type ChangeLog, openChangeLog } from './log.ts';
import type { IngestLog } from './log-port.ts';
import { fromLoggedKey, toLoggedKey } from './logged-key.ts';
import { createAge, createProgress } from './progress.ts';

/** How often it is noted whether followers have been told of everything, in milliseconds. */
const sampleMs = 100;

/** After what went wrong for a reader that should not go wrong, it goes on from where it was this much later, in milliseconds. */
const againMs = 1_000;

/** As taking changes in sees it, with what it is made of for who keeps more in the same store. */
export interface DurableLog extends IngestLog {
  readonly store: Store;
  readonly log: ChangeLog;
}

/**
 * The change log of a store: it survives the process, and every process over the same store follows it.
 *
 * @param url a file for SQLite, or `postgres://…`.
 * @param onTrouble hears what goes wrong in the background; it is tried again.
 * @throws {StoreError} when the store cannot be opened.
 */
export async function openDurableLog(url: string, onTrouble: (error: StoreError) => void): Promise<DurableLog> {
  const store = await openStore(url);
  const log = await openChangeLog(store, { onTrouble }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });

  const progress = createProgress();
  const age = createAge(log, progress.position);
  // Also while nobody asks: whoever asks in the instant between a change and its arrival is told of the moment before.
  const sampling = store.shared ? setInterval(age, sampleMs).unref() : undefined;

  return {
    store,
    log,
    epoch: log.id,
    position: () => log.position(),
    age: store.shared ? age : () => 0,
    head: () => log.head(),
    trimmedTo: trimmedToOf(store),
    reached: progress.reached,
    async record(source, drafts, now) {
      const outcomes = await log.record(
        drafts.map((draft) => ({ at: now, ...draft, key: toLoggedKey(draft.key), source })),
      );
      // What is known already was logged by another process, perhaps later than anything that this one has heard of.
      if (outcomes.some(({ result }) => result !== 'LOGGED')) await log.head();
    },
    follow({ changed, lost }) {
      const stop = new AbortController();
      // Taken now, and not when the first step of the generator runs: what is logged from here on is told.
      let after = log.position();
      const follower = progress.begin(after);
      const read = async () => {
        for await (const batch of log.follow({ after, signal: stop.signal, onTrouble })) {
          if (batch.type === 'GAP') lost(batch.position);
          else changed(batch.changes.map(fromLogged));
          after = batch.position;
          follower.told(batch.position);
        }
      };
      const run = async () => {
        while (!stop.signal.aborted) {
          await read().catch(async (error: StoreError) => {
            onTrouble(error);
            // Until then nobody tells of changes, so nothing that is kept can be relied on.
            if (!stop.signal.aborted) lost(log.position());
            await sleep(againMs, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
          });
        }
      };
      void run();
      return () => {
        stop.abort();
        follower.end();
      };
    },
    async close() {
      clearInterval(sampling);
      await log.close();
      await store.close();
    },
  };
}

/** How long what retention has done is taken as known, in milliseconds: clients that come back come in crowds. */
const trimmedForMs = 1_000;

function trimmedToOf(store: Store): () => Promise<number> {
  let asked: { readonly at: number; readonly answer: Promise<number> } | undefined;
  return () => {
    const at = performance.now();
    if (asked && at - asked.at < trimmedForMs) return asked.answer;
    const answer = readState(store.db).then(({ trimmedTo }) => trimmedTo);
    const mine = { at, answer };
    asked = mine;
    answer.catch(() => {
      if (asked === mine) asked = undefined;
    });
    return answer;
  };
}

function fromLogged(change: Change): Change {
  return { ...change, key: fromLoggedKey(change.key) };
}
