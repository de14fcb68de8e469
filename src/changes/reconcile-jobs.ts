import { setTimeout as sleep } from 'node:timers/promises';
import type { CallSite } from '../contract/call.ts';
import type { Connector } from '../contract/connector.ts';
import { EtalageError } from '../contract/errors.ts';
import { reconcile } from './reconcile.ts';
import type { Ledger, ReconcileReport, Walk } from './reconcile-ledger.ts';

export interface ReconcilingOptions {
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly ledger: Ledger;
  /** The sites that a connector serves. */
  readonly sites: (source: string) => readonly CallSite[];
  /** The log's position. */
  readonly position: () => number;
  /** From the end of one walk to the beginning of the next, in milliseconds; 0 for none but on demand. */
  readonly everyMs: (source: string) => number;
  /** See `ReconcileOptions`. */
  readonly graceMs?: (source: string) => number;
  /** Is told of every walk's report. */
  readonly reported: (report: ReconcileReport) => void;
  /** Is told when a walk could not even begin or note its end: the store is away. */
  readonly failed: (source: string, error: unknown) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** From 0 to 1: spreads the walks of replicas that were started together. Default Math.random. */
  readonly random?: () => number;
}

export interface RunOptions {
  /** See `ReconcileOptions`. */
  readonly since?: number | null;
  readonly progress?: (walk: Walk) => void;
  readonly signal?: AbortSignal;
}

/** Walks over the backends, on a schedule and on demand. */
export interface Reconciling {
  /**
   * Walks over one now; waits for a walk of this process that is under way.
   *
   * @throws {EtalageError} CONNECTOR_UNKNOWN, RECONCILE_UNSUPPORTED, or RECONCILE_RUNNING when another process is at it.
   */
  run(source: string, options?: RunOptions): Promise<ReconcileReport>;
  /** Newest first; of one source or, with null, of all. */
  reports(source?: string | null, first?: number): Promise<readonly ReconcileReport[]>;
  /** Whether what a source forgets to tell is found: a walk has come to its end lately, and others are to follow. */
  covers(source: string): boolean;
  close(): Promise<void>;
}

/** Until the first walk of a process, in milliseconds, give or take a half: a start has other things to do. */
const firstMs = 1_000;
/** The longest pause after a walk that failed, in milliseconds: what failed may be back soon. */
const afterFailureMs = 60_000;
/** Walks that may fail or be late before what is loaded is no longer taken to be watched. */
const lateWalks = 3;

/** One walk at a time in this process, and of one source at a time in all. */
export function createReconciling(options: ReconcilingOptions): Reconciling {
  const { connectors, ledger, everyMs, now, reported, random = Math.random } = options;
  const stop = new AbortController();
  const completeAt = new Map<string, number>();
  let queue: Promise<unknown> = Promise.resolve();

  function run(source: string, { since, progress, signal }: RunOptions = {}): Promise<ReconcileReport> {
    const connector = connectors.get(source);
    if (!connector) throw new EtalageError('CONNECTOR_UNKNOWN', `no connector is called ${source}`);
    const list = connector.changes?.list?.bind(connector.changes);
    if (!list) throw new EtalageError('RECONCILE_UNSUPPORTED', `${source} cannot list what it has (changes.list)`);
    const walked = queue.then(async () => {
      const report = await reconcile({
        ...{ source, list, ledger, now, since, progress, position: options.position, sites: options.sites(source) },
        graceMs: options.graceMs?.(source),
        signal: signal ? AbortSignal.any([stop.signal, signal]) : stop.signal,
      });
      if (report.error === null) completeAt.set(source, report.endedAt);
      if (!stop.signal.aborted) reported(report);
      return report;
    });
    queue = walked.catch(() => undefined);
    return walked;
  }

  /** Milliseconds until the next walk is due, by whichever process walked last. */
  async function dueIn(source: string): Promise<number> {
    const last = (await ledger.walk(source))?.completeAt ?? null;
    if (last === null) return 0;
    completeAt.set(source, last);
    return Math.max(0, last + everyMs(source) - now());
  }

  async function repeat(source: string): Promise<void> {
    const every = everyMs(source);
    const pause = (ms: number) => sleep(ms, undefined, { signal: stop.signal, ref: false });
    await pause(firstMs * (0.5 + random()));
    for (;;) {
      let next = Math.min(every, afterFailureMs);
      try {
        // Of several replicas the first whose turn it is walks; the others find that it is not due.
        const due = await dueIn(source);
        if (due > 0) next = due;
        else {
          const { error } = await run(source);
          // Memory will not grow by asking again.
          if (error?.code === 'RECONCILE_TOO_LARGE') return;
          if (error === null) next = every;
        }
      } catch (error) {
        if (stop.signal.aborted) return;
        if (!(error instanceof EtalageError && error.code === 'RECONCILE_RUNNING')) options.failed(source, error);
      }
      await pause(next * (0.95 + 0.1 * random()));
    }
  }

  const repeating = [...connectors.values()]
    .filter(({ name, changes }) => changes?.list && everyMs(name) > 0)
    // Ends with the pause that is aborted.
    .map(({ name }) => repeat(name).catch(() => undefined));

  return {
    run: async (source, more) => run(source, more),
    reports: (source = null, first = 20) => ledger.reports(source, first),
    covers(source) {
      const last = completeAt.get(source);
      return last !== undefined && everyMs(source) > 0 && now() - last < lateWalks * everyMs(source);
    },
    async close() {
      stop.abort();
      await Promise.all(repeating);
      await queue;
    },
  };
}
