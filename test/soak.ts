/**
 * `npm run soak`: the promises whose proof takes long, at their full size, one after the other. `npm test` runs the same in
 * small. What was seen of them is in docs/verification.md.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatTable } from '../src/cli/table.ts';

interface Soak {
  readonly name: string;
  readonly what: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What Node is given. */
  readonly command: readonly string[];
}

const vitest = (file: string, ...options: readonly string[]) => [
  'node_modules/vitest/vitest.mjs',
  'run',
  file,
  '--testTimeout=3600000',
  ...options,
];

const soaks: readonly Soak[] = [
  {
    name: 'footprint',
    what: '1,000,000 scenarios of the cache, cached against fresh',
    environment: {},
    command: ['test/model/soak.ts', '--cases', '1000000'],
  },
  {
    name: 'streams',
    what: '1,000 scenarios of live queries and subscriptions, against fresh answers',
    environment: { ETALAGE_STREAM_CASES: '1000' },
    command: vitest('test/unit/streams-model.test.ts'),
  },
  {
    name: 'change-log',
    what: '8 writers, 1,000 cuts of readers, 100 times kill -9, on SQLite and Postgres',
    environment: { ETALAGE_SOAK: '1' },
    command: vitest('test/flows/change-log-endures.test.ts'),
  },
  {
    name: 'replicas',
    what: '10,000 questions with etalage-after to 3 replicas, while Redis and Postgres come and go',
    environment: { REPLICA_TRIES: '10000' },
    command: vitest('test/flows/replicas.test.ts'),
  },
  {
    name: 'warm',
    what: '100,000 requests while nothing changes, without a call of a backend',
    environment: { ETALAGE_WARM_REQUESTS: '100000' },
    command: vitest('test/flows/facets.test.ts'),
  },
];

const root = fileURLToPath(new URL('../', import.meta.url));
const names = soaks.map(({ name }) => name);

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const help = `npm run soak -- [options]

Runs at full size what \`npm test\` runs in small: about two hours on two cores. Each prints how far it is.

  --only NAME   one of them; may be given more than once: ${names.join(', ')}
  --list        print what there is and the commands behind it
  --help        print this
`;

const written = ({ environment, command }: Soak) =>
  [...Object.entries(environment).map(([name, value]) => `${name}=${value}`), 'node', ...command].join(' ');

/** @returns whether it ended well. */
async function run({ environment, command }: Soak): Promise<boolean> {
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  return code === 0;
}

async function runAll(): Promise<void> {
  const unknown = values.only.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`--only: expected one of ${names.join(', ')}, found ${unknown.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const wanted = soaks.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
  const rows: string[][] = [['SOAK', 'RESULT', 'TIME', 'WHAT']];
  for (const [nth, soak] of wanted.entries()) {
    console.log(`\n${nth + 1} of ${wanted.length}, ${soak.name}: ${soak.what}\n$ ${written(soak)}`);
    const started = performance.now();
    const passed = await run(soak);
    if (!passed) process.exitCode = 1;
    const minutes = (performance.now() - started) / 60_000;
    rows.push([soak.name, passed ? 'passed' : 'FAILED', `${minutes.toFixed(1)} min`, soak.what]);
  }
  console.log(`\n${formatTable(rows)}`);
}

if (values.help) console.log(help);
else if (values.list)
  console.log(formatTable([['SOAK', 'COMMAND'], ...soaks.map((soak) => [soak.name, written(soak)])]));
else await runAll();
