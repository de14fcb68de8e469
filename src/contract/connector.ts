import type { CallSite } from './call.ts';
import type { Capabilities } from './capabilities.ts';
import type { ChangesCapability } from './changes.ts';

/** What `etalage check` found wrong with a backend, and how to mend it. */
export interface Finding {
  readonly problem: string;
  /** One sentence that starts with a verb: what the operator should do. */
  readonly fix: string;
}

/** The code that speaks to one backend. Which capabilities it has is which properties it has. */
export interface Connector extends Partial<Capabilities> {
  /** Unique in the configuration; the word used in `sources`, in errors and in explain. */
  readonly name: string;
  /** How it learns of changes. What a connector without it answers is kept for a short time only. */
  readonly changes?: ChangesCapability;
  /** Reaches the backend with the credentials given; an empty list means all is well. Throws when it cannot be reached. */
  check?(sites: readonly CallSite[], signal: AbortSignal): Promise<readonly Finding[]>;
  /** Releases sockets and timers. */
  close?(): Promise<void>;
}

/** Makes a factory of connectors from a closure over its options. It exists for the types: it returns its argument. */
export function defineConnector<Options>(create: (options: Options) => Connector): (options: Options) => Connector {
  return create;
}
