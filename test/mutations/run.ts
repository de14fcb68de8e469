/**
 * Puts each fault of the table into a copy of the cache, one at a time, and runs the tests on the copy: they must fail.
 * `npm run mutations`, or `-- --only "part of a name"`, `-- --rules 56`. Prints a table; exits with 1 when a fault survives.
 */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Fault, faults } from './faults.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '40000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    rules: { type: 'string', default: '12345678' },
  },
});
const root = resolve(import.meta.dirname, '../..');

/** A copy of what the tests of the cache need, with the fault in it. */
async function copyWith(fault: Fault | null): Promise<string> {
  await mkdir(join(root, '.cache'), { recursive: true });
  const copy = await mkdtemp(join(root, '.cache/mutant-'));
  for (const folder of ['src/cache', 'src/contract', 'test/model'])
    await cp(join(root, folder), join(copy, folder), { recursive: true });
  await cp(join(root, 'test/unit'), join(copy, 'test/unit'), {
    recursive: true,
    filter: (from) => !from.endsWith('.ts') || /cache-(?!model)[^/]*\.ts$/.test(from),
  });
  for (const file of ['package.json', 'vitest.config.ts']) await cp(join(root, file), join(copy, file));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [file, source] of await faulty(fault, copy)) await writeFile(join(copy, file), source);
  return copy;
}

/** The sources below a folder as the fault would have them; each edit must match exactly once. Writes nothing. */
async function faulty(fault: Fault | null, folder: string): Promise<ReadonlyMap<string, string>> {
  const sources = new Map<string, string>();
  for (const { file, find, replace } of fault?.edits ?? []) {
    const source = sources.get(file) ?? (await readFile(join(folder, file), 'utf8'));
    const matches = source.split(find).length - 1;
    if (matches !== 1)
      throw new Error(`fault "${fault?.name}": expected one match in ${file}, found ${matches} of:\n${find}`);
    sources.set(
      file,
      source.replace(find, () => replace),
    );
  }
  return sources;
}

async function runIn(copy: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, output };
}

/** How the fault was seen, in words; null when it was not. */
async function test(fault: Fault | null): Promise<string | null> {
  const copy = await copyWith(fault);
  try {
    if (fault?.by === 'units') {
      const { code, output } = await runIn(copy, [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--no-color',
      ]);
      const [failed] = /Tests +(\d+) failed/.exec(output)?.slice(1) ?? [];
      if (code === 0) return null;
      if (failed === undefined) throw new Error(`the unit tests did not run:\n${output.slice(-2_000)}`);
      return `${failed} unit test(s)`;
    }
    const args = ['test/model/soak.ts', '--quiet', '--seed', values.seed, '--chunk', '5000', '--cases', values.cases];
    const { code, output } = await runIn(copy, args);
    if (code === 0) return null;
    const [after] = /"cases": (\d+)/.exec(output)?.slice(1) ?? [];
    if (after === undefined) throw new Error(`fault "${fault?.name}": the model did not run:\n${output.slice(-2_000)}`);
    return `model, case ${after}`;
  } finally {
    await rm(copy, { recursive: true });
  }
}

// A table that no longer fits the source is found now, not in an hour.
for (const fault of faults) await faulty(fault, root);

// The control: the same cases must pass without a fault, or the table shows nothing.
const control = values.only ? null : await test(null);
if (control !== null) throw new Error(`without any fault the tests fail: ${control}`);

const survived: string[] = [];
console.log('| rule | fault | seen by |\n| --- | --- | --- |');
for (const fault of faults.filter(
  ({ name, rule }) => name.includes(values.only) && values.rules.includes(String(rule)),
)) {
  const seen = await test(fault);
  if (seen === null) survived.push(fault.name);
  console.log(`| ${fault.rule} | ${fault.name} | ${seen ?? `**nobody** in ${values.cases} cases`} |`);
}
console.log(survived.length === 0 ? '\nEvery fault was seen.' : `\n${survived.length} fault(s) survived.`);
process.exitCode = survived.length === 0 ? 0 : 1;
