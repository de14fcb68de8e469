import { Command, InvalidArgumentError, Option } from 'commander';
import { checkAudit } from '../admin/audit.ts';
import { readAudit } from '../store/audit.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { explainStore } from './explain-store.ts';
import { CommandFailure } from './failure.ts';
import { counted, print } from './print.ts';
import { formatTable } from './table.ts';

interface Options {
  readonly store: string;
  readonly json?: boolean;
}

/** `etalage audit`: what operators did. It only reads, also beside a running server. */
export function auditCommand(): Command {
  const audit = new Command('audit')
    .exitOverride()
    .summary('what operators did')
    .description('What operators did, as it was written down. Both only read, also beside a running server.');
  const store = () =>
    new Option('--store <url>', 'the file, or postgres://…').env('ETALAGE_STORE').default('./etalage.db');
  audit
    .command('list')
    .summary('print the newest')
    .description('Print what operators did, the newest first.')
    .addOption(store())
    .option('--json', 'print the result as JSON, with what differs')
    .option('--first <count>', 'at most so many', wholeNumber, 50)
    .action(list);
  audit
    .command('check')
    .summary('find rows that were changed')
    .description('Read the whole log, and find rows that were changed, removed or put in. 1 when there are any.')
    .addOption(store())
    .option('--json', 'print the result as JSON')
    .option('--known <row:hash>', 'a row as the server’s own log has it: {"audit":12,"hash":"…"} as 12:…', noted)
    .action(check);
  return audit;
}

async function list({ store: url, json, first }: Options & { readonly first: number }): Promise<void> {
  const rows = await within(url, (store) => readAudit(store.db, first, null));
  if (json)
    return print(
      JSON.stringify(
        rows.map((row) => ({ ...row, diff: JSON.parse(row.diff) })),
        null,
        2,
      ),
    );
  const cells = rows.map((row) => [
    ...[String(row.id), new Date(row.at).toISOString(), row.actor, row.action, row.target, row.site ?? ''],
    ...[row.reason ?? '', row.origin],
  ]);
  print(
    rows.length === 0
      ? 'Nothing was done yet.'
      : formatTable([['ROW', 'AT', 'WHO', 'WHAT', 'ON', 'SITE', 'REASON', 'FROM'], ...cells]),
  );
}

async function check({
  store: url,
  json,
  known,
}: Options & { readonly known?: { id: number; hash: string } }): Promise<void> {
  const result = await within(url, (store) => checkAudit(store.db, known));
  if (json) print(JSON.stringify(result, null, 2));
  const { rows, head, broken } = result;
  if (broken)
    throw new CommandFailure(
      `The audit log is not as it was written: row ${broken.at}: ${broken.problem}.`,
      'compare it with a copy, and with the lines "audited" of the servers’ logs',
    );
  if (!json) print(`${counted(rows, 'row')}, as written. The newest has the hash ${head || '(none)'}.`);
}

async function within<T>(url: string, act: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(url, { readOnly: true }).catch((error: unknown) => {
    throw explainStore(error, url);
  });
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 1.');
  return Number(text);
}

function noted(text: string): { id: number; hash: string } {
  const [, id, hash] = /^(\d{1,12}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (id === undefined || hash === undefined)
    throw new InvalidArgumentError('Expected a row and its hash, such as 12:5f1c….');
  return { id: Number(id), hash };
}
