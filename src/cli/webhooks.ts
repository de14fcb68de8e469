import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { secret as readSecret } from '../config/secret.ts';
import { EtalageError } from '../contract/errors.ts';
import {
  addSubscription,
  findDead,
  findDelivery,
  listDead,
  listSubscriptions,
  pauseSubscription,
  removeSubscription,
  replayDead,
  resumeSubscription,
  rotateSecret,
  type SubscriptionErrorCode,
  sendTest,
} from '../delivery/subscriptions.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { explainStore } from './explain-store.ts';
import { CommandFailure } from './failure.ts';
import { counted, print } from './print.ts';
import { deadTable, subscriptionTable } from './webhook-tables.ts';

interface Options {
  readonly store: string;
  readonly json?: boolean;
}

interface AddOptions extends Options {
  readonly kind?: readonly string[];
  readonly site?: readonly string[];
  readonly tag?: readonly string[];
  readonly secretFrom?: string;
}

/** How long `test` waits for a server to send and a receiver to answer, in milliseconds. */
const testMs = 15_000;

/** `etalage webhooks`: who is told of changes. It works on the store, also beside a server that has it. */
export function webhooksCommand(): Command {
  const webhooks = new Command('webhooks')
    .exitOverride()
    .summary('who is told of changes')
    .description('Who is told of changes by webhooks. All of it works beside a running server.');
  const command = (usage: string, summary: string, description = `${summary}.`) =>
    webhooks
      .command(usage)
      .summary(summary.toLowerCase())
      .description(description)
      .addOption(new Option('--store <url>', 'the file, or postgres://…').env('ETALAGE_STORE').default('./etalage.db'))
      .option('--json', 'print the result as JSON');

  command('list', 'List subscriptions').action(list);
  command(
    'add <id> <url>',
    'Add a subscription',
    'Add a subscription, and print the secret that signs what it is sent.',
  )
    .option('--kind <names...>', 'only changes of these kinds')
    .option('--site <keys...>', 'only what concerns these sites')
    .option('--tag <names...>', 'only what moves these tags; product.* for all that begin so')
    .option(
      '--secret-from <variable>',
      'the environment variable (or VARIABLE_FILE) that has the secret; else a new one',
    )
    .action(add);
  command(
    'remove <id>',
    'Remove a subscription',
    'Remove a subscription, with all that it was still to be told.',
  ).action((id: string, options: Options) =>
    change(options, { id, state: 'REMOVED' }, (store) => removeSubscription(store, id)),
  );
  command('pause <id>', 'Send nothing for now', 'Send nothing for now; what happens meanwhile is kept.').action(
    (id: string, options: Options) => change(options, { id, state: 'PAUSED' }, (store) => pauseSubscription(store, id)),
  );
  command('resume <id>', 'Send again').action((id: string, options: Options) =>
    change(options, { id, state: 'ACTIVE' }, (store) => resumeSubscription(store, id)),
  );
  command('rotate <id>', 'Replace the secret', 'Have a new secret sign beside the old one; --finish ends the old one.')
    .option('--finish', 'from now on the newer secret signs alone')
    .action(rotate);
  command('dead [id]', 'List dead letters', 'List what was given up, of one subscription or of all.')
    .option('--first <count>', 'at most so many, the newest first', wholeNumber, 50)
    .action(dead);
  command(
    'replay <id>',
    'Send dead letters again',
    'Send all dead letters of a subscription again, or one by its number.',
  ).action(replay);
  command(
    'test <id>',
    'Send an event for a test',
    'Have the server send an event "etalage.test", and wait for the answer.',
  ).action(test);
  return webhooks;
}

async function list({ store: url, json }: Options): Promise<void> {
  const all = await within(url, (store) => listSubscriptions(store.db), { readOnly: true });
  if (json) print(JSON.stringify(all, null, 2));
  else
    print(
      all.length === 0 ? 'Nobody is told of changes yet: see `etalage webhooks add --help`.' : subscriptionTable(all),
    );
}

async function add(
  id: string,
  url: string,
  { store: at, json, kind, site, tag, secretFrom }: AddOptions,
): Promise<void> {
  const secret = secretFrom === undefined ? undefined : readSecret(secretFrom);
  const terms = { url, kinds: kind, sites: site, tags: tag, secret };
  const signing = await within(at, (store) => addSubscription(store, id, terms));
  if (json) return print(JSON.stringify({ id, url, ...(secret ? {} : { secret: signing }) }, null, 2));
  print(`${id} is told of every change from now on.`);
  if (!secret) print(`Give its receiver this secret; it is not shown again:\n\n  ${signing}`);
  if (url.startsWith('http:')) print('\nIt is served only where the configuration has webhooks.plainHttp.');
}

