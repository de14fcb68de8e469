import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { serverOptions } from './admin-client.ts';
import { readVersion } from './package.ts';
import { printError } from './print.ts';
import { storeOption } from './store-option.ts';

/** Exit codes: what a script may rely on. */
const ok = 0;
const problem = 1;
const usage = 2;

/** Runs the command line. Answers the exit code: 0 all is well, 1 a problem was found, 2 it was called wrongly. */
export async function run(args: readonly string[]): Promise<number> {
  let code = ok;

  /** Commands are imported when they are called: `start` must be ready fast and needs nothing of the others. */
  function action<Options>(command: () => Promise<(options: Options) => Promise<number>>) {
    return async (options: Options) => {
      code = await (await command())(options);
    };
  }

  const [urlOption, keyOption] = serverOptions();
  const program = new Command('etalage')
    .description('One GraphQL schema over every commerce backend, answered for each brand, site, channel and visitor.')
    .version(readVersion())
    .exitOverride();

  program
    .command('start')
    .summary('serve all sites')
    .description('Serve all sites. SIGHUP reloads the sites file, SIGTERM and SIGINT finish open requests and stop.')
    .addOption(configOption())
    .addOption(portOption())
    .addOption(hostOption())
    .option('--watch-sites', 'reload the sites whenever their file changes')
    .addHelpText('after', examples('etalage start', 'etalage start --config shop/etalage.config.ts --port 8080'))
    .action(action(async () => (await import('./start.ts')).start));

  program
    .command('dev')
    .summary('serve, and follow every change of code and sites')
    .description('Serve all sites; a change of the sites file reloads it, a change of any imported file restarts.')
    .addOption(configOption())
    .addOption(portOption())
    .addOption(hostOption())
    .addHelpText('after', examples('etalage dev', 'PORT=8080 etalage dev'))
    .action(action(async () => (await import('./dev.ts')).dev));

  program
    .command('check')
    .summary('validate the configuration and reach every backend')
    .description('Validate the configuration and its sites, and reach every backend for every site that it serves.')
    .addOption(configOption())
    .addOption(
      new Option('--timeout <ms>', 'time for each backend, in milliseconds')
        .argParser(wholeNumber(1, 600_000))
        .default(10_000),
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples('etalage check', 'etalage check --json > check.json'))
    .action(action(async () => (await import('./check.ts')).check));

  program
    .command('schema')
    .summary('print the GraphQL schema, or the JSON schema of the sites file')
    .description('Print the GraphQL schema as SDL, merged and sorted, or the JSON schema of the sites file.')
    .option('--sites', 'the JSON schema of the sites file, for editors')
    .option('--output <file>', 'write to a file')
    .addHelpText(
      'after',
      examples('etalage schema > schema.graphql', 'etalage schema --sites --output sites.schema.json'),
    )
    .action(action(async () => (await import('./schema.ts')).schema));

  program
    .command('reconcile')
    .argument('[connector]', 'which one')
    .summary('find changes that a backend forgot to tell')
    .description('Walk over all that a backend has, compare it with the walk before, and log what nobody told of.')
    .addOption(configOption())
    .addOption(storeOption())
    .addOption(urlOption)
    .addOption(keyOption)
    .addOption(
      new Option(
        '--since <time>',
        'log also what the backend says to have changed since, such as 2026-11-22T18:00Z',
      ).argParser(moment),
    )
    .option('--reports', 'show what the last walks found, and walk over nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples('etalage reconcile shop', 'etalage reconcile --reports'))
    .action(async (name, options) => {
      code = await (await import('./reconcile.ts')).reconcile(options, name);
    });

  // Its parts need the store, which no other command should have to load.
  if (args[0] === 'changes') program.addCommand((await import('./changes.ts')).changesCommand());
  else program.command('changes').summary('look at the change log');
  if (args[0] === 'webhooks') program.addCommand((await import('./webhooks.ts')).webhooksCommand());
  else program.command('webhooks').summary('who is told of changes');
  if (args[0] === 'keys') program.addCommand((await import('./keys.ts')).keysCommand());
  else program.command('keys').summary('who may use the operator’s API');
  if (args[0] === 'audit') program.addCommand((await import('./audit.ts')).auditCommand());
  else program.command('audit').summary('what operators did');

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed its message; `--help` and `--version` end here too, with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ok : usage;
    printError(error);
    return problem;
  }
}

function configOption(): Option {
  return new Option('--config <file>', 'the configuration').env('ETALAGE_CONFIG').default('./etalage.config.ts');
}

function portOption(): Option {
  return new Option('--port <number>', 'the port to listen on; 0 takes any free one')
    .env('PORT')
    .argParser(wholeNumber(0, 65_535))
    .default(4000);
}

/** Loopback unless told otherwise: a developer's machine must not serve its network by accident. */
function hostOption(): Option {
  return new Option('--host <name>', 'the address to listen on; 0.0.0.0 for all, as in a container')
    .env('HOST')
    .default('localhost');
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
    return number;
  };
}

/** Milliseconds since the epoch. */
function moment(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('Expected a time such as 2026-11-22T18:00Z.');
  return time;
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}
