import { type ChangeLog, openChangeLog } from '../changes/log.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { explainStore } from './explain-store.ts';

/** Opens the store and its log for what one command does, and closes both. @throws {CommandFailure} when it cannot be had. */
export async function withStore<T>(
  url: string,
  { readOnly }: { readonly readOnly: boolean },
  act: (store: Store, log: ChangeLog) => Promise<T>,
): Promise<T> {
  const store = await openStore(url, { readOnly }).catch((cause: unknown) => {
    throw explainStore(cause, url);
  });
  try {
    const log = await openChangeLog(store, { trimEveryMs: 0 });
    try {
      return await act(store, log);
    } finally {
      await log.close();
    }
  } finally {
    await store.close();
  }
}
