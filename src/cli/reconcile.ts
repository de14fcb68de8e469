import { setTimeout as sleep } from 'node:timers/promises';
import { createStoreKeeping } from '../changes/keeping.ts';
import { createReconciling } from '../changes/reconcile-jobs.ts';
import type { Missed, ReconcileReport, Walk } from '../changes/reconcile-ledger.ts';
import { readStoredReports } from '../changes/reconcile-store.ts';
import { hasMissed } from '../changes/reconcile-words.ts';
import { type LoadedConfig, loadConfig } from '../config/load.ts';
import { withPolicy } from '../loaders/policy.ts';
import { sitesServedBy } from '../loaders/sources.ts';
import { askServer, type ServerOptions } from './admin-client.ts';
import { CommandFailure } from './failure.ts';
import { counted, print, styled } from './print.ts';
import { withStore } from './store-access.ts';
import { defaultStore } from './store-option.ts';
import { formatTable } from './table.ts';

export interface ReconcileCommand extends ServerOptions {
  readonly config: string;
  readonly store?: string;
  /** Milliseconds since the epoch. */
  readonly since?: number;
  readonly reports?: boolean;
  readonly json?: boolean;
}

/** `etalage reconcile NAME`: walks over one backend now; `--reports` shows what the last walks found. 1 when something was missed. */
export async function reconcile(options: ReconcileCommand, name?: string): Promise<number> {
  const { config, json } = options;
  if (options.reports) {
    const reports = await withStore(options.store ?? defaultStore, { readOnly: true }, (store) =>
      readStoredReports(store, name ?? null, 20),
    );
    print(json ? JSON.stringify(reports, null, 2) : tableOf(reports));
    return 0;
  }

  if (options.url !== undefined) {
    const report = await walkOnServer(options, name);
    print(json ? JSON.stringify(report, null, 2) : textOf(report));
    return report.error || hasMissed(report) ? 1 : 0;
  }

  const loaded = await loadConfig(config);
  try {
    const source = nameOf(loaded, name);
    const report = await walkOver(loaded, source, options);
    print(json ? JSON.stringify(report, null, 2) : textOf(report));
    return report.error || hasMissed(report) ? 1 : 0;
  } finally {
    await Promise.allSettled(loaded.connectors.map((connector) => connector.close?.()));
  }
}

/** How often a server is asked whether it has come to the end, in milliseconds. */
const askEveryMs = 500;

/** Has a running server walk, which has the store in hand, and waits for its report. */
async function walkOnServer(options: ReconcileCommand, name: string | undefined): Promise<ReconcileReport> {
  if (name === undefined)
    throw new CommandFailure('Which connector is missing.', 'name one, as in: etalage reconcile shop');
  if (options.since !== undefined)
    throw new CommandFailure('--since is for a store that no server has.', 'leave it out, or stop the server');
  const connector = { connector: name };
  const newest = async () => {
    const query = 'query ($connector: ID!) { reconcileReports(connector: $connector, first: 1) { report } }';
    type Reports = readonly { readonly report: ReconcileReport }[];
    return (await askServer<Reports>(options, 'reconcileReports', query, connector))[0]?.report;
  };
  const before = await newest();
  await askServer(
    options,
    'reconcile',
    'mutation ($connector: ID!) { reconcile(connector: $connector) { userErrors { message } } }',
    connector,
  );
  for (;;) {
    const report = await newest();
    if (report && report.startedAt !== before?.startedAt) return report;
    await sleep(askEveryMs);
  }
}

function nameOf({ connectors }: LoadedConfig, name: string | undefined): string {
  const able = connectors.filter(({ changes }) => changes?.list).map((connector) => connector.name);
  if (name !== undefined && able.includes(name)) return name;
  const problem = name === undefined ? 'Which connector is missing.' : `No connector ${name} can list what it has.`;
  throw new CommandFailure(
    problem,
    able.length > 0 ? `name one of ${able.join(', ')}` : 'give a connector `changes.list`',
  );
}

