import type { Change, ChangeDraft } from '../contract/changes.ts';
import type { Connector } from '../contract/connector.ts';
import type { MemoryLog } from './memory-log.ts';

export interface IngestOptions {
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly log: MemoryLog;
  /** Takes changes in the order of their positions; nothing that they concern is served as before once it was called. */
  readonly apply: (changes: readonly Change[]) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The way in for changes of every kind of source. */
export interface Ingest {
  /** Logs and applies what a source reports; resolves when it is known what it moved. */
  report(source: string, drafts: readonly ChangeDraft[]): Promise<void>;
  close(): void;
}

/** Starts to listen to every connector that calls back with its changes. */
export function createIngest({ connectors, log, apply, now }: IngestOptions): Ingest {
  const report = (source: string, drafts: readonly ChangeDraft[]) => apply(log.append(source, drafts, now()));
  const subscriptions = [...connectors.values()].flatMap(
    ({ name, changes }) => changes?.subscribe?.((drafts) => void report(name, drafts)) ?? [],
  );
  return {
    report,
    close() {
      for (const end of subscriptions) end();
    },
  };
}
