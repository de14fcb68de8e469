import { type Cache, type CacheLimits, createCache } from '../../src/cache/cache.ts';
import { defineKind, type Kind } from '../../src/cache/kinds.ts';
import type { Loaded } from '../../src/cache/loading.ts';
import type { EntityRef } from '../../src/cache/observations.ts';
import type { Recorder } from '../../src/cache/recorder.ts';
import type { SharedStore } from '../../src/cache/shared-level.ts';
import { createSnapshot, type InputValue, type Snapshot } from '../../src/cache/snapshot.ts';
import { groupTag } from '../../src/cache/tags.ts';
import type { Change } from '../../src/contract/changes.ts';

export interface Text {
  readonly hash: string;
  readonly size: number;
  readonly text: string;
}

export const stock = defineKind<{ quantity: number }>({
  facets: {
    status: ({ quantity }) => (quantity > 0 ? 'IN' : 'OUT'),
    lowStock: ({ quantity }) => quantity < 10,
    quantity: ({ quantity }) => quantity,
  },
});
export const product = defineKind<{ handle: string; category: string; title: string }>({
  facets: { title: ({ title }) => title, handle: ({ handle }) => handle },
  groups: ({ category, handle, title }) => ({ [`category.${category}`]: title, [`handle.${handle}`]: true }),
});
export const category = defineKind<string[]>({ dependsOn: (key) => [groupTag('product', `category.${key}`)] });
export const polled = defineKind<number>({ softMs: 1_000, staleIfErrorMs: 60_000 });

const kinds: Record<string, Kind<unknown>> = { stock, product, category, polled };

/** A cache before one map of values, with a clock and pauses that the test moves. */
export function fixture(options: { limits?: Partial<CacheLimits>; store?: SharedStore; start?: number } = {}) {
  const values = new Map<string, unknown>();
  const versions = new Map<string, number>();
  const calls: string[] = [];
  const errors: unknown[] = [];
  let now = 1_000_000;
  let position = options.start ?? 0;
  let gate: Promise<void> = Promise.resolve();
  let failure: Error | undefined;

  async function read(kind: string, key: string): Promise<Loaded<unknown>> {
    calls.push(`${kind}.${key}`);
    await gate;
    if (failure) throw failure;
    const name = `${kind}.${key}`;
    const version = versions.get(name);
    return { value: values.get(name) ?? null, versions: version === undefined ? undefined : { test: version } };
  }

  const cache: Cache<Text, string> = createCache<Text, string>({
    log: { position: () => position },
    kindOf: (kind) => kinds[kind],
    reload: ({ kind, key }: EntityRef) => read(kind, key),
    report: (error) => errors.push(error),
    clock: () => now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()),
    shared: options.store && { store: options.store, ttlMs: 60_000 },
    limits: { skewMs: 0, ...options.limits },
  });

  const load = (kind: string) => (keys: readonly string[]) => Promise.all(keys.map((key) => read(kind, key)));

  return {
    cache,
    values,
    versions,
    calls,
    errors,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
    /** Backends answer when the returned function is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = Promise.resolve();
        resolve();
      };
    },
    fail(error: Error | undefined) {
      failure = error;
    },
    change(kind: string, key: string, over: Partial<Change> = {}): Promise<void> {
      position += 1;
      const base = { position, id: String(position), at: now, source: 'test', kind, key };
      return cache.invalidate([{ ...base, facets: null, version: null, sites: null, ...over }]);
    },
    load,
    read: async <Value>(recorder: Recorder, kind: string, key: string, facets: readonly string[] | null = null) => {
      const [value] = await cache.entities.loadMany<Value>(kind, [key], recorder, load(kind) as never, { facets });
      if (value instanceof Error) throw value;
      return value as Value | null;
    },
    answer: (
      key: string,
      inputs: Record<string, InputValue> | Snapshot,
      make: (recorder: Recorder) => Promise<string> | string,
    ) =>
      cache.responses.respond({
        key,
        snapshot:
          typeof inputs.ask === 'function' ? (inputs as Snapshot) : snapshotOf(inputs as Record<string, InputValue>),
        execute: async (recorder) => {
          const text = await make(recorder);
          return { payload: { hash: text, size: text.length, text }, storable: true, assignments: [] };
        },
      }),
  };
}

/** `id` is private, everything else known from the visitor, `channel` shared. */
export function snapshotOf(inputs: Record<string, InputValue>): Snapshot {
  return createSnapshot(
    (name) => ({
      privacy: name === 'id' ? 'PRIVATE' : name === 'channel' ? 'SHARED' : 'VISITOR',
      resolve: (source: Record<string, InputValue>) => source[name] ?? null,
    }),
    inputs,
  );
}
