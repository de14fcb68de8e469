/** Answers that are remembered: a hot set that fits everywhere, and 10,000 visitors on all pages. */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSame, readAnswers } from '../answers.ts';
import { productCount } from '../fixture/catalogue.ts';
import { alternate, type Bench, type Target } from '../measure.ts';
import { type Row, rateRow } from '../rows.ts';

interface WarmOptions {
  readonly scenario: 'hot' | 'full';
  readonly pages: number;
  /** By the name of what it is compared with: the ratio to reach. */
  readonly atLeast: Readonly<Record<string, number>>;
}

const bareOne = 'bare node:http, one body';
const bareAll = 'bare node:http, same bodies';
const apollo = 'Apollo Server';
/** Long enough for every answer that is asked for to have been asked for, in requests. */
const warmRequests = 24_000;

async function measureWarm(bench: Bench, { scenario, pages, atLeast }: WarmOptions): Promise<Row[]> {
  const etalage = await bench.start('Etalage', 'etalage');
  const posted: Target = { ...etalage, name: 'Etalage, POST of the text', form: 'query' };
  const rivals = [
    await bench.start(apollo, 'apollo'),
    await bench.start('Apollo Server, response cache', 'apollo', { mode: 'cached' }),
    await bench.start('Yoga, response cache', 'yoga'),
  ];
  await checkSame([etalage, posted, ...rivals]);
  const bodies = await readAnswers(etalage, pages);
  const bare = [await startBare(bench, bareAll, bodies), await startBare(bench, bareOne, bodies.slice(0, 1))];

  bench.note('warming up');
  for (const target of [etalage, posted]) await bench.send(target, scenario, { requests: warmRequests });
  for (const target of [...bare, ...rivals]) await bench.send(target, scenario, { ms: 1_500 });

  const samples = await alternate(bench, scenario, [etalage, posted, ...bare, ...rivals]);
  const of = (target: Target) => samples.get(target) ?? [];
  const row = (ours: Target, theirs: Target, least?: number) =>
    rateRow({
      scenario,
      measured: ours.name,
      samples: of(ours),
      against: { name: theirs.name, samples: of(theirs) },
      atLeast: least,
    });
  return [
    ...[...bare, ...rivals].map((target) => row(etalage, target, atLeast[target.name])),
    ...bare.slice(0, 1).map((target) => row(posted, target)),
  ];
}

async function startBare(bench: Bench, name: string, bodies: readonly string[]): Promise<Target> {
  const file = join(tmpdir(), `etalage-bench-${process.pid}-${bodies.length}.json`);
  writeFileSync(file, JSON.stringify(bodies));
  const target = await bench.start(name, 'bare', { bodies: file });
  rmSync(file);
  return target;
}

export const hot = (bench: Bench) => measureWarm(bench, { scenario: 'hot', pages: 8, atLeast: { [bareAll]: 0.8 } });

export const full = (bench: Bench) =>
  measureWarm(bench, { scenario: 'full', pages: productCount, atLeast: { [bareAll]: 0.65, [apollo]: 30 } });
