import type { Site } from '../config/site.ts';
import type { Call, Results } from '../contract/call.ts';
import type { Capabilities, CapabilityName } from '../contract/capabilities.ts';
import type { Connector } from '../contract/connector.ts';

/** A connector that owns a capability on this site, with the call as it must be made to it. */
export interface Source<C extends CapabilityName> {
  readonly name: string;
  readonly capability: Capabilities[C];
  readonly call: Call;
}

/** The connectors by name, each within its call policy. */
export type Connectors = ReadonlyMap<string, Connector>;

/**
 * Who owns a capability on a site, in order of precedence. Empty when the site declares no source for it.
 *
 * @throws {TypeError} when the site names a connector without that capability: validated configurations never do.
 */
export function sourcesOf<C extends CapabilityName>(
  capability: C,
  site: Site,
  connectors: Connectors,
  signal: AbortSignal,
): readonly Source<C>[] {
  return (site.sources[capability] ?? []).map((name) => {
    const owned = connectors.get(name)?.[capability] as Capabilities[C] | undefined;
    if (!owned) throw new TypeError(`site ${site.key}: sources.${capability} names ${name}, which does not have it`);
    return { name, capability: owned, call: callFor(name, site, signal) };
  });
}

/** What a connector is told with each call: the site in plain words, its own settings of it, the locale and the signal. */
export function callFor(connector: string, site: Site, signal: AbortSignal): Call {
  return {
    site: {
      key: site.key,
      brand: site.brand.key,
      country: site.country,
      language: site.language,
      currency: site.currency,
      settings: site.settings[connector] ?? {},
    },
    locale: site.locale,
    signal,
  };
}

/**
 * Asks the sources one after the other for what the ones before did not have. A key that nobody has is `null`, unless a
 * source could not be asked: then it is that source's error, since "absent" would be a guess.
 */
export async function askInOrder<C extends CapabilityName, K, V>(
  sources: readonly Source<C>[],
  keys: readonly K[],
  ask: (capability: Capabilities[C], keys: readonly K[], call: Call) => Promise<Results<V>>,
): Promise<(V | null | Error)[]> {
  const answers: (V | null | Error)[] = keys.map(() => null);
  for (const { capability, call } of sources) {
    const open = answers.flatMap((answer, index) => (answer === null || answer instanceof Error ? [index] : []));
    if (open.length === 0) break;
    const found = await settle(() =>
      ask(
        capability,
        open.map((index) => keys[index] as K),
        call,
      ),
    );
    open.forEach((index, at) => {
      const answer = found instanceof Error ? found : (found[at] ?? null);
      if (answer !== null) answers[index] = answer;
    });
  }
  return answers;
}

/** The value, or the error as a value: for batches in which one source's failure must not hide the others' answers. */
export async function settle<T>(act: () => Promise<T>): Promise<T | Error> {
  try {
    return await act();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
