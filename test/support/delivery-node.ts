/**
 * One process of Etalage as far as webhooks go, to be killed at any moment: takes deliveries as its parent says over IPC, and
 * tells subscribers. `node test/support/delivery-node.ts STORE`.
 */
import { openChangeLog } from '../../src/changes/log.ts';
import { startDelivery } from '../../src/delivery/delivery.ts';
import { isPassing, StoreError } from '../../src/store/errors.ts';
import { openStore } from '../../src/store/open.ts';
import type { FromNode, ToNode } from './change-node.ts';

const send = (message: FromNode) => process.send?.(message);
const store = await openStore(process.argv[2] ?? '').catch((error: unknown) => {
  if (isPassing(error)) process.exit(1);
  throw error;
});
const log = await openChangeLog(store, { trimEveryMs: 0 });
await startDelivery({
  // What a killed process was at is soon taken over: the times are a tenth of the usual ones and less.
  ...{ store, log, pollMs: 20, leaseMs: 500, claimMarginMs: 200, lagMs: () => 0 },
  config: { reach: ['127.0.0.1'], plainHttp: true, retryMs: 20, retryCapMs: 200, deadlineMs: 1_000 },
  movedTags: ({ kind, key }) => ({ tags: [`${kind}.${key}`], complete: true }),
  report: () => undefined,
  failed: () => undefined,
});

process.on('message', (message: ToNode) => {
  if (message.type === 'deliver') void deliver(message);
});
process.on('disconnect', () => process.exit());
send({ type: 'ready' });

async function deliver({ number, draft }: Extract<ToNode, { type: 'deliver' }>): Promise<void> {
  try {
    const [outcome] = await log.record([draft]);
    if (outcome) send({ type: 'accepted', number, outcome });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    send({ type: 'refused', number, code: error.code });
  }
}
