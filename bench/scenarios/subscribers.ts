/** Many subscribers to one product, in 12 vectors of inputs: what a change costs, how soon all have it, and their memory. */
import { readFileSync } from 'node:fs';
import type { Usage } from '../child.ts';
import { startChild } from '../children.ts';
import { vectorCount } from '../fixture/visitors.ts';
import type { ListenOrder } from '../listeners.ts';
import { liveProduct } from '../live.ts';
import { type Bench, seriesOf, type Target } from '../measure.ts';
import { exactly, type Row } from '../rows.ts';

/** One in so many uses graphql-sse's client, whose own work takes from the sockets' core. */
const socketsPerClient = 50;
/** The rival executes for each: with all of them a change would take it minutes. */
const rivalShare = 10;
/** Files that a process has open besides its connections. */
const otherFiles = 200;

interface Heard {
  readonly subscribers: number;
  /** Bytes of the server that one takes. */
  readonly bytesEach: number;
  /** By change. */
  readonly executions: readonly number[];
  readonly allMs: readonly number[];
  readonly perSecond: readonly number[];
}

interface Moments {
  readonly half: number;
  readonly most: number;
  readonly all: number;
}

export async function subscribers(bench: Bench): Promise<Row[]> {
  const possible = openFiles() - otherFiles;
  const count = Math.min(bench.subscribers, possible);
  const fewer = count < bench.subscribers ? `the limit of open files here allows ${count} of ${bench.subscribers}` : '';
  const ours = await listen(
    bench,
    await bench.start('Etalage', 'etalage', { counted: true, streams: 2 * count }),
    count,
  );
  await bench.stop();
  const theirs = await listen(
    bench,
    await bench.start('Yoga, pub/sub in memory', 'pubsub'),
    Math.ceil(count / rivalShare),
  );

  const scenario = 'subscribers';
  const rival = `Yoga, pub/sub in memory, ${theirs.subscribers}`;
  const executions = seriesOf(ours.executions);
  const all = seriesOf(ours.allMs);
  const rate = seriesOf(ours.perSecond);
  const rivalRate = seriesOf(theirs.perSecond);
  return [
    {
      scenario,
      measured: `executions for a change, ${count} subscribers`,
      unit: 'entries',
      value: executions,
      against: { name: rival, value: seriesOf(theirs.executions) },
      target: {
        text: `= ${vectorCount}`,
        met: executions.min === vectorCount && executions.max === vectorCount,
      },
      ...(fewer && { note: fewer }),
    },
    {
      scenario,
      measured: `from a change until all ${count} have it`,
      unit: 'ms',
      value: all,
      against: { name: rival, value: seriesOf(theirs.allMs) },
      target: { text: '<= 1,000 ms', met: all.median <= 1_000 },
    },
    {
      scenario,
      measured: 'subscribers served',
      unit: '/s',
      value: rate,
      against: { name: rival, value: rivalRate },
      ratio: exactly(rate.median / rivalRate.median),
    },
    {
      scenario,
      measured: 'resident memory of each',
      unit: 'bytes',
      value: exactly(ours.bytesEach),
      against: { name: rival, value: exactly(theirs.bytesEach) },
      ratio: exactly(ours.bytesEach / theirs.bytesEach),
      target: { text: '<= 40,000', met: ours.bytesEach <= 40_000 },
    },
  ];
}

async function listen({ note, rounds }: Bench, { name, server, port }: Target, subscribers: number): Promise<Heard> {
  const listeners = startChild('./listeners.ts', { role: 'load' });
  try {
    // The first ones warm up what all share.
    const few: ListenOrder = { port, subscribers: 2 * vectorCount, clients: 2 };
    await listeners.ask('listen', few);
    await change();
    await listeners.ask('leave');

    const { resident } = await server.ask<Usage>('memory');
    const clients = Math.ceil(subscribers / socketsPerClient);
    note(`${name}: ${subscribers} subscribers, ${clients} of them by graphql-sse`);
    const order: ListenOrder = { port, subscribers, clients };
    await listeners.ask('listen', order);
    const executions: number[] = [];
    const allMs: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const before = await server.ask<number>('executions');
      const { half, most, all } = await change();
      executions.push((await server.ask<number>('executions')) - before);
      allMs.push(all);
      const [first, second, third] = [half, most, all].map((ms) => `${ms.toFixed(0)} ms`);
      note(`${name}, change ${round}: half had it in ${first}, 99 of 100 in ${second}, all in ${third}`);
    }
    const bytesEach = ((await server.ask<Usage>('memory')).resident - resident) / subscribers;
    return { subscribers, bytesEach, executions, allMs, perSecond: allMs.map((ms) => subscribers / (ms / 1_000)) };
  } finally {
    await listeners.stop();
  }

  /** Milliseconds from a change. */
  async function change(): Promise<Moments> {
    await listeners.ask('expect', await server.ask<string>('nextAmount', liveProduct));
    const at = await server.ask<number>('changePrice', liveProduct);
    const { half, most, all } = await listeners.ask<Moments>('served');
    return { half: half - at, most: most - at, all: all - at };
  }
}

/** Files that one process may have open, where the system tells. Node raises its own limit to it. */
function openFiles(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const [, hard = ''] = /^Max open files +\S+ +(\S+)/m.exec(limits) ?? [];
    return hard === 'unlimited' ? Number.POSITIVE_INFINITY : Number(hard);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
