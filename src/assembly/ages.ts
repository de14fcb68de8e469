import type { LoadedConfig } from '../config/load.ts';
import type { PolicyOptions } from '../loaders/policy.ts';

/** How long, in milliseconds, what a connector says holds, and how often it is asked for what has changed. */
export interface Ages {
  /** Of the answers of one that does not tell of changes. */
  readonly maxAgeMs: (connector: string) => number;
  /** Of those of one that does, while nothing looks for changes that it forgot to tell. */
  readonly recheckMs: (connector: string) => number;
  /** From one walk over all that it has to the next, for one that can list it. */
  readonly reconcileMs: (connector: string) => number;
  /** From one poll to the next, for one that has to be asked. */
  readonly pollMs: (connector: string) => number;
}

const defaults = { maxAgeMs: 10_000, recheckMs: 900_000, reconcileMs: 900_000, pollMs: 5_000 };

/** As configured for a connector, for all, or by default. */
export function createAges({ default: all, connectors }: LoadedConfig['policy']): Ages {
  const of = (age: keyof Ages & keyof PolicyOptions) => (connector: string) =>
    connectors?.[connector]?.[age] ?? all?.[age] ?? defaults[age];
  return {
    maxAgeMs: of('maxAgeMs'),
    recheckMs: of('recheckMs'),
    reconcileMs: of('reconcileMs'),
    pollMs: of('pollMs'),
  };
}