function walkOver(loaded: LoadedConfig, source: string, options: ReconcileCommand): Promise<ReconcileReport> {
  const { policy } = loaded;
  const connectors = new Map(
    loaded.connectors.map((connector) => {
      const settings = { ...policy.default, ...policy.connectors?.[connector.name] };
      return [connector.name, withPolicy(connector, settings)];
    }),
  );
  return withStore(options.store ?? loaded.store ?? defaultStore, { readOnly: false }, async (store, log) => {
    const reconciling = createReconciling({
      connectors,
      ledger: createStoreKeeping(store, log, Date.now).ledger,
      position: log.position,
      sites: (name) => sitesServedBy(name, loaded.sites.current()),
      everyMs: () => 0,
      reported: () => undefined,
      failed: () => undefined,
      now: Date.now,
    });
    const stop = new AbortController();
    const end = () => stop.abort();
    process.once('SIGINT', end).once('SIGTERM', end);
    try {
      return await reconciling.run(source, { since: options.since, signal: stop.signal, progress: showProgress() });
    } finally {
      process.off('SIGINT', end).off('SIGTERM', end);
      await reconciling.close();
    }
  });
}

/** On a terminal one line that is written over; elsewhere, as in a log, a line for every ten thousand. */
function showProgress(): (walk: Walk) => void {
  const { stderr } = process;
  let shown = 0;
  return ({ source, looked }) => {
    const line = `${source}: looked at ${looked.toLocaleString('en')}`;
    if (stderr.isTTY) stderr.write(`\r${line}`);
    else if (Math.floor(looked / 10_000) > shown) print(line, stderr);
    shown = Math.floor(looked / 10_000);
  };
}

function textOf(report: ReconcileReport): string {
  const { source, startedAt, endedAt, looked, baseline, changed, added, removed, repeated, refused, error } = report;
  const seconds = ((endedAt - startedAt) / 1_000).toFixed(1);
  const ways: readonly (readonly [string, Missed])[] = [
    ['changed', changed],
    ['added', added],
    ['removed', removed],
  ];
  const missed = ways
    .filter(([, { count }]) => count > 0)
    .map(([way, { count, examples }]) => {
      const more = count - examples.length;
      return `  ${way.padEnd(8)} ${count.toLocaleString('en')}: ${examples.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    });
  return [
    `${source}: looked at ${counted(looked, 'entry').replace(/entrys$/, 'entries')} in ${seconds} s.`,
    ...(baseline ? ['The first walk notes what there is; what was missed before it cannot be known.'] : []),
    ...(missed.length > 0
      ? [`${styled('yellow', 'missed')} and logged now: see to how this backend tells of its changes`, ...missed]
      : []),
    ...(missed.length === 0 && !baseline && !error ? ['No change was missed.'] : []),
    ...(repeated > 0 ? [`${repeated.toLocaleString('en')} were told of since, and are logged once more.`] : []),
    ...(refused > 0
      ? [`${refused.toLocaleString('en')} are no changes by the rules of the log, and are left out.`]
      : []),
    ...(error ? [`${styled('red', 'cut off')} ${error.code}: ${error.message}`] : []),
  ].join('\n');
}

function tableOf(reports: readonly ReconcileReport[]): string {
  if (reports.length === 0) return 'No walk has ended yet.';
  const head = ['CONNECTOR', 'STARTED', 'TIME', 'LOOKED AT', 'CHANGED', 'ADDED', 'REMOVED', 'RESULT'];
  const rows = reports.map((report) => [
    report.source,
    new Date(report.startedAt).toISOString(),
    `${((report.endedAt - report.startedAt) / 1_000).toFixed(1)} s`,
    String(report.looked),
    ...[report.changed, report.added, report.removed].map(({ count }) => String(count)),
    report.error
      ? styled('red', report.error.code)
      : hasMissed(report)
        ? styled('yellow', 'missed')
        : report.baseline
          ? 'first'
          : 'ok',
  ]);
  const examples = reports.flatMap(({ changed, added, removed }) =>
    [changed, added, removed].flatMap((way) => way.examples),
  );
  const named = [...new Set(examples)].slice(0, 10);
  return [formatTable([head, ...rows]), ...(named.length > 0 ? ['', `Missed: ${named.join(', ')}`] : [])].join('\n');
}
