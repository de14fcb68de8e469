import { createPassThrough } from '../../src/cache/pass-through.ts';
import type { Connector } from '../../src/contract/connector.ts';
import { kindOf } from '../../src/loaders/kinds.ts';
import { createOwners } from '../../src/loaders/owners.ts';
import type { Backends } from '../../src/loaders/sources.ts';

/** Connectors without a cache in front of them, for tests of what is read and not of what is kept. */
export function uncached(connectors: readonly Connector[] = []): Backends {
  return {
    connectors: new Map(connectors.map((connector) => [connector.name, connector])),
    entities: createPassThrough(kindOf),
    keptUntil: () => Number.POSITIVE_INFINITY,
    owners: createOwners(),
  };
}
