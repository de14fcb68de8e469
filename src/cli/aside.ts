import { Command, InvalidArgumentError, Option } from 'commander';
import { toLoggedKey } from '../changes/logged-key.ts';
import { retryAside } from '../changes/poison.ts';
import { loadConfig } from '../config/load.ts';
import type { ChangeDraft } from '../contract/changes.ts';
import { askServer, type ServerOptions, serverOptions } from './admin-client.ts';
import { CommandFailure } from './failure.ts';
import { print } from './print.ts';
import { withStore } from './store-access.ts';
import { defaultStore, storeOption } from './store-option.ts';
import { formatTable } from './table.ts';

interface AsideOptions extends ServerOptions {
  readonly store?: string;
  readonly json?: boolean;
  readonly first?: number;
}

/** `etalage changes aside`: what backends told and nobody could understand. */
export function asideCommand(): Command {
  const [urlOption, keyOption] = serverOptions();
  const aside = new Command('aside')
    .summary('list deliveries that could not be understood')
    .description('Deliveries that were accepted and could not be understood: list, show, read again, drop.')
    .addOption(storeOption())
    .addOption(new Option('--first <number>', 'at most so many, newest first').argParser(whole).default(50))
    .option('--json', 'print the result as JSON')
    .action(list);
  aside
    .command('show <id>')
    .summary('print one with its body')
    .description('Print one with its body as it came: it may hold personal data.')
    .addOption(storeOption())
    .option('--json', 'print the result as JSON')
    .action((id: string, _: AsideOptions, command: Command) => show(whole(id), command.optsWithGlobals()));
  aside
    .command('retry <id>')
    .summary('read one again, and log what it tells')
    .description('Read one again as it came, with the connector as it is now, and log what it tells.')
    .addOption(storeOption())
    .addOption(urlOption)
    .addOption(keyOption)
    .addOption(new Option('--config <file>', 'the configuration').env('ETALAGE_CONFIG').default('./etalage.config.ts'))
    .action((id: string, _: AsideOptions, command: Command) => retry(whole(id), command.optsWithGlobals()));
  aside
    .command('drop <id>')
    .summary('let one go')
    .description('Let one go: what it told is not logged.')
    .addOption(storeOption())
    .addOption(urlOption)
    .addOption(keyOption)
    .action((id: string, _: AsideOptions, command: Command) => drop(whole(id), command.optsWithGlobals()));
  return aside;
}

function whole(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('Expected a whole number from 1.');
  return number;
}

async function list({ store = defaultStore, json, first = 50 }: AsideOptions): Promise<void> {
  const [entries, count] = await withStore(store, { readOnly: true }, async (_, { aside }) => [
    await aside.list({ first, before: null }),
    await aside.count(),
  ]);
  if (json) return print(JSON.stringify(entries, null, 2));
  if (count === 0) return print('Nothing is kept aside.');
  const rows = entries.map(({ id, source, delivery, reason, loggedAt }) => [
    String(id),
    source,
    new Date(loggedAt).toISOString(),
    delivery ?? '',
    reason,
  ]);
  print(formatTable([['ID', 'CONNECTOR', 'KEPT', 'DELIVERY', 'REASON'], ...rows]));
  if (count > entries.length) print(`\nand ${count - entries.length} older`);
}

async function show(id: number, { store = defaultStore, json }: AsideOptions): Promise<void> {
  const [entry, body] = await withStore(store, { readOnly: true }, async (_, { aside }) => [
    await aside.get(id),
    await aside.body(id),
  ]);
  if (!entry) throw unknown(id);
  if (json) return print(JSON.stringify({ ...entry, body }, null, 2));
  const { source, delivery, reason, loggedAt } = entry;
  print(`${id} of ${source}, kept ${new Date(loggedAt).toISOString()}${delivery ? `, delivery ${delivery}` : ''}`);
  print(`${reason}\n`);
  print(body ?? '');
}

async function retry(id: number, options: AsideOptions & { readonly config: string }): Promise<void> {
  const { store, config, url } = options;
  if (url !== undefined) {
    const { changes } = await askServer<{ readonly changes: number }>(
      options,
      'asideRetry',
      'mutation ($id: Int!) { asideRetry(id: $id) { changes userErrors { message } } }',
      { id },
    );
    return print(`${id} is understood now: ${changes} changes are logged.`);
  }
  const loaded = await loadConfig(config);
  const connectors = new Map(loaded.connectors.map((connector) => [connector.name, connector]));
  try {
    const read = await withStore(store ?? loaded.store ?? defaultStore, { readOnly: false }, (_, log) =>
      retryAside(id, {
        aside: log.aside,
        connectors,
        async record(source: string, drafts: readonly ChangeDraft[]) {
          await log.record(drafts.map((draft) => ({ ...draft, key: toLoggedKey(draft.key), source })));
        },
      }),
    );
    if (read.poison !== null)
      throw new CommandFailure(`${id} stays aside: ${read.poison}`, 'upgrade or correct its connector, or drop it');
    print(`${id} is understood now: ${read.changes} changes are logged.`);
  } finally {
    await Promise.allSettled(loaded.connectors.map((connector) => connector.close?.()));
  }
}

async function drop(id: number, options: AsideOptions): Promise<void> {
  const { store = defaultStore, url } = options;
  if (url !== undefined) {
    await askServer(options, 'asideDrop', 'mutation ($id: Int!) { asideDrop(id: $id) { userErrors { message } } }', {
      id,
    });
    return print(`${id} is dropped.`);
  }
  const dropped = await withStore(store, { readOnly: false }, (_, { aside }) => aside.remove(id));
  if (!dropped) throw unknown(id);
  print(`${id} is dropped.`);
}

function unknown(id: number): CommandFailure {
  return new CommandFailure(`Nothing is kept aside by the id ${id}.`, 'list what is: etalage changes aside');
}
