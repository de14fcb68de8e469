import { Command, InvalidArgumentError, Option } from 'commander';
import { createActions } from '../admin/actions.ts';
import { type Area, areas, type Role, roles } from '../admin/grants.ts';
import { type ApiKey, createKey, listKeys, revokeKey } from '../admin/keys.ts';
import { nearest } from '../config/nearest.ts';
import { readState } from '../store/change-log.ts';
import { openStore } from '../store/open.ts';
import type { Store, Tx } from '../store/store.ts';
import { explainStore } from './explain-store.ts';
import { CommandFailure } from './failure.ts';
import { print } from './print.ts';
import { formatTable } from './table.ts';

interface Options {
  readonly store: string;
  readonly json?: boolean;
}

interface CreateOptions extends Options {
  readonly role: Role;
  readonly site?: readonly string[];
  readonly area?: readonly Area[];
  /** Days. */
  readonly expires?: number;
}

/** `etalage keys`: who may use the operator's API. It works on the store, also beside a server that has it. */
export function keysCommand(): Command {
  const keys = new Command('keys')
    .exitOverride()
    .summary('who may use the operator’s API')
    .description('Who may use the operator’s API, /admin/graphql. All of it works beside a running server.');
  const command = (usage: string, summary: string, description = `${summary}.`) =>
    keys
      .command(usage)
      .summary(summary.toLowerCase())
      .description(description)
      .addOption(new Option('--store <url>', 'the file, or postgres://…').env('ETALAGE_STORE').default('./etalage.db'))
      .option('--json', 'print the result as JSON');

  command('create <name>', 'Make a key', 'Make a key, and print it. It is shown once and kept nowhere.')
    .addOption(new Option('--role <role>', 'what it may').choices([...roles]).makeOptionMandatory())
    .option('--site <keys...>', 'only for these sites')
    .option('--area <names...>', `only for these areas: ${areas.join(', ')}`, area)
    .option('--expires <days>', 'after so many days it opens nothing', days)
    .addHelpText(
      'after',
      '\nExamples:\n  $ etalage keys create ada --role OWNER\n  $ etalage keys create till --role VIEWER --expires 90',
    )
    .action(create);
  command('list', 'List keys', 'List keys, without what opens them.').action(list);
  command('revoke <id>', 'End a key', 'End a key: from now on it opens nothing.').action(revoke);
  return keys;
}

async function create(
  name: string,
  { store: url, json, role, site, area: own, expires }: CreateOptions,
): Promise<void> {
  if (name.trim() === '' || name.length > 100)
    throw new CommandFailure('The name of a key has 1 to 100 characters.', 'name who or what is to have it');
  const expiresAt = expires === undefined ? null : Date.now() + expires * 86_400_000;
  const terms = { name, role, sites: site ?? null, areas: own ?? null, expiresAt };
  const { key, text } = await within(url, (store) =>
    audited(store, async (tx) => {
      const made = await createKey(tx, { ...terms, createdBy: operator.id }, Date.now());
      return { deed: { action: 'keyCreate', target: `key ${made.key.id}`, after: terms }, answer: made };
    }),
  );
  if (json) return print(JSON.stringify({ ...shown(key), key: text }, null, 2));
  print(`${name} has a key, ${role}; it is not shown again:\n\n  ${text}\n`);
  print(`End it with: etalage keys revoke ${key.id}`);
}

async function list({ store: url, json }: Options): Promise<void> {
  const keys = await within(url, (store) => listKeys(store.db), true);
  if (json) return print(JSON.stringify(keys.map(shown), null, 2));
  if (keys.length === 0) return print('Nobody has a key yet: see `etalage keys create --help`.');
  const date = (ms: number | null) => (ms === null ? '' : new Date(ms).toISOString());
  const rows = keys.map((key) => [
    ...[key.id, key.name, key.role, key.sites?.join(' ') ?? '', key.areas?.join(' ') ?? ''],
    ...[date(key.expiresAt), date(key.lastUsedAt), date(key.revokedAt)],
  ]);
  print(formatTable([['ID', 'NAME', 'ROLE', 'SITES', 'AREAS', 'EXPIRES', 'LAST USED', 'REVOKED'], ...rows]));
}

async function revoke(id: string, { store: url, json }: Options): Promise<void> {
  await within(url, (store) =>
    audited(store, async (tx) => {
      if (!(await revokeKey(tx, id, Date.now())))
        throw new CommandFailure(`There is no key ${id} to revoke.`, 'list them with `etalage keys list`');
      return { deed: { action: 'keyRevoke', target: `key ${id}` }, answer: null };
    }),
  );
  print(json ? JSON.stringify({ id, revoked: true }) : `${id} opens nothing any more.`);
}

const operator = { id: 'command line', role: 'OWNER' } as const;

/** Whoever can open the store may do all, and it is written down as any other's deed is. */
async function audited<T>(
  store: Store,
  act: (tx: Tx) => Promise<{ readonly deed: { action: string; target: string; after?: unknown }; readonly answer: T }>,
): Promise<T> {
  const { logId, head } = await readState(store.db);
  // Keys are no change that others follow: of the log only its name and position are needed.
  const log = { id: logId, position: () => head, append: () => refuseToLog() };
  const actions = createActions({
    store,
    log,
    operator,
    origin: 'command line',
    now: Date.now,
    audited: () => undefined,
  });
  return (await actions.change(({ tx }) => act(tx))).answer;
}

function refuseToLog(): never {
  throw new TypeError('a command that works beside a server logs no changes');
}

const shown = ({ createdAt, expiresAt, lastUsedAt, revokedAt, ...rest }: ApiKey) => ({
  ...rest,
  ...Object.fromEntries(
    Object.entries({ createdAt, expiresAt, lastUsedAt, revokedAt }).map(([name, ms]) => [
      name,
      ms === null ? null : new Date(ms).toISOString(),
    ]),
  ),
});

async function within<T>(url: string, act: (store: Store) => Promise<T>, readOnly = false): Promise<T> {
  const store = await openStore(url, readOnly ? { readOnly } : { beside: true }).catch((error: unknown) => {
    throw explainStore(error, url);
  });
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

function area(name: string, before: readonly string[] = []): readonly string[] {
  const found = areas.find((one) => one === name.toUpperCase());
  if (found) return [...before, found];
  const suggestion = nearest(name.toUpperCase(), areas);
  throw new InvalidArgumentError(
    `Expected one of ${areas.join(', ')}.${suggestion ? ` Did you mean ${suggestion}?` : ''}`,
  );
}

function days(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('Expected a whole number of days from 1.');
  return Number(text);
}
