import type { Change } from '../contract/changes.ts';
import type { StoreError } from '../store/errors.ts';
import { openStore } from '../store/open.ts';
import { openChangeLog } from './log.ts';
import type { IngestLog } from './log-port.ts';
import { createAge, createProgress } from './progress.ts';

/** How often it is noted whether followers have been told of everything, in milliseconds. */
const sampleMs = 100;

/**
 * The change log of a store: it survives the process, and every process over the same store follows it.
 *
 * @param url a file for SQLite, or `postgres://…`.
 * @param onTrouble hears what goes wrong in the background; it is tried again.
 * @throws {StoreError} when the store cannot be opened.
 */
export async function openDurableLog(url: string, onTrouble: (error: StoreError) => void): Promise<IngestLog> {
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
    epoch: log.id,
    position: () => log.position(),
    age: store.shared ? age : () => 0,
    head: () => log.head(),
    reached: progress.reached,
    async record(source, drafts, now) {
      const outcomes = await log.record(
        drafts.map((draft) => ({ at: now, ...draft, key: toLogged(draft.key), source })),
      );
      // What is known already was logged by another process, perhaps later than anything that this one has heard of.
      if (outcomes.some(({ result }) => result !== 'LOGGED')) await log.head();
    },
    follow({ changed, lost }) {
      const stop = new AbortController();
      // Taken now, and not when the first step of the generator runs: what is logged from here on is told.
      const after = log.position();
      const follower = progress.begin(after);
      const run = async () => {
        for await (const batch of log.follow({ after, signal: stop.signal, onTrouble })) {
          if (batch.type === 'GAP') lost(batch.position);
          else changed(batch.changes.map(fromLogged));
          follower.told(batch.position);
        }
      };
      run().catch((error: StoreError) => {
        onTrouble(error);
        // Nobody will tell of changes any more, so nothing that is kept can be relied on.
        lost(log.position());
      });
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

/** Keys in the log are opaque words: what else a backend's key has is percent-encoded, and so is the percent sign. */
function toLogged(key: string): string {
  return key.replace(/[^\w.:~/=#-]/gu, (character) =>
    Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

function fromLogged(change: Change): Change {
  return { ...change, key: decodeURIComponent(change.key) };
}
