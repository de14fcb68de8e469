/** Answers that must be made, from entities that are at hand. */
import { checkSame } from '../answers.ts';
import { productCount } from '../fixture/catalogue.ts';
import { alternate, type Bench, type Target } from '../measure.ts';
import { type Row, rateRow } from '../rows.ts';

/** Entities are remembered and answers are not. */
const none = { responseBytes: 0 };

/**
 * Etalage keeps no answers here (no bytes are allowed for them) and all entities. The rivals have no such cache: their
 * backends answer from memory at once, so that nobody waits for anything but the processor.
 */
export async function misses(bench: Bench): Promise<Row[]> {
  const scenario = 'misses';
  const etalage = await bench.start('Etalage', 'etalage', { limits: none, counted: true });
  const adHoc = await bench.start(
    'Etalage, a document of no manifest',
    'etalage',
    { limits: none, trusted: false },
    'query',
  );
  const apollo = await bench.start('Apollo Server + DataLoader', 'apollo');
  const lean = await bench.start('Apollo Server, no cache control', 'apollo', { mode: 'lean' });
  const targets = [etalage, adHoc, apollo, lean];
  await checkSame(targets);
  for (const target of targets) {
    // Every page once, so that every entity is at hand; then some time for the code itself.
    await bench.send(target, 'each', { requests: productCount });
    await bench.send(target, 'full', { ms: 2_000 });
  }

  const count = () => Promise.all(['executions', 'calls'].map((name) => etalage.server.ask<number>(name)));
  const [executionsBefore = 0, callsBefore = 0] = await count();
  const samples = await alternate(bench, 'full', targets);
  const [executions = 0, calls = 0] = await count();
  const ours = samples.get(etalage) ?? [];
  const requests = ours.reduce((sum, sample) => sum + sample.requests, 0);
  const joined = 1 - (executions - executionsBefore) / requests;
  if (calls > callsBefore) throw new Error(`misses: expected all entities at hand, found ${calls - callsBefore} calls`);

  const row = (measured: Target, against: Target, atLeast?: number) =>
    rateRow({
      scenario,
      measured: measured.name,
      samples: samples.get(measured) ?? [],
      against: { name: against.name, samples: samples.get(against) ?? [] },
      atLeast,
    });
  return [
    {
      note: `${(joined * 100).toFixed(1)}% of the answers were shared with a request in flight`,
      ...row(etalage, apollo, 4),
    },
    row(etalage, lean),
    row(adHoc, apollo),
  ];
}