async function rotate(id: string, { store: url, json, finish = false }: Options & { finish?: boolean }): Promise<void> {
  const secret = await within(url, (store) => rotateSecret(store, id, finish));
  if (json) return print(JSON.stringify(finish ? { id, secrets: 1 } : { id, secrets: 2, secret }, null, 2));
  if (finish) return print(`${id}: the newer secret signs alone.`);
  print(`${id}: both secrets sign. Give its receiver this one, then run \`etalage webhooks rotate ${id} --finish\`:`);
  print(`\n  ${secret}`);
}

async function dead(id: string | undefined, { store: url, json, first }: Options & { first: number }): Promise<void> {
  const letters = await within(url, (store) => listDead(store.db, id ?? null, first), { readOnly: true });
  if (json)
    print(
      JSON.stringify(
        letters.map((row) => ({ ...row, data: JSON.parse(row.data) })),
        null,
        2,
      ),
    );
  else print(letters.length === 0 ? 'No dead letters.' : deadTable(letters));
}

async function replay(which: string, { store: url, json }: Options): Promise<void> {
  const count = await within(url, async (store) => {
    if (!/^\d+$/.test(which)) return replayDead(store, { subscription: which });
    const letter = await findDead(store.db, Number(which));
    if (letter?.state !== 'DEAD')
      throw new CommandFailure(`There is no dead letter ${which}.`, 'list them with `etalage webhooks dead`');
    return replayDead(store, { id: Number(which) });
  });
  print(json ? JSON.stringify({ replayed: count }) : `${counted(count, 'dead letter')} to be sent again.`);
}

async function test(id: string, { store: url, json }: Options): Promise<void> {
  const result = await within(url, async (store) => {
    const event = await sendTest(store, id);
    for (let waited = 0; waited < testMs; waited += 100) {
      const row = await findDelivery(store.db, event);
      if (row && row.attempts > 0 && (row.state === 'DELIVERED' || row.last_error !== null)) return row;
      await sleep(100);
    }
    throw new CommandFailure(
      `Nobody sent the event within ${testMs / 1000} s; it stays to be sent.`,
      'start a server on this store: `etalage start`',
    );
  });
  if (json)
    print(JSON.stringify({ event: result.event, status: result.last_status, error: result.last_error }, null, 2));
  if (result.state !== 'DELIVERED')
    throw new CommandFailure(`${id} did not take it: ${result.last_error}.`, 'mend its receiver; it is tried again');
  if (!json) print(`${id} took it, with ${result.last_status}.`);
}

/** One change of state, and what to say of it. */
async function change(
  { store: url, json }: Options,
  result: { id: string; state: string },
  act: (store: Store) => Promise<void>,
): Promise<void> {
  await within(url, act);
  print(json ? JSON.stringify(result) : `${result.id}: ${result.state.toLowerCase()}.`);
}

const fixes: Record<SubscriptionErrorCode, string> = {
  WEBHOOK_INVALID: 'correct it; see `etalage webhooks add --help`',
  WEBHOOK_EXISTS: 'choose another id, or remove that one first',
  WEBHOOK_UNKNOWN: 'list them with `etalage webhooks list`',
  WEBHOOK_CONFIGURED: 'edit webhooks.subscriptions in etalage.config.ts',
  WEBHOOK_NOT_ACTIVE: 'resume it with `etalage webhooks resume`',
};

async function within<T>(
  url: string,
  act: (store: Store) => Promise<T>,
  options: { readOnly?: boolean } = {},
): Promise<T> {
  const store = await openStore(url, options.readOnly ? { readOnly: true } : { beside: true }).catch(
    (error: unknown) => {
      throw explainStore(error, url);
    },
  );
  try {
    return await act(store);
  } catch (error) {
    const fix = error instanceof EtalageError ? fixes[error.code as SubscriptionErrorCode] : undefined;
    if (!(error instanceof EtalageError) || fix === undefined) throw error;
    throw new CommandFailure(`${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`, fix, {
      cause: error,
    });
  } finally {
    await store.close();
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 1.');
  return Number(text);
}
