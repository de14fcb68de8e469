/** A store whose subscribers are told of changes, with short pauses and receivers on this machine. */
import { type ChangeLog, openChangeLog } from '../../src/changes/log.ts';
import type { WebhooksConfig } from '../../src/config/webhooks.ts';
import { type Delivery, type DeliveryOptions, startDelivery } from '../../src/delivery/delivery.ts';
import type { Report } from '../../src/delivery/settle.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

export interface DeliveryNode {
  readonly store: Store;
  /** Keeps the newest two changes, when it is trimmed. */
  readonly log: ChangeLog;
  readonly reports: readonly Report[];
  start(config?: WebhooksConfig, options?: Partial<DeliveryOptions>): Promise<Delivery>;
}

/** @param onEnd takes what closes each part, to be called in the opposite order. */
export async function openDelivery(url: string, onEnd: (close: () => Promise<void>) => void): Promise<DeliveryNode> {
  const store = await openStore(url);
  onEnd(() => store.close());
  const log = await openChangeLog(store, { trimEveryMs: 0, retention: { changes: 2 } });
  onEnd(() => log.close());
  const reports: Report[] = [];
  return {
    ...{ store, log, reports },
    async start(config, options) {
      const delivery = await startDelivery({
        ...{ store, log, pollMs: 20, lagMs: () => 0, failed: () => undefined },
        config: { reach: ['127.0.0.1'], plainHttp: true, retryMs: 20, deadlineMs: 10_000, ...config },
        movedTags: ({ kind, key }) => ({ tags: [`${kind}.${key}`], complete: true }),
        report: (event) => void reports.push(event),
        ...options,
      });
      onEnd(() => delivery.close());
      return delivery;
    },
  };
}
