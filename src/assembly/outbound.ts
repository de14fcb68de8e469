import type { Logger } from 'pino';
import type { DurableLog } from '../changes/durable-log.ts';
import { defaultLagMs } from '../changes/ingest.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { SiteDirectory } from '../config/site.ts';
import { type Delivery, startDelivery } from '../delivery/delivery.ts';
import { logReport } from '../delivery/log-report.ts';
import { createMovedTags } from '../delivery/tags.ts';
import { cdnTagOf } from '../http/cdn-tags.ts';
import { kindOf } from '../loaders/kinds.ts';
import type { Backends, Connectors } from '../loaders/sources.ts';
import { unconfirmedMs } from '../loaders/unconfirmed.ts';

export interface OutboundOptions {
  readonly durable: DurableLog;
  readonly config: LoadedConfig['webhooks'];
  readonly connectors: Connectors;
  readonly owners: Backends['owners'];
  readonly sites: () => SiteDirectory;
  readonly log: Logger;
  readonly now: () => number;
}

/** Tells subscribers what has changed, in the tags that CDNs and storefronts know answers by. */
export function startOutbound({
  durable,
  config,
  connectors,
  owners,
  sites,
  log,
  now,
}: OutboundOptions): Promise<Delivery> {
  return startDelivery({
    ...{ store: durable.store, log: durable.log, config, now },
    movedTags: createMovedTags({
      kindOf,
      nameOf: (tag, site) => cdnTagOf(tag, (sku) => owners.ownerOf(site, sku)),
      sites: () => sites().all.map(({ key }) => key),
    }),
    lagMs: (source) =>
      Math.max(
        source === 'etalage' ? 0 : (connectors.get(source)?.changes?.lagMs ?? defaultLagMs),
        // By then each replica has heard of the change, or has noticed that it hears nothing and does without its caches.
        durable.store.shared ? 2 * unconfirmedMs : 0,
      ),
    report: (event) => logReport(log, event),
    failed: (error) => log.warn({ err: error }, 'webhooks could not be dealt with; it is tried again'),
  });
}
