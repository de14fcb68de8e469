import { capabilitiesOf } from '../config/check-references.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Site } from '../config/site.ts';
import type { CapabilityName } from '../contract/capabilities.ts';
import type { Connector, Finding } from '../contract/connector.ts';
import { callFor } from '../loaders/sources.ts';
import { readCheaply } from './cheap-read.ts';
import { explainError } from './explain-error.ts';

/** What came of reaching one backend. */
export interface ConnectorCheck {
  readonly connector: string;
  readonly capabilities: readonly CapabilityName[];
  /** How many sites it serves; one that serves none is not reached. */
  readonly sites: number;
  readonly result: 'ok' | 'problem' | 'unused';
  /** Time that the backend took for all its sites, in milliseconds. */
  readonly ms: number;
  readonly findings: readonly Finding[];
}

/** Sites of one backend that are read at the same time. */
const together = 8;

/** Reaches all backends at once, each for every site that it serves, each within the same time. */
export function checkConnectors(
  { connectors, sites }: Pick<LoadedConfig, 'connectors' | 'sites'>,
  timeoutMs: number,
): Promise<ConnectorCheck[]> {
  return Promise.all(
    connectors.map(async (connector) => {
      const served = sites.current().all.filter((site) => Object.values(site.sources).flat().includes(connector.name));
      const started = performance.now();
      const findings = served.length === 0 ? [] : await reach(connector, served, AbortSignal.timeout(timeoutMs));
      return {
        connector: connector.name,
        capabilities: capabilitiesOf(connector),
        sites: served.length,
        result: served.length === 0 ? 'unused' : findings.length === 0 ? 'ok' : 'problem',
        ms: Math.round(performance.now() - started),
        findings,
      };
    }),
  );
}

async function reach(connector: Connector, sites: readonly Site[], signal: AbortSignal): Promise<readonly Finding[]> {
  if (!connector.check) return readEverySite(connector, sites, signal);
  try {
    const calls = sites.map((site) => callFor(connector.name, site, signal).site);
    return await before(signal, connector.check(calls, signal));
  } catch (error) {
    return [explainError(error)];
  }
}

/** One finding per distinct failure, with the sites that have it. */
async function readEverySite(connector: Connector, sites: readonly Site[], signal: AbortSignal): Promise<Finding[]> {
  const failures: { site: string; finding: Finding }[] = [];
  const waiting = sites.values();
  async function readOn(): Promise<void> {
    for (const site of waiting) {
      try {
        await before(signal, readCheaply(connector, callFor(connector.name, site, signal)));
      } catch (error) {
        failures.push({ site: site.key, finding: explainError(error) });
      }
    }
  }
  await Promise.all(Array.from({ length: together }, readOn));

  return [...Map.groupBy(failures, ({ finding }) => finding.problem).values()].flatMap((alike) => {
    const [one] = alike;
    if (!one) return [];
    const where = alike.length === sites.length ? '' : `${namesOf(alike.map(({ site }) => site))}: `;
    return [{ ...one.finding, problem: where + one.finding.problem }];
  });
}

function namesOf(sites: readonly string[]): string {
  const more = sites.length - 3;
  return sites.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The promise, unless the signal comes first: a connector may forget to listen to it. */
function before<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
