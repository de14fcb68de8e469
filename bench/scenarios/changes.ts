/** Prices that change 50 times a second while all pages are asked for. */
import { productCount } from '../fixture/catalogue.ts';
import { type Bench, type Sample, seriesOf } from '../measure.ts';
import { type Row, rateRow } from '../rows.ts';

interface Mode {
  readonly name: string;
  /** Products whose prices change in turn. */
  readonly products: readonly number[];
  readonly promised: boolean;
}

const modes: readonly Mode[] = [
  { name: 'nothing changes', products: [], promised: false },
  { name: 'one product, on its own page only', products: [0], promised: true },
  { name: 'one product, on the cards of others too', products: [1], promised: false },
  { name: 'all products in turn', products: Array.from({ length: productCount }, (_, at) => at), promised: false },
];

export async function changes(bench: Bench): Promise<Row[]> {
  const scenario = 'changes';
  const etalage = await bench.start('Etalage', 'etalage', { counted: true });
  await bench.send(etalage, 'full', { requests: 24_000 });
  const samples = new Map<Mode, (Sample & { readonly hits: number })[]>(modes.map((mode) => [mode, []]));
  for (let round = 1; round <= bench.rounds; round += 1) {
    for (const [mode, list] of samples) {
      await etalage.server.ask('change', mode.products);
      const before = await etalage.server.ask<number>('executions');
      const sample = await bench.send(etalage, 'full', { ms: bench.seconds * 1_000 });
      const executions = (await etalage.server.ask<number>('executions')) - before;
      await etalage.server.ask('change', []);
      const hits = 100 * (1 - executions / sample.requests);
      list.push({ ...sample, hits });
      bench.note(`round ${round}: ${mode.name}: ${Math.round(sample.perSecond)}/s, ${hits.toFixed(2)}% hits`);
      // What this mode has dropped is made again before the next one is measured.
      await bench.send(etalage, 'full', { requests: 24_000 });
    }
  }

  const [quiet, ...changing] = [...samples];
  return changing.flatMap(([{ name, promised }, list]): Row[] => {
    const hits = seriesOf(list.map((sample) => sample.hits));
    const against = { name: 'nothing changes', samples: quiet?.[1] ?? [] };
    return [
      {
        scenario,
        measured: `hits: ${name}`,
        unit: '%',
        value: hits,
        ...(promised && { target: { text: '>= 99%', met: hits.median >= 99 } }),
      },
      rateRow({ scenario, measured: `rate: ${name}`, samples: list, against, ...(promised && { atLeast: 0.8 }) }),
    ];
  });
}
