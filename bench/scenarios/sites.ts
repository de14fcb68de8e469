/** Many sites: what a request costs among them, and what one costs that nobody asks for. */
import type { Usage } from '../child.ts';
import { alternate, type Bench, type Target } from '../measure.ts';
import { exactly, type Row, rateRow } from '../rows.ts';

const few = 10;
const many = 2_000;
const bytesPerSite = 50_000;
/** Every answer of the plan, several times. */
const warmRequests = 12_000;

/** Both hold as many answers and are asked as often; only how many sites these are spread over differs. */
export async function sites(bench: Bench): Promise<Row[]> {
  const scenario = 'sites';
  const start = (count: number) => bench.start(`${count} sites`, 'etalage', { sites: count });
  const small = await start(few);
  const large = await start(many);
  const idle = async ({ server }: Target) => (await server.ask<Usage>('memory')).heapUsed;
  const perSite = ((await idle(large)) - (await idle(small))) / (many - few);

  const measured = [
    { target: small, plan: `sites-${few}` },
    { target: large, plan: `sites-${many}` },
  ] as const;
  for (const { target, plan } of measured) await bench.send(target, plan, { requests: warmRequests });
  const samples = new Map(measured.map(({ target }) => [target, [] as Awaited<ReturnType<Bench['send']>>[]]));
  for (let round = 1; round <= bench.rounds; round += 1) {
    for (const { target, plan } of measured) {
      const [sample] = (await alternate({ ...bench, rounds: 1 }, plan, [target])).get(target) ?? [];
      if (sample) samples.get(target)?.push(sample);
    }
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
