import type { Answer } from '../../src/cache/responses.ts';
import { createBackend } from './backend.ts';
import { couldBe } from './expected.ts';
import { keys } from './program.ts';
import { createReplica, type Text } from './replica.ts';
import type { Event, Profile, Scenario } from './scenario.ts';
import { createTasks } from './tasks.ts';

/** How long after the end of an outage an answer may still be degraded: an entity rests, and then an answer lives. */
const degradedMs = 4_000;

/**
 * Plays a scenario, and then lets everything settle and asks once more.
 *
 * An answer is right when a fresh execution at some moment between the request's start and its end could have given it,
 * with no item older than the changes that its replica had been told of when the request started.
 *
 * @returns what was wrong, or null; and how many answers came from where.
 */
export async function play(scenario: Scenario): Promise<{ wrong: string | null; from: Record<string, number> }> {
  let now = 0;
  const times = [now];
  let outage = false;
  let lastOutage = Number.NEGATIVE_INFINITY;
  const tasks = createTasks();
  const backend = createBackend(scenario.items, scenario.versioned, () => now);
  const profiles = scenario.visitors.map((profile, id) => ({ ...profile, id: `v${id}` }) as Record<string, unknown>);
  const profileLog: {
    readonly visitor: number;
    readonly name: string;
    readonly value: unknown;
    readonly step: number;
  }[] = [];
  const stored = new Map<string, unknown>();
  const replicas = Array.from({ length: scenario.replicas }, () =>
    createReplica({ scenario, backend, tasks, stored, clock: () => now, broken: () => outage }),
  );
  const wrong: string[] = [];
  const from: Record<string, number> = {};
  let step = 0;

  function tick(by: number) {
    now += by;
    times.push(now);
  }

  async function ask({ visitor, program: nth, replica: which }: Extract<Event, { do: 'ask' }>) {
    const replica = replicas[which % replicas.length] as (typeof replicas)[number];
    const program = scenario.programs[nth] as Scenario['programs'][number];
    const startedAt = times.length - 1;
    const floor = new Map(keys.map((key) => [key as string, replica.told(key)]));
    const shown = new Map(keys.map((key) => [key as string, backend.shown(key)]));
    const before = { ...profiles[visitor] };
    const begin = step;
    const answer: Answer<Text, never> = await replica.ask(`p${nth}`, program, profiles[visitor] as Profile);
    from[answer.from] = (from[answer.from] ?? 0) + 1;
    if (answer.degraded.length > 0) {
      if (!outage && (times[startedAt] as number) >= lastOutage + degradedMs)
        wrong.push(`degraded long after an outage`);
      return;
    }
    const right = couldBe(program, answer.payload.text, {
      items(key) {
        const least = floor.get(key) as number;
        const oldest = answer.fleeting ? Math.min(least, shown.get(key) as number) : least;
        return backend.between(key, oldest, Math.max(backend.shown(key), least));
      },
      inputs: (name) => [
        before[name],
        ...profileLog
          .filter((entry) => entry.step >= begin && entry.visitor === visitor && entry.name === name)
          .map(({ value }) => value),
      ],
      times: times.slice(startedAt),
      consistent: answer.from !== 'MISS',
    });
    if (right === 'unknown') from.UNKNOWN = (from.UNKNOWN ?? 0) + 1;
    if (right === 'no')
      wrong.push(
        `step ${begin}: ${JSON.stringify(answer.payload.text)} for visitor ${visitor}, program ${nth}, as a ${answer.from}`,
      );
  }

  const asked: Promise<void>[] = [];

  async function apply(event: Event) {
    step += 1;
    // Time passes between most things that happen, but not between all.
    if ('item' in event && event.item.opens % 4 > 0) tick(1);
    switch (event.do) {
      case 'ask':
        asked.push(ask(event));
        break;
      case 'backend':
      case 'backoff':
      case 'settle':
        await tasks.release(event.nth, [event.do]);
        break;
      case 'edit':
        backend.edit(event.key, event.item, event.atOnce);
        break;
      case 'change':
        backend.edit(event.key, event.item, true);
        while (backend.write(0));
        for (const replica of replicas) replica.deliver(Number.POSITIVE_INFINITY);
        break;
      case 'show':
        backend.show(event.key);
        break;
      case 'write':
        backend.write(event.nth);
        break;
      case 'repeat':
        backend.repeat(event.nth);
        break;
      case 'deliver':
        replicas[event.replica % replicas.length]?.deliver(1);
        break;
      case 'tick':
        tick(event.by);
        break;
      case 'profile': {
        const { visitor, name, value } = event;
        (profiles[visitor] as Record<string, unknown>)[name] = value;
        profileLog.push({ visitor, name, value, step });
        break;
      }
      case 'outage':
        outage = event.on;
        break;
    }
    if (outage) lastOutage = now;
    await tasks.quiet();
  }

  async function drain() {
    while (await tasks.release(0, ['backend', 'backoff']));
  }

  for (const event of scenario.events) await apply(event);
  outage = false;
  backend.finish();
  for (const replica of replicas) replica.deliver(Number.POSITIVE_INFINITY);
  await tasks.quiet();
  await drain();
  tick(degradedMs + 1_000);
  for (let replica = 0; replica < replicas.length; replica += 1)
    for (const program of [0, 1])
      for (const visitor of [0, 1]) {
        await apply({ do: 'ask', visitor, program, replica });
        await drain();
      }
  await Promise.all(asked);
  const leaked = replicas.flatMap((replica) => replica.errors);
  if (leaked.length > 0) wrong.push(`reported: ${leaked.join(', ')}`);
  return { wrong: wrong[0] ?? null, from };
}
