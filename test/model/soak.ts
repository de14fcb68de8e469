/**
 * Runs the model for a given number of cases: `npm run soak -- --cases 1000000 --seed 1`. Cases run in chunks, each with a
 * seed of its own (`seed + chunk`), so that `--from CHUNK` takes up where a run was stopped.
 */
import { parseArgs } from 'node:util';
import { check } from './check.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    from: { type: 'string', default: '0' },
    chunk: { type: 'string', default: '10000' },
    quiet: { type: 'boolean', default: false },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
const size = Number(values.chunk);
const started = Date.now();
const totals: Record<string, number> = {};
if (!values.quiet) console.log(`${cases} cases, seed ${seed}`);

for (let chunk = Number(values.from); chunk * size < cases; chunk += 1) {
  const runs = Math.min(size, cases - chunk * size);
  const { failure, afterCases, from } = await check(seed + chunk, runs);
  if (failure !== null) {
    console.log(
      JSON.stringify({ failed: true, seed: seed + chunk, cases: chunk * size + afterCases, failure }, null, 2),
    );
    process.exit(1);
  }
  for (const [name, count] of Object.entries(from)) totals[name] = (totals[name] ?? 0) + count;
  const seconds = ((Date.now() - started) / 1_000).toFixed(0);
  if (!values.quiet)
    console.log(`${chunk * size + runs} cases in ${seconds} s; go on with --seed ${seed} --from ${chunk + 1}`);
}
console.log(JSON.stringify({ failed: false, cases, seed, answers: totals }));
