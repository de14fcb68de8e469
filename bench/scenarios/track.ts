/** What visitors do, taken beside the pages that they look at; and how soon it changes those. */
import type { Paged, Sent } from '../behaviour-load.ts';
import { type Child, startChild } from '../children.ts';
import type { Filled } from '../event-log.ts';
import { type Bench, seriesOf } from '../measure.ts';
import { exactly, type Row } from '../rows.ts';

const eventsPerSecond = 2_000;
const changesMeasured = 300;

export async function track(bench: Bench): Promise<Row[]> {
  const server = await bench.start('Etalage', 'behaviour');
  const { port } = server;
  const load = startChild('./behaviour-load.ts', { role: 'load' });
  const doers = startChild('./behaviour-load.ts', { role: 'load' });
  try {
    await doers.ask('consent', { port });
    await load.ask('page', { port, ms: 2_000 });
    const alone: Paged[] = [];
    const beside: Paged[] = [];
    const sent: Sent[] = [];
    for (let round = 1; round <= bench.rounds; round += 1) {
      const ms = bench.seconds * 1_000;
      alone.push(await load.ask<Paged>('page', { port, ms }));
      const [paged, taken] = await Promise.all([
        load.ask<Paged>('page', { port, ms }),
        doers.ask<Sent>('track', { port, ms, perSecond: eventsPerSecond }),
      ]);
      beside.push(paged);
      sent.push(taken);
      const [quiet, busy] = [alone.at(-1)?.p99.toFixed(2), paged.p99.toFixed(2)];
      bench.note(
        `round ${round}: p99 of pages ${quiet} ms alone, ${busy} ms beside ${Math.round(taken.perSecond)} events/s`,
      );
    }
    await server.server.ask('settled');
    const accepted = sent.reduce((sum, one) => sum + one.accepted, 0);
    const lost = accepted - (await server.server.ask<number>('counted'));
    const changed = await doers.ask<number[]>('change', { port, times: changesMeasured });
    await Promise.all([load.stop(), doers.stop(), bench.stop()]);
    const filled = await fill(bench);
    return [...besideRows(alone, beside, sent), lostRow(accepted, lost), changeRow(changed), ...logRows(filled)];
  } finally {
    await Promise.all([load.stop(), doers.stop()]);
  }
}

async function fill({ events, note }: Bench): Promise<Filled> {
  note(`writing ${events} events`);
  const child: Child = startChild('./event-log.ts', { role: 'server' });
  try {
    return await child.ask<Filled>('fill', { events });
  } finally {
    await child.stop();
  }
}

const scenario = 'track';

function besideRows(alone: readonly Paged[], beside: readonly Paged[], sent: readonly Sent[]): Row[] {
  const p99 = seriesOf(beside.map((one) => one.p99));
  const quiet = { name: 'without', value: seriesOf(alone.map((one) => one.p99)) };
  const ratio = seriesOf(beside.map((one, round) => one.p99 / (alone[round]?.p99 ?? Number.NaN)));
  return [
    {
      scenario,
      measured: `p99 of remembered pages beside ${eventsPerSecond} events/s`,
      unit: 'ms',
      value: p99,
      against: quiet,
      ratio,
      target: { text: '<= 20 ms', met: p99.median <= 20 },
    },
    {
      scenario,
      measured: 'remembered pages beside them',
      unit: '/s',
      value: seriesOf(beside.map((one) => one.perSecond)),
      against: { name: 'without', value: seriesOf(alone.map((one) => one.perSecond)) },
      ratio: seriesOf(beside.map((one, round) => one.perSecond / (alone[round]?.perSecond ?? Number.NaN))),
    },
    { scenario, measured: 'events taken', unit: '/s', value: seriesOf(sent.map((one) => one.perSecond)) },
    {
      scenario,
      measured: 'p99 of a call of 20 events, until it is on the disk',
      unit: 'ms',
      value: seriesOf(sent.map((one) => one.p99)),
    },
  ];
}

function lostRow(accepted: number, lost: number): Row {
  return {
    scenario,
    measured: `events lost of ${accepted}`,
    unit: 'entries',
    value: exactly(lost),
    target: { text: '0', met: lost === 0 },
  };
}

function changeRow(times: readonly number[]): Row {
  const sorted = times.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  return {
    scenario,
    measured: `p99 from an event to the page that it changes, ${times.length} visitors`,
    unit: 'ms',
    value: { median: p99, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN },
    target: { text: '<= 100 ms', met: p99 <= 100 },
  };
}

function logRows({ events, visitors, takenMs, foldedMs, bytes, recomputedMs }: Filled): Row[] {
  const of = `${events} events of ${visitors} visitors`;
  return [
    { scenario, measured: `written: ${of}`, unit: '/s', value: exactly(events / (takenMs / 1_000)) },
    { scenario, measured: `in the traits: ${of}`, unit: '/s', value: exactly(events / (foldedMs / 1_000)) },
    { scenario, measured: `on the disk, each: ${of}`, unit: 'bytes', value: exactly(bytes / events) },
    { scenario, measured: `traits of all computed anew: ${of}`, unit: 'ms', value: exactly(recomputedMs) },
  ];
}
