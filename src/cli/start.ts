import { type Logger, pino } from 'pino';
import { loadConfig } from '../config/load.ts';
import { createServer } from '../server.ts';
import { explainStore } from './explain-store.ts';
import { CommandFailure } from './failure.ts';
import { counted, print, printError, shownPath, styled } from './print.ts';
import { reloadSites, watchSites } from './reload.ts';

export interface StartOptions {
  readonly config: string;
  readonly port: number;
  readonly host: string;
  readonly watchSites?: boolean;
}

/** Where state is kept unless the configuration or ETALAGE_STORE says otherwise: beside where it runs. */
const defaultStore = './etalage.db';

/** Open requests get this long to finish after SIGTERM, in milliseconds. Container platforms kill after 10 to 30 s. */
const graceMs = 8_000;

/** `etalage start`: serves until it is told to stop. Lines for people go to stdout, the log to stderr. */
export async function start({ config, port, host, watchSites: watching }: StartOptions): Promise<number> {
  const loaded = await loadConfig(config);
  const log = createLog(process.env.LOG_LEVEL ?? 'info');
  const { store = defaultStore } = loaded;
  const server = await createServer({ ...loaded, store }, { log }).catch((cause: unknown) => {
    throw explainStore(cause, store);
  });
  await server.listen({ port, host }).catch(async (cause: unknown) => {
    await server.close();
    throw cannotListen(cause, port, host);
  });

  const { sites } = loaded;
  process.on('SIGHUP', () => reloadSites(sites));
  const watcher = watching ? watchSites(sites) : undefined;
  printWelcome(server.url, loaded.file, sites.current().all);

  const signal = await stopSignal();
  print(`${signal}: finishing open requests.`);
  watcher?.close();
  return stop(server);
}

/** One JSON object per line, on stderr. */
function createLog(level: string): Logger {
  const levels = [...Object.keys(pino.levels.values), 'silent'];
  if (!levels.includes(level))
    throw new CommandFailure(`LOG_LEVEL is ${JSON.stringify(level)}.`, `set it to one of ${levels.join(', ')}`);
  return pino({ level }, pino.destination(2));
}

function printWelcome(url: string, file: string, sites: readonly { readonly key: string }[]): void {
  const shown = sites.slice(0, 4);
  print(`Etalage serves ${counted(sites.length, 'site')} of ${shownPath(file)}:`);
  for (const { key } of shown) print(`  ${styled('cyan', `${url}/${key}/graphql`)}`);
  if (sites.length > shown.length) print(`  and ${(sites.length - shown.length).toLocaleString('en')} more`);
}

/** The first of the two signals. A second one takes Node's default and ends the process at once. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
}

async function stop(server: { close(): Promise<void> }): Promise<number> {
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, graceMs, 'late').unref());
  try {
    if ((await Promise.race([server.close(), late])) !== 'late') return 0;
    throw new CommandFailure(
      `Requests were still open after ${graceMs / 1000} s, and are cut off.`,
      'take the server out of the load balancer before it is stopped',
    );
  } catch (error) {
    printError(error);
    return 1;
  }
}

function cannotListen(cause: unknown, port: number, host: string): unknown {
  const fail = (problem: string, fix: string) => new CommandFailure(problem, fix, { cause });
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return fail(
        `Port ${port} of ${host} is in use.`,
        'stop what uses it, or choose another with --port or PORT; 0 takes any free one',
      );
    case 'EACCES':
      return fail(`Port ${port} needs more rights than this process has.`, 'choose one from 1024 with --port or PORT');
    case 'ENOTFOUND':
    case 'EADDRNOTAVAIL':
      return fail(`${host} is not an address of this machine.`, 'use localhost, or 0.0.0.0 for all addresses');
    default:
      return cause;
  }
}
