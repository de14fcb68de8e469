import { Command, InvalidArgumentError, Option } from 'commander';
import type { Batch } from '../changes/follow.ts';
import { type ChangeLog, type LogStats, openChangeLog } from '../changes/log.ts';
import type { Change } from '../contract/changes.ts';
import { openStore } from '../store/open.ts';
import { asideCommand } from './aside.ts';
import { print, styled } from './print.ts';
import { formatTable } from './table.ts';

interface StatsOptions {
  readonly store: string;
  readonly json?: boolean;
}

interface TailOptions extends StatsOptions {
  /** Position after which to begin; from now on when it is not given. */
  readonly after?: number;
  readonly source?: string;
  readonly kind?: string;
}

/** `etalage changes`: looks at the change log, also beside a server that writes it, and changes nothing. */
export function changesCommand(): Command {
  const changes = new Command('changes').summary('look at the change log').description('Look at the change log.');
  changes
    .command('tail')
    .summary('print changes as they come')
    .description('Print changes as they come, until it is interrupted.')
    .addOption(storeOption())
    .addOption(
      new Option('--after <position>', 'begin after this position; 0 for all that is kept').argParser(position),
    )
    .option('--source <name>', 'only those of this connector')
    .option('--kind <kind>', 'only those of this kind')
    .option('--json', 'one JSON object per line')
    .action(tail);
  changes
    .command('stats')
    .summary('count what is kept, and show how far readers are')
    .description('Count the changes that are kept, and show how far each reader is.')
    .addOption(storeOption())
    .option('--json', 'print the result as JSON')
    .action(stats);
  changes.addCommand(asideCommand());
  return changes;
}

function storeOption(): Option {
  return new Option('--store <url>', 'the file, or postgres://…').env('ETALAGE_STORE').default('./etalage.db');
}

function position(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError('Expected a position: a whole number from 0.');
  return number;
}

async function tail({ store, after, source, kind, json }: TailOptions): Promise<void> {
  await withLog(store, async (log) => {
    const stop = new AbortController();
    const end = () => stop.abort();
    process.once('SIGINT', end).once('SIGTERM', end);
    const onTrouble = (error: Error) => print(styled('yellow', error.message, process.stderr), process.stderr);
    for await (const batch of log.follow({ after: after ?? (await log.head()), signal: stop.signal, onTrouble })) {
      const wanted = (change: Change) => (!source || change.source === source) && (!kind || change.kind === kind);
      for (const line of linesOf(batch, wanted, json ?? false)) print(line);
    }
    process.off('SIGINT', end).off('SIGTERM', end);
  });
}

function linesOf(batch: Batch, wanted: (change: Change) => boolean, json: boolean): readonly string[] {
  if (batch.type === 'GAP') {
    if (json) return [JSON.stringify(batch)];
    const words = batch.reason === 'TRIMMED' ? 'are no longer kept' : 'never were in this log';
    return [styled('yellow', `gap: the changes after ${batch.after}, up to ${batch.position}, ${words}`)];
  }
  const changes = batch.changes.filter(wanted);
  return changes.map((change) => (json ? JSON.stringify(change) : lineOf(change)));
}

/** `1042  2026-11-22T18:00:00.000Z  pim  product nw-101  title,care  v7  nachtwit-nl`. */
function lineOf({ position, at, source, kind, key, facets, version, sites }: Change): string {
  return [
    styled('bold', String(position)),
    styled('dim', new Date(at).toISOString()),
    source,
    `${kind} ${key}`,
    facets?.join(',') ?? 'all facets',
    version === null ? 'no version' : `v${version}`,
    sites?.join(',') ?? 'all sites',
  ].join('  ');
}

async function stats({ store, json }: StatsOptions): Promise<void> {
  const seen = await withLog(store, (log) => log.stats());
  print(json ? JSON.stringify(seen, null, 2) : textOf(seen));
}

function textOf({ logId, head, trimmedTo, kinds, readers, aside }: LogStats): string {
  const kept = kinds.map(({ source, kind, count, oldest }) => [source, kind, String(count), timeOf(oldest)]);
  const followed = readers.map(({ reader, position, behind, confirmedAt }) => [
    reader,
    String(position),
    String(behind),
    timeOf(confirmedAt),
  ]);
  return [
    `Log ${logId}: positions ${trimmedTo + 1} to ${head} are kept; ${aside} deliveries are kept aside.`,
    ...(kept.length > 0 ? ['', formatTable([['SOURCE', 'KIND', 'CHANGES', 'OLDEST'], ...kept])] : []),
    ...(followed.length > 0 ? ['', formatTable([['READER', 'POSITION', 'BEHIND', 'CONFIRMED'], ...followed])] : []),
  ].join('\n');
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}

async function withLog<T>(url: string, look: (log: ChangeLog) => Promise<T>): Promise<T> {
  const store = await openStore(url, { readOnly: true });
  try {
    const log = await openChangeLog(store, { trimEveryMs: 0 });
    try {
      return await look(log);
    } finally {
      await log.close();
    }
  } finally {
    await store.close();
  }
}
