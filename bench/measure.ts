/** Servers measured side by side: in turns, round after round, so that a noisy moment of the machine falls on all of them. */

import { join, resolve } from 'node:path';
import type { Usage } from './child.ts';
import { type Child, startChild } from './children.ts';
import type { LoadOrder, LoadReport } from './load.ts';
import type { Form, PlanName } from './requests.ts';
import type { ServerKind } from './server.ts';

/** A server that is measured, in one way of asking it. */
export interface Target {
  readonly name: string;
  readonly server: Child;
  readonly port: number;
  readonly form: Form;
}

/** What one round gave. */
export interface Sample {
  readonly perSecond: number;
  /** Processor time per request in microseconds: of the server, and of the process that sends. */
  readonly serverMicros: number;
  readonly loadMicros: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
}

export interface Series {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One run of the bench: its settings, its processes. */
export interface Bench {
  readonly seconds: number;
  readonly rounds: number;
  /** Who is told of a change at once, in `subscribers`. */
  readonly subscribers: number;
  /** How many events are written at once, in `track`. */
  readonly events: number;
  /** A folder for CPU profiles of the servers; without one none are made. */
  readonly profile?: string;
  note(text: string): void;
  /** @param form default `document` for Etalage and the bare server, `query` for the others. */
  start(name: string, kind: ServerKind, options?: object, form?: Form): Promise<Target>;
  /** Sends requests of a plan; each call goes on in the plan where the last one for this target stopped. */
  send(target: Target, plan: PlanName, bounds: Partial<LoadOrder>): Promise<Sample>;
  /** Ends every process that was started since the last call. */
  stop(): Promise<void>;
}

const connections = 32;
export const defaultSubscribers = 10_000;
export const defaultEvents = 100_000;

export function createBench(
  settings: Pick<Bench, 'seconds' | 'rounds' | 'profile' | 'note'> & Partial<Pick<Bench, 'subscribers' | 'events'>>,
): Bench {
  let load: Child | undefined;
  const servers = new Set<Child>();
  const sent = new Map<string, number>();

  return {
    subscribers: defaultSubscribers,
    events: defaultEvents,
    ...settings,
    async start(name, kind, options = {}, form = kind === 'etalage' || kind === 'bare' ? 'document' : 'query') {
      settings.note(`starting ${name}`);
      const given = [kind, JSON.stringify(options)];
      const server = startChild('./server.ts', { role: 'server', arguments: given, node: ['--expose-gc'] });
      servers.add(server);
      return { name, server, port: await server.ask<number>('port'), form };
    },
    async send({ server, port, form }, plan, bounds) {
      load ??= startChild('./load.ts', { role: 'load' });
      const place = `${port} ${plan}`;
      const order: LoadOrder = { port, form, plan, from: sent.get(place) ?? 0, connections, ...bounds };
      const before = await server.ask<Usage>('usage');
      const report = await load.ask<LoadReport>('run', order);
      const after = await server.ask<Usage>('usage');
      sent.set(place, report.next);
      const { requests, ms, cpuMicros, p50, p99 } = report;
      return {
        requests,
        perSecond: requests / (ms / 1_000),
        serverMicros: (after.cpuMicros - before.cpuMicros) / requests,
        loadMicros: cpuMicros / requests,
        p50,
        p99,
      };
    },
    async stop() {
      const children = [...servers, ...(load ? [load] : [])];
      servers.clear();
      sent.clear();
      load = undefined;
      await Promise.all(children.map((child) => child.stop()));
    },
  };
}

/** Measures every target once per round, in turns, each by the plan or by its own. Answers the samples by round. */
export async function alternate(
  bench: Bench,
  plan: PlanName | ((target: Target) => PlanName),
  targets: readonly Target[],
): Promise<ReadonlyMap<Target, readonly Sample[]>> {
  const { profile, rounds } = bench;
  const samples = new Map<Target, Sample[]>(targets.map((target) => [target, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [target, list] of samples) {
      // Profiling takes a part of the time, so it is only the last round that is profiled, and it does not count for much.
      const profiled = profile !== undefined && round === rounds;
      if (profiled) await target.server.ask('startProfile');
      const own = typeof plan === 'string' ? plan : plan(target);
      const sample = await bench.send(target, own, { ms: bench.seconds * 1_000 });
      if (profiled) await target.server.ask('writeProfile', fileFor(profile, own, target));
      list.push(sample);
      bench.note(`round ${round} of ${rounds}: ${target.name} ${Math.round(sample.perSecond)}/s`);
    }
  }
  return samples;
}

function fileFor(folder: string, plan: PlanName, { name, form }: Target): string {
  return join(resolve(folder), `${plan}-${name.toLowerCase().replaceAll(/\W+/g, '-')}-${form}.cpuprofile`);
}

export function seriesOf(values: readonly number[]): Series {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
  return { median, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN };
}

/** How one compares with another: round by round, since both had the same moment of the machine. */
export function ratioOf(ours: readonly Sample[], theirs: readonly Sample[], of: keyof Sample = 'perSecond'): Series {
  return seriesOf(ours.map((sample, round) => sample[of] / (theirs[round]?.[of] ?? Number.NaN)));
}
