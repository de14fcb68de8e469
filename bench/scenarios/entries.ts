/** 10,000 visitors: how many answers are made for them, and how many bytes are kept. */
import { readAnswers } from '../answers.ts';
import type { Usage } from '../child.ts';
import { productCount } from '../fixture/catalogue.ts';
import { vectorCount, visitorCount } from '../fixture/visitors.ts';
import type { Bench } from '../measure.ts';
import { exactly, type Row } from '../rows.ts';

/** Pages that each visitor asks for. Each page then has 500 visitors, and some of every vector among them. */
const pagesEach = 10;

export async function entries(bench: Bench): Promise<Row[]> {
  const scenario = 'entries';
  const etalage = await bench.start('Etalage', 'etalage', { counted: true });
  const requests = visitorCount * pagesEach;
  const executions = () => etalage.server.ask<number>('executions');
  const buffers = async () => (await etalage.server.ask<Usage>('memory')).arrayBuffers;

  const before = await buffers();
  bench.note(`${requests} requests of ${visitorCount} visitors`);
  await bench.send(etalage, 'each', { requests });
  const made = await executions();
  const held = (await buffers()) - before;
  // Whoever finds every answer again has kept every one that was made.
  const contents = new Set(await readAnswers(etalage, productCount));
  const again = (await executions()) - made;
  const distinct = [...contents].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const wanted = productCount * vectorCount;

  return [
    {
      scenario,
      measured: `answers made for ${visitorCount} visitors and found again by one of each vector`,
      unit: 'entries',
      value: exactly(made),
      against: { name: 'distinct vectors read', value: exactly(wanted) },
      target: { text: `= ${wanted}`, met: made === wanted && again === 0 },
      ...(again > 0 && { note: `${again} answers were not found again` }),
    },
    {
      scenario,
      measured: 'bytes held in buffers',
      unit: 'bytes',
      value: exactly(held),
      against: { name: `bytes of ${contents.size} distinct answers`, value: exactly(distinct) },
      ratio: exactly(held / distinct),
      target: { text: '<= 1.05', met: held <= 1.05 * distinct },
    },
  ];
}
