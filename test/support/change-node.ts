/**
 * One process of Etalage as far as the change log goes, to be killed at any moment: takes deliveries and runs readers as
 * its parent says over IPC. `node test/support/change-node.ts STORE`.
 */
import type { Outcome } from '../../src/changes/append.ts';
import type { Draft } from '../../src/changes/draft.ts';
import type { Batch } from '../../src/changes/follow.ts';
import { openChangeLog } from '../../src/changes/log.ts';
import { isPassing, StoreError } from '../../src/store/errors.ts';
import { openStore } from '../../src/store/open.ts';

export type ToNode =
  /** `alone`: by `record`; otherwise within a transaction that writes a row of its own. */
  | { readonly type: 'deliver'; readonly number: number; readonly draft: Draft; readonly alone: boolean }
  | { readonly type: 'follow'; readonly run: number; readonly after: number }
  | { readonly type: 'cut'; readonly run: number };

export type FromNode =
  | { readonly type: 'ready' }
  | { readonly type: 'accepted'; readonly number: number; readonly outcome: Outcome }
  | { readonly type: 'refused'; readonly number: number; readonly code: string }
  | { readonly type: 'batch'; readonly run: number; readonly batch: Batch };

const send = (message: FromNode) => process.send?.(message);
const store = await openStore(process.argv[2] ?? '').catch((error: unknown) => {
  // The database is restarting as well: so does this process, until it is there.
  if (isPassing(error)) process.exit(1);
  throw error;
});
const log = await openChangeLog(store, { trimEveryMs: 0 });
const readers = new Map<number, AbortController>();

process.on('message', (message: ToNode) => {
  if (message.type === 'deliver') void deliver(message);
  else if (message.type === 'follow') void read(message.run, message.after);
  else readers.get(message.run)?.abort();
});
process.on('disconnect', () => process.exit());
send({ type: 'ready' });

async function deliver({ number, draft, alone }: Extract<ToNode, { type: 'deliver' }>): Promise<void> {
  try {
    const [outcome] = alone ? await log.record([draft]) : (await withOwnRow(draft)).outcomes();
    if (outcome) send({ type: 'accepted', number, outcome });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    send({ type: 'refused', number, code: error.code });
  }
}

function withOwnRow(draft: Draft) {
  return store.transaction(async (tx) => {
    await log.confirm(`entity-${draft.key}`, draft.version ?? 0, tx);
    return log.append(tx, [draft]);
  });
}

async function read(run: number, after: number): Promise<void> {
  const cut = new AbortController();
  readers.set(run, cut);
  for await (const batch of log.follow({ after, signal: cut.signal, limit: 50 })) send({ type: 'batch', run, batch });
  readers.delete(run);
}
