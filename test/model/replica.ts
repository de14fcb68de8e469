import { createCache } from '../../src/cache/cache.ts';
import { defineKind, type Kind } from '../../src/cache/kinds.ts';
import type { Loaded } from '../../src/cache/loading.ts';
import type { Recorder } from '../../src/cache/recorder.ts';
import type { Answer } from '../../src/cache/responses.ts';
import { createSnapshot, type InputValue } from '../../src/cache/snapshot.ts';
import { groupTag } from '../../src/cache/tags.ts';
import type { Backend } from './backend.ts';
import { big, type Item, keys, low, ownerOf, type Program, type Question, run } from './program.ts';
import type { Profile, Scenario } from './scenario.ts';
import type { Tasks } from './tasks.ts';

export interface Text {
  readonly hash: string;
  readonly size: number;
  readonly text: string;
}

const staleIfErrorMs = 100_000;
const kindsOf = (softMs: number | undefined): Readonly<Record<string, Kind<unknown>>> => ({
  item: defineKind<Item>({
    facets: {
      n: ({ n }) => n,
      big,
      low,
      opens: ({ opens }) => opens,
      handle: ({ handle }) => handle,
    },
    groups: ({ n, group, handle }) => ({ [group]: n, [`handle ${handle}`]: true }),
    staleIfErrorMs,
    softMs,
  }),
  list: defineKind<readonly string[]>({ dependsOn: (group) => [groupTag('item', group)], staleIfErrorMs, softMs }),
  handle: defineKind<Item>({
    own: () => true,
    dependsOn: (handle, value) => (value === null ? [groupTag('item', `handle ${handle}`)] : []),
    shows: (handle, value) => [{ kind: 'item', key: ownerOf(handle), value }],
  }),
});

const settleMs = 250;

export interface ReplicaOptions {
  readonly scenario: Scenario;
  readonly backend: Backend;
  readonly tasks: Tasks;
  /** The second level, the same for all replicas. */
  readonly stored: Map<string, unknown>;
  readonly clock: () => number;
  readonly broken: () => boolean;
}

/** One process with its own cache, told of changes at its own time. */
export function createReplica({ scenario, backend, tasks, stored, clock, broken }: ReplicaOptions) {
  const errors: unknown[] = [];
  const told = new Map<string, number>(keys.map((key) => [key, 0]));
  const kinds = kindsOf(scenario.softMs ?? undefined);
  let delivered = 0;

  function find(kind: string, key: string): { value: unknown; owner: string | undefined } {
    if (kind === 'item') return { value: backend.item(key), owner: key };
    if (kind === 'list') return { value: backend.list(key), owner: undefined };
    const owner = ownerOf(key);
    const item = backend.item(owner);
    return { value: item.handle === key ? item : null, owner };
  }

  async function read(kind: string, key: string): Promise<Loaded<unknown>> {
    await tasks.park('backend');
    const { value, owner } = find(kind, key);
    const versions = owner === undefined ? undefined : backend.version(owner);
    const fails = broken();
    await tasks.park('backend');
    if (fails) throw new Error('out of order');
    return { value: structuredClone(value), versions };
  }

  const store = {
    getMany: async (names: string[]) => {
      await tasks.park('backend');
      const found = names.map((name) => stored.get(name));
      await tasks.park('backend');
      return found;
    },
    set: async (name: string, value: unknown) => {
      await tasks.park('backend');
      stored.set(name, JSON.parse(JSON.stringify(value)));
      return true;
    },
  };

  const cache = createCache<Text, never>({
    log: { position: () => 0 },
    kindOf: (kind) => kinds[kind],
    reload: ({ kind, key }) => read(kind, key),
    report: (error) => errors.push(error),
    clock,
    wait: (ms) => tasks.park(ms === settleMs ? 'settle' : 'backoff'),
    shared: scenario.replicas === 2 ? { store: store as never, ttlMs: 1_000_000 } : undefined,
    limits: {
      settleMs,
      skewMs: 0,
      lagMs: 0,
      backoffMs: [1, 1],
      fenceMs: Number.POSITIVE_INFINITY,
      tags: scenario.tags,
      observations: scenario.observations,
      responseBytes: scenario.bytes,
      negatives: 10,
      fences: 10,
    },
  });

  /** The same array for the same entity: what is tied together by it is found again. */
  const alone = new Map<string, readonly string[]>();
  let loads = 0;

  async function load(recorder: Recorder, kind: string, key: string, facets: readonly string[] | null) {
    // Every other read asks for a bundle first, as a product's page asks for the prices of its variants.
    loads += 1;
    if (loads % 2 === 0) {
      const keys = alone.get(`${kind} ${key}`) ?? [key];
      alone.set(`${kind} ${key}`, keys);
      const bundle = cache.entities.recallAll(kind, '', keys);
      if (bundle) {
        cache.entities.recordAll(recorder, bundle, facets);
        return bundle.values[0];
      }
    }
    const batch = (names: readonly string[]) => Promise.all(names.map((name) => read(kind, name)));
    const [value] = await cache.entities.loadMany<unknown>(kind, [key], recorder, batch, { facets });
    if (value instanceof Error) throw value;
    return value;
  }

  function reply(recorder: Recorder, question: Question): unknown {
    switch (question.ask) {
      case 'input':
        return recorder.input(question.name);
      case 'item':
        return load(recorder, 'item', question.key, question.facets);
      case 'list':
        return load(recorder, 'list', question.group, null);
      case 'handle':
        return load(recorder, 'handle', question.handle, ['handle', 'n']);
      case 'passed':
        return recorder.passed(question.at);
    }
  }

  async function execute(recorder: Recorder, program: Program) {
    const execution = run(program);
    let text: string;
    try {
      let step = execution.next();
      while (!step.done) step = execution.next(await reply(recorder, step.value));
      text = step.value;
    } catch (error) {
      if ((error as Error).message !== 'out of order') throw error;
      text = 'partly missing';
    }
    return { payload: { hash: text, size: text.length, text }, storable: true, assignments: [] };
  }

  return {
    errors,
    /** The number of the newest edit of an item that this replica has been told of. */
    told: (key: string) => told.get(key) as number,
    deliver(count: number) {
      const changes = backend.log.slice(delivered, delivered + count);
      delivered += changes.length;
      for (const { key, id } of changes) told.set(key, Math.max(told.get(key) as number, Number(id)));
      cache.invalidate(changes).catch((error) => errors.push(error));
    },
    /** The profile is read while it may change: what was asked once must stay as it was. */
    ask(key: string, program: Program, profile: Profile): Promise<Answer<Text, never>> {
      const privacy = (name: string) => (name === 'id' ? 'PRIVATE' : 'VISITOR');
      const snapshot = createSnapshot<Profile>(
        (name) => ({ privacy: privacy(name), resolve: (source) => source[name] as InputValue }),
        profile,
      );
      return cache.responses.respond({ key, snapshot, execute: (recorder) => execute(recorder, program) });
    },
  };
}
