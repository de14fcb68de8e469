import type { Change, ChangeDraft, Delivery, Unread } from '../contract/changes.ts';
import type { Connector } from '../contract/connector.ts';
import type { AsideEntry } from './aside.ts';
import type { Keeping } from './keeping.ts';
import type { IngestLog } from './log-port.ts';
import { idOf, readDelivery, retryAside, siftDrafts } from './poison.ts';
import { type PollingOptions, startPolling } from './polling.ts';
import { createSecondLooks } from './second-looks.ts';

export interface IngestOptions {
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly log: IngestLog;
  readonly keeping: Pick<Keeping, 'aside' | 'cursors'>;
  /** Takes changes in the order of their positions; nothing that they concern is served as before once it was called. */
  readonly apply: (changes: readonly Change[]) => Promise<void>;
  /** Changes up to a position cannot be told: whatever is kept may be out of date. */
  readonly lost: (position: number) => void;
  /** Is told of what fails without anybody waiting for it: applying a change that is in the log already. */
  readonly failed: (error: unknown) => void;
  /** Is told of what was kept aside since it could not be understood. */
  readonly keptAside: (kept: Pick<AsideEntry, 'id' | 'source'>) => void;
  /** How often a source is polled that has to be, in milliseconds. */
  readonly pollMs: (source: string) => number;
  readonly pollFailed: (source: string, ...failure: Parameters<PollingOptions['failed']>) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What became of a delivery: all of it is logged, or something of it is kept aside under this id. */
export interface Received {
  readonly aside: number | null;
}

/** The way in for changes of every kind of source. */
export interface Ingest {
  /**
   * Logs what a source reports; it is applied by whoever follows the log, in this process and in others. What the log
   * refuses is kept aside, and does not keep the rest out.
   */
  report(source: string, drafts: readonly ChangeDraft[], unread?: readonly Unread[]): Promise<void>;
  /** Whether there is a connector of this name that reads deliveries. */
  takes(source: string): boolean;
  /**
   * Has the connector read a delivery and reports what it says. What cannot be understood is kept aside: a sender that is
   * refused would send the same again for days.
   *
   * @throws {ConnectorError} CONNECTOR_DENIED for a delivery that is not its sender's; then nothing is kept.
   */
  receive(source: string, delivery: Delivery): Promise<Received>;
  /** Reads what was kept aside once more: see `retryAside`. */
  retry(id: number): ReturnType<typeof retryAside>;
  close(): Promise<void>;
}

/** How long a source is taken to lag that does not say it, in milliseconds. */
export const defaultLagMs = 5_000;

/** Takes changes in from now on: listens to every connector that calls back with them, and polls those that have to be asked. */
export function createIngest(options: IngestOptions): Ingest {
  const { connectors, log, keeping, apply, failed, lost, now } = options;
  const { aside, cursors } = keeping;
  const secondLooks = createSecondLooks(
    (source) => connectors.get(source)?.changes?.lagMs ?? defaultLagMs,
    (change) => apply([change]).catch(failed),
  );

  async function record(source: string, drafts: readonly ChangeDraft[]): Promise<void> {
    if (drafts.length > 0) await log.record(source, drafts, now());
  }

  async function report(source: string, drafts: readonly ChangeDraft[], unread: readonly Unread[] = []): Promise<void> {
    const { sound, refused } = siftDrafts(source, drafts);
    await record(source, sound);
    const poison = [...unread, ...refused.map(({ draft, reason }) => ({ reason, body: JSON.stringify(draft) ?? '' }))];
    for (const { reason, body } of poison) {
      const id = await aside.add({ source, delivery: null, reason, body });
      options.keptAside({ id, source });
    }
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
      cursors,
      source: name,
      report: (drafts, unread) => report(name, drafts, unread),
      failed: (...failure) => options.pollFailed(name, ...failure),
      everyMs: options.pollMs(name),
    });
  });
  return {
    report,
    takes: (source) => connectors.get(source)?.changes?.parse !== undefined,
    async receive(source, delivery) {
      const connector = connectors.get(source);
      if (!connector) throw new TypeError(`there is no connector ${source}`);
      const { drafts, poison } = await readDelivery(connector, delivery);
      await record(source, drafts);
      if (poison === null) return { aside: null };
      const body = Buffer.from(delivery.body).toString();
      const id = await aside.add({ source, delivery: idOf(delivery), reason: poison, body }, delivery);
      options.keptAside({ id, source });
      return { aside: id };
    },
    retry: (id) => retryAside(id, { aside, connectors, record }),
    async close() {
      unfollow();
      for (const end of subscriptions) end();
      secondLooks.close();
      await Promise.all(polls.map((poll) => poll.close()));
    },
  };
}
