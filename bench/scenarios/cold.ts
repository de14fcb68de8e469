/** A first request on a site of which nothing is known yet, with backends that take their time. */
import type { Bench, Sample } from '../measure.ts';
import { exactly, type Row } from '../rows.ts';

const delayMs = 20;
/**
 * Calls that can only be made one after the other: the product names its slot, the slot its story's products, these their
 * variants' stock (what is sold out is not shown), and then what is on the card of each that is left.
 */
const chain = ['product', 'slot', "the story's products", 'their stock', 'their prices, pictures and reviews'];
const slackMs = 10;
const warmUp = 40;
const requests = 120;

export async function cold(bench: Bench): Promise<Row[]> {
  const scenario = 'cold';
  const etalage = await bench.start('Etalage', 'etalage', { delayMs, sites: warmUp + requests });
  const apollo = await bench.start('Apollo Server + DataLoader', 'apollo', { delayMs });
  const samples: Sample[] = [];
  for (const target of [etalage, apollo]) {
    // What is warmed up is the code: every request is the first of its site.
    await bench.send(target, 'cold', { requests: warmUp, connections: 1 });
    bench.note(`${target.name}: ${requests} first requests`);
    samples.push(await bench.send(target, 'cold', { requests, connections: 1 }));
  }
  const [ours, theirs] = samples as [Sample, Sample];
  const limit = chain.length * delayMs + slackMs;
  return [
    {
      scenario,
      measured: `Etalage, p50 with ${chain.length} levels of ${delayMs} ms`,
      unit: 'ms',
      value: exactly(ours.p50),
      against: { name: apollo.name, value: exactly(theirs.p50) },
      ratio: exactly(ours.p50 / theirs.p50),
      target: { text: `<= ${limit} ms`, met: ours.p50 <= limit },
      serverMicros: { value: ours.serverMicros, against: theirs.serverMicros },
    },
  ];
}
