import type { Change, ChangeDraft, Delivery } from '../contract/changes.ts';
import type { Connector } from '../contract/connector.ts';
import type { IngestLog } from './log-port.ts';
import { type PollingOptions, startPolling } from './polling.ts';
import { createSecondLooks } from './second-looks.ts';

export interface IngestOptions {
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly log: IngestLog;
  /** Takes changes in the order of their positions; nothing that they concern is served as before once it was called. */
  readonly apply: (changes: readonly Change[]) => Promise<void>;
  /** Changes up to a position cannot be told: whatever is kept may be out of date. */
  readonly lost: (position: number) => void;
  /** Is told of what fails without anybody waiting for it: applying a change that is in the log already. */
  readonly failed: (error: unknown) => void;
  /** How often a source is polled that has to be, in milliseconds. */
  readonly pollMs: (source: string) => number;
  readonly pollFailed: (source: string, ...failure: Parameters<PollingOptions['failed']>) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The way in for changes of every kind of source. */
export interface Ingest {
  /** Logs what a source reports; it is applied by whoever follows the log, in this process and in others. */
  report(source: string, drafts: readonly ChangeDraft[]): Promise<void>;
  /** Whether there is a connector of this name that reads deliveries. */
  takes(source: string): boolean;
  /** Has the connector read a delivery and reports what it says. Rejects with the connector's error, and then nothing is logged. */
  receive(source: string, delivery: Delivery): Promise<void>;
  close(): void;
}

/** How long a source is taken to lag that does not say it, in milliseconds. */
const defaultLagMs = 5_000;

/** Takes changes in from now on: listens to every connector that calls back with them, and polls those that have to be asked. */
export function createIngest(options: IngestOptions): Ingest {
  const { connectors, log, apply, failed, lost, now } = options;
  const secondLooks = createSecondLooks(
    (source) => connectors.get(source)?.changes?.lagMs ?? defaultLagMs,
    (change) => apply([change]).catch(failed),
  );

  async function report(source: string, drafts: readonly ChangeDraft[]): Promise<void> {
    if (drafts.length > 0) await log.record(source, drafts, now());
  }

  const unfollow = log.follow({
    changed(changes) {
      // Not waited for: what it finds out may take a backend's time, and until then everything it concerns is in doubt.
      apply(changes).catch(failed);
      secondLooks.plan(changes);
    },
    lost,
  });

  const subscriptions = [...connectors.values()].flatMap(
    ({ name, changes }) => changes?.subscribe?.((drafts) => void report(name, drafts).catch(failed)) ?? [],
  );
  const polls = [...connectors.values()].flatMap(({ name, changes }) => {
    const poll = changes?.poll?.bind(changes);
    if (!poll) return [];
    return startPolling({
      poll,
      report: (drafts) => report(name, drafts),
      failed: (...failure) => options.pollFailed(name, ...failure),
      everyMs: options.pollMs(name),
    });
  });
  return {
    report,
    takes: (source) => connectors.get(source)?.changes?.parse !== undefined,
    async receive(source, delivery) {
      const drafts = await connectors.get(source)?.changes?.parse?.(delivery);
      if (!drafts) throw new TypeError(`${source} reads no deliveries`);
      await report(source, drafts);
    },
    close() {
      unfollow();
      for (const end of subscriptions) end();
      for (const poll of polls) poll.close();
      secondLooks.close();
    },
  };
}
