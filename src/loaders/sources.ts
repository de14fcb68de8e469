import type { Bundle } from '../cache/bundles.ts';
import type { EntityReads } from '../cache/entities.ts';
import type { Loaded } from '../cache/loading.ts';
import type { Outcome } from '../cache/outcome.ts';
import type { Site, SiteDirectory } from '../config/site.ts';
import type { Call, CallSite, Results } from '../contract/call.ts';
import type { Capabilities, CapabilityName } from '../contract/capabilities.ts';
import type { Connector } from '../contract/connector.ts';
import type { Versioned } from '../contract/records.ts';
import type { Owners } from './owners.ts';
import type { Read } from './reads.ts';

/** The connectors by name, each within its call policy. */
export type Connectors = ReadonlyMap<string, Connector>;

/** All that reading needs besides the request: the connectors, and the cache in front of them. */
export interface Backends {
  readonly connectors: Connectors;
  readonly entities: EntityReads;
  /** Until when, in milliseconds since the epoch, what this connector answers now may be kept; infinite when it tells of
   *  every change. */
  readonly keptUntil: (connector: string) => number;
  /** Learns from every product that is read. */
  readonly owners: Owners;
}

/** What was read for one key: its value, and what was learnt from whom on the way. */
export interface Reading<V> {
  /** An Error when no source could be asked that might have it. */
  readonly value: V | null | Error;
  /** Each to be recorded for each reader. */
  readonly outcomes: readonly Outcome[];
}

/** A connector that owns a capability on a site. */
export interface Source<C extends CapabilityName> {
  readonly connector: string;
  /** Reads through the cache. Never rejects but for an aborted signal: failures are in the outcomes. */
  fetch<K, V>(read: Read<C, K, V>, keys: readonly K[]): Promise<readonly Outcome[]>;
  /** What memory has of one key; undefined when it takes a `fetch` to know. */
  recall<K, V>(read: Read<C, K, V>, key: K): Outcome | undefined;
  /** The same of several keys; quick when the array is the same as before. */
  recallAll<V>(read: Read<C, string, V>, keys: readonly string[]): Bundle | undefined;
}

/**
 * Who owns a capability on a site, in order of precedence. Empty when the site declares no source for it.
 *
 * @param signal of the request: when it aborts, so does a load that nobody else waits for.
 * @throws {TypeError} when the site names a connector without that capability: validated configurations never do.
 */
export function sourcesOf<C extends CapabilityName>(
  capability: C,
  site: Site,
  { connectors, entities, keptUntil }: Backends,
  signal: AbortSignal,
): readonly Source<C>[] {
  return (site.sources[capability] ?? []).map((connector) => {
    const scope = scopeOf(connector, site);
    return {
      connector,
      fetch: (read, keys) =>
        entities.fetchMany(
          read.kind,
          keys.map(read.toKey),
          async (texts, loadSignal) => {
            const answers = await askOne(read, texts, connector, site, connectors, loadSignal);
            const until = keptUntil(connector);
            return answers.map((answer) => (answer instanceof Error ? answer : loaded(answer, connector, until)));
          },
          { scope, signal },
        ),
      recall: (read, key) => entities.recall(read.kind, scope, read.toKey(key)),
      recallAll: (read, keys) => entities.recallAll(read.kind, scope, keys),
    };
  });
}

/** Asks one connector, past the cache. */
export function askOne<C extends CapabilityName, K, V>(
  read: Read<C, K, V>,
  texts: readonly string[],
  connector: string,
  site: Site,
  connectors: Connectors,
  signal: AbortSignal,
): Promise<Results<V>> {
  const owned = connectors.get(connector)?.[read.capability] as Capabilities[C] | undefined;
  if (!owned) throw new TypeError(`site ${site.key}: ${connector} is a source of ${read.capability} without having it`);
  return read.ask(owned, texts.map(read.fromKey), callFor(connector, site, signal), site);
}

/**
 * What a connector answered, as the cache keeps it: the version beside the record and not in it, so that a change which
 * left all else as it was moves nothing.
 */
export function loaded<V>(record: V | null, connector: string, until: number): Loaded<V> {
  const { version } = (record ?? {}) as Versioned;
  if (version == null) return { value: record, until };
  const { version: _, ...value } = record as V & Versioned;
  return { value: value as V, until, versions: { [connector]: version } };
}

/** What values differ by besides their key: who was asked, and for which site. */
export function scopeOf(connector: string, { key }: Site): string {
  return `${connector}@${key}`;
}

/** The two parts of a scope. Neither has an `@`: connectors' names and site keys are words with hyphens. */
export function partsOf(scope: string): { connector: string; site: string } {
  const [connector = '', site = ''] = scope.split('@');
  return { connector, site };
}

/** The sites that a connector serves, as it is told of them. */
export function sitesServedBy(connector: string, { all }: SiteDirectory): readonly CallSite[] {
  return all
    .filter(({ sources }) => Object.values(sources).flat().includes(connector))
    .map((site) => callSiteOf(connector, site));
}

/** What a connector is told with each call: the site in plain words, its own settings of it, the locale and the signal. */
export function callFor(connector: string, site: Site, signal: AbortSignal): Call {
  return { site: callSiteOf(connector, site), locale: site.locale, signal };
}

function callSiteOf(connector: string, site: Site): CallSite {
  return {
    key: site.key,
    brand: site.brand.key,
    country: site.country,
    language: site.language,
    currency: site.currency,
    settings: site.settings[connector] ?? {},
  };
}

/**
 * Asks the sources one after the other for what the ones before did not have. A key that nobody has is `null`, unless a
 * source could not be asked: then it is that source's error, since "absent" would be a guess.
 */
export async function readInOrder<C extends CapabilityName, K, V>(
  sources: readonly Source<C>[],
  read: Read<C, K, V>,
  keys: readonly K[],
): Promise<Reading<V>[]> {
  const readings = keys.map(() => ({ value: null as V | null | Error, outcomes: [] as Outcome[] }));
  let open = readings.map((_, index) => index);
  for (const source of sources) {
    const outcomes = await source.fetch(
      read,
      open.map((index) => keys[index] as K),
    );
    open = open.filter((index, at) => {
      const outcome = outcomes[at] as Outcome;
      const reading = readings[index] as (typeof readings)[number];
      reading.outcomes.push(outcome);
      if (outcome.error) reading.value = outcome.error;
      else if (outcome.value !== null) reading.value = outcome.value as V;
      return outcome.error !== null || outcome.value === null;
    });
    if (open.length === 0) break;
  }
  return readings;
}

/** What `readInOrder` would give for one key if memory has all that it takes; undefined when a source is to be asked. */
export function recallInOrder<C extends CapabilityName, K, V>(
  sources: readonly Source<C>[],
  read: Read<C, K, V>,
  key: K,
): Reading<V> | undefined {
  const outcomes: Outcome[] = [];
  for (const source of sources) {
    const outcome = source.recall(read, key);
    if (outcome === undefined) return undefined;
    outcomes.push(outcome);
    if (outcome.value !== null) return { value: outcome.value as V, outcomes };
  }
  return { value: null, outcomes };
}
