/** Many sites: what a request costs among them, and what one costs that nobody asks for. */
import type { Usage } from '../child.ts';
import { alternate, type Bench, type Target } from '../measure.ts';
import { type PlanName, sitesAnswers } from '../requests.ts';
import { exactly, type Row, rateRow } from '../rows.ts';

const few = 10;
const many = 2_000;
const bytesPerSite = 50_000;
/** Room for the entities of 2,000 pages of 2,000 sites, which share none: the defaults are for fewer. */
const limits = { entityBytes: 2 ** 30, observations: 2_000_000, tags: 2_000_000 };

/** Both hold as many answers and are asked as often; only how many sites these are spread over differs. */
export async function sites(bench: Bench): Promise<Row[]> {
  const scenario = 'sites';
  const start = (count: number) => bench.start(`${count} sites`, 'etalage', { sites: count, limits, counted: true });
  const small = await start(few);
  const large = await start(many);
  const idle = async ({ server }: Target) => (await server.ask<Usage>('memory')).heapUsed;
  const perSite = ((await idle(large)) - (await idle(small))) / (many - few);

  const planOf = (target: Target): PlanName => `sites-${target === small ? few : many}`;
  for (const target of [small, large]) {
    bench.note(`making ${sitesAnswers} answers on ${target.name}`);
    await bench.send(target, planOf(target), { requests: sitesAnswers });
  }
  const samples = await alternate(bench, planOf, [small, large]);
  for (const target of [small, large]) {
    const made = await target.server.ask<number>('executions');
    if (made !== sitesAnswers) throw new Error(`${target.name}: expected ${sitesAnswers} answers made, found ${made}`);
  }
  return [
    rateRow({
      scenario,
      measured: large.name,
      samples: samples.get(large) ?? [],
      against: { name: small.name, samples: samples.get(small) ?? [] },
      atLeast: 0.9,
    }),
    {
      scenario,
      measured: 'heap per idle site',
      unit: 'bytes',
      value: exactly(perSite),
      target: { text: `< ${bytesPerSite} bytes`, met: perSite < bytesPerSite },
    },
  ];
}
