/** `npm run bench`: the promises about speed, measured side by side with a bare server and with others. */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { pinned } from './children.ts';
import { type Bench, createBench, defaultEvents, defaultSubscribers } from './measure.ts';
import { formatRows, type Row } from './rows.ts';
import { changes } from './scenarios/changes.ts';
import { cold } from './scenarios/cold.ts';
import { entries } from './scenarios/entries.ts';
import { latency } from './scenarios/latency.ts';
import { log } from './scenarios/log.ts';
import { misses } from './scenarios/misses.ts';
import { sites } from './scenarios/sites.ts';
import { subscribers } from './scenarios/subscribers.ts';
import { track } from './scenarios/track.ts';
import { full, hot } from './scenarios/warm.ts';

const scenarios: Readonly<Record<string, (bench: Bench) => Promise<Row[]>>> = {
  hot,
  full,
  misses,
  cold,
  changes,
  sites,
  entries,
  log,
  latency,
  subscribers,
  track,
};

const help = `npm run bench -- [options]

Measures Etalage, a bare node:http server and rivals in turns: servers on one core, the load on another, 32 kept-alive
connections over loopback. docs/benchmarks.md says what each scenario is.

  --only NAME      one scenario; may be given more than once: ${Object.keys(scenarios).join(', ')}
  --seconds N      time of one measurement, default 3
  --rounds N       measurements of each server, default 5
  --subscribers N  of the scenario subscribers, default 10000
  --events N       written at once in the scenario track, default 100000; 1000000 is its soak
  --profile DIR    write CPU profiles of the last round to this folder, for Chrome's developer tools
  --json           print the result as JSON
  --help           print this
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    subscribers: { type: 'string', default: String(defaultSubscribers) },
    events: { type: 'string', default: String(defaultEvents) },
    profile: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function numberOf(name: 'seconds' | 'rounds' | 'subscribers' | 'events', least: number): number {
  const value = Number(values[name]);
  if (!(value >= least) || (name !== 'seconds' && !Number.isInteger(value)))
    throw new RangeError(`--${name}: expected a number from ${least}, found ${JSON.stringify(values[name])}`);
  return value;
}

async function run(): Promise<void> {
  const seconds = numberOf('seconds', 0.1);
  const rounds = numberOf('rounds', 1);
  const listening = numberOf('subscribers', 12);
  const events = numberOf('events', 100);
  const unknown = values.only.filter((name) => !scenarios[name]);
  if (unknown.length > 0)
    throw new RangeError(`--only: expected one of ${Object.keys(scenarios).join(', ')}, found ${unknown.join(', ')}`);

  const environment = {
    date: new Date().toISOString(),
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    pinned,
    loadAverage: loadavg()[0],
    seconds,
    rounds,
  };
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(scenarios)) {
    if (values.only.length > 0 && !values.only.includes(name)) continue;
    const bench = createBench({
      seconds,
      rounds,
      subscribers: listening,
      events,
      profile: values.profile,
      note: (text) => console.error(`${name}: ${text}`),
    });
    try {
      rows.push(...(await measure(bench)));
    } finally {
      await bench.stop();
    }
  }
  if (values.json) {
    console.log(JSON.stringify({ environment, rows }, null, 2));
    return;
  }
  const { date, node, processor, cores, loadAverage } = environment;
  console.log(`\n${date}, Node ${node}, ${cores} x ${processor}, load ${loadAverage?.toFixed(1)} at the start`);
  console.log(
    `${rounds} rounds of ${seconds} s; ${pinned ? 'servers and load on a core each' : 'NOT kept on cores'}\n`,
  );
  console.log(formatRows(rows));
}

if (values.help) console.log(help);
else
  await run().catch((error: unknown) => {
    // What was asked wrongly is said in a sentence; anything else is a fault, with its stack.
    console.error(error instanceof RangeError ? error.message : error);
    process.exitCode = error instanceof RangeError ? 2 : 1;
  });
