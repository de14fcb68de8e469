import { type Cache, type CacheLimits, createCache } from '../cache/cache.ts';
import type { Payload } from '../cache/contents.ts';
import type { Loaded } from '../cache/loading.ts';
import type { EntityRef } from '../cache/observations.ts';
import { createPassThrough } from '../cache/pass-through.ts';
import type { SiteDirectory } from '../config/site.ts';
import type { Change, ChangeLog } from '../contract/changes.ts';
import { kindOf } from './kinds.ts';
import { createOwners, type Owners } from './owners.ts';
import { type Read, reads } from './reads.ts';
import { dependableStore, type SecondLevel } from './second-level.ts';
import { askOne, type Backends, type Connectors, loaded, partsOf } from './sources.ts';

export interface BackendsOptions {
  readonly connectors: Connectors;
  readonly sites: () => SiteDirectory;
  /** `epoch` names the log that positions are of: positions of another log say nothing. */
  readonly log: ChangeLog & { readonly epoch: string };
  /** How long, in milliseconds, what a connector answers may be kept when nobody tells of its changes. */
  readonly maxAgeMs: (connector: string) => number;
  /**
   * The same for a connector that tells of its changes: a telling that is lost goes unseen for no longer. Default infinite, which
   * is right only where what is lost is looked for.
   */
  readonly watchedMs?: (connector: string) => number;
  /** Is told of what fails without anybody waiting for it. */
  readonly report: (error: unknown) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly limits?: Partial<CacheLimits>;
  /** A second level beside memory. */
  readonly shared?: SecondLevel;
  /** Of another cache over the same backends; without it what is read here is all that is known. */
  readonly owners?: Owners;
}

/** Puts the cache in front of the connectors. */
export function createCachedBackends<P extends Payload, A>(
  options: BackendsOptions,
): { readonly backends: Backends; readonly cache: Cache<P, A> } {
  const { connectors, sites, now } = options;
  const keptUntil = keptUntilOf(options);

  async function reload({ kind, key, scope }: EntityRef, signal: AbortSignal): Promise<Loaded<unknown>> {
    const { connector, site: siteKey } = partsOf(scope);
    const site = sites().byKey(siteKey);
    if (!site) throw new TypeError(`${kind} ${key}: its site ${siteKey} is no more`);
    const read = reads[kind as keyof typeof reads] as Read<'products', unknown, unknown>;
    const [answer = null] = await askOne(read, [key], connector, site, connectors, signal);
    if (answer instanceof Error) throw answer;
    return loaded(answer, connector, keptUntil(connector));
  }

  const { log, report, limits } = options;
  const shared = options.shared && { ...options.shared, store: dependableStore(options.shared, log.epoch) };
  const cache = createCache<P, A>({ log, kindOf, reload, report, affects, shared, limits, clock: now });
  return {
    cache,
    backends: { connectors, keptUntil, entities: cache.entities, owners: options.owners ?? createOwners() },
  };
}

/** The connectors with nothing remembered between requests. */
export function createUncachedBackends(options: Kept): Backends {
  return {
    connectors: options.connectors,
    keptUntil: keptUntilOf(options),
    entities: createPassThrough(kindOf),
    owners: createOwners(),
  };
}

type Kept = Pick<BackendsOptions, 'connectors' | 'maxAgeMs' | 'watchedMs' | 'now'>;

function keptUntilOf({ connectors, maxAgeMs, watchedMs = () => Number.POSITIVE_INFINITY, now }: Kept) {
  return (connector: string) =>
    now() + (connectors.get(connector)?.changes ? watchedMs(connector) : maxAgeMs(connector));
}

/** A change concerns what its own connector said of its sites; one of ours concerns whoever said it. */
function affects({ source, sites }: Change, scope: string): boolean {
  const { connector, site } = partsOf(scope);
  return (source === connector || source === 'etalage') && (sites === null || sites.includes(site));
}
