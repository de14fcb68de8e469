import { type LoadedConfig, loadConfig } from '../config/load.ts';
import { listUnused } from '../config/unused-capabilities.ts';
import { ConfigError } from '../contract/errors.ts';
import { type ConnectorCheck, checkConnectors } from './check-connectors.ts';
import { counted, print, shownPath, styled } from './print.ts';
import { formatTable } from './table.ts';

export interface CheckOptions {
  readonly config: string;
  /** Milliseconds for each backend. */
  readonly timeout: number;
  readonly json?: boolean;
}

/** `etalage check`: validates the configuration and its sites, and reaches every backend. 1 when anything is wrong. */
export async function check({ config, timeout, json }: CheckOptions): Promise<number> {
  const loaded = json ? await loadConfig(config).catch(printConfigError) : await loadConfig(config);
  if (!loaded) return 1;
  const sites = loaded.sites.current();
  const connectors = await checkConnectors(loaded, timeout);
  const notes = listUnused(loaded.connectors, sites);
  const ok = connectors.every(({ result }) => result !== 'problem');

  if (json) {
    print(JSON.stringify({ ok, problems: [], sites: sites.all.length, connectors, notes }, null, 2));
  } else {
    printTable(connectors, loaded, notes);
  }
  await Promise.allSettled(loaded.connectors.map((connector) => connector.close?.()));
  return ok ? 0 : 1;
}

/** A script that reads JSON gets it for a broken configuration too. */
function printConfigError(error: unknown): undefined {
  if (!(error instanceof ConfigError)) throw error;
  print(JSON.stringify({ ok: false, file: error.file, problems: error.problems }, null, 2));
}

const marks = { ok: 'green', problem: 'red', unused: 'dim' } as const;

function printTable(connectors: readonly ConnectorCheck[], loaded: LoadedConfig, notes: readonly string[]): void {
  const count = counted(loaded.sites.current().all.length, 'site');
  print(`${shownPath(loaded.file)} and ${shownPath(loaded.sites.file)} are right: ${count}.\n`);

  const head = ['CONNECTOR', 'CAPABILITIES', 'SITES', 'RESULT', 'TIME'].map((title) => styled('dim', title));
  const rows = connectors.map(({ connector, capabilities, sites, result, ms }) => [
    connector,
    capabilities.join(', '),
    String(sites),
    styled(marks[result], result),
    result === 'unused' ? '' : `${ms} ms`,
  ]);
  print(formatTable([head, ...rows]));

  // Below the table: a backend's own words would make its columns wider than any screen.
  for (const { connector, findings } of connectors) {
    for (const { problem, fix } of findings) {
      print(`\n${styled('red', '✗')} ${styled('bold', connector)}: ${problem}`);
      print(`  ${styled('dim', 'fix')} ${fix}`);
    }
  }
  for (const note of notes) print(`\n${styled('yellow', 'note')} ${note}`);
  const wrong = connectors.filter(({ result }) => result === 'problem').length;
  print(wrong === 0 ? '\nAll backends answer.' : `\n${styled('red', `${counted(wrong, 'backend')} with problems.`)}`);
}
