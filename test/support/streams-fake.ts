import { createCache } from '../../src/cache/cache.ts';
import { defineKind } from '../../src/cache/kinds.ts';
import type { Recorder } from '../../src/cache/recorder.ts';
import { createSnapshot } from '../../src/cache/snapshot.ts';
import { createMemoryLog } from '../../src/changes/memory-log.ts';
import { createDirectory } from '../../src/config/directory.ts';
import { anyDocument } from '../../src/config/documents.ts';
import type { Site } from '../../src/config/site.ts';
import type { Assignment, RequestContext } from '../../src/context/context.ts';
import { findInput } from '../../src/context/inputs.ts';
import { createAnswers } from '../../src/http/answers.ts';
import { createDocuments } from '../../src/http/documents.ts';
import type { Execute } from '../../src/http/execute.ts';
import { type ResponsePayload, toPayload } from '../../src/http/payload.ts';
import type { RecognizedVisitor } from '../../src/http/visitors.ts';
import { createSchema } from '../../src/resolvers/schema.ts';
import { createStreams } from '../../src/streams/streams.ts';
import { testSite } from './site.ts';

/** What the executor here knows of a product. */
export interface Item {
  readonly title: string;
  /** It is shown with the visitor's price group: then the answer varies by it. */
  readonly grouped?: boolean;
  /** It is shown with the visitor's id: then the answer is nobody else's. */
  readonly own?: boolean;
  /** Milliseconds since the epoch from which on it is on sale. */
  readonly saleAt?: number;
}

const schema = createSchema();
const limits = { depth: 20, cost: 10_000, aliases: 50, requestMs: 5_000 };
const documents = createDocuments(schema, limits);

/** Streams over a real cache, and an executor that knows one field of products: their title. */
export function createWorld() {
  const values = new Map<string, Item>();
  const executed: string[] = [];
  const reported: unknown[] = [];
  const log = createMemoryLog();
  const directory = createDirectory([testSite()]);
  let sites = directory;
  let shift = 0;
  let gate: Promise<void> = Promise.resolve();
  let lingering = 0;
  let failing: 'NEVER' | 'AS_A_WHOLE' | 'WITH_ERRORS' | 'IN_PART' = 'NEVER';
  const now = () => Date.now() + shift;

  const load = async (key: string) => {
    await gate;
    return { value: values.get(key) ?? null };
  };
  const cache = createCache<ResponsePayload, Assignment>({
    log,
    kindOf: (kind) => (kind === 'product' ? defineKind<Item>({}) : undefined),
    reload: ({ key }) => load(key),
    report: (error) => reported.push(error),
    clock: now,
    // Small: a test makes hundreds of caches.
    limits: { skewMs: 0, negatives: 100, observations: 100, fences: 100 },
  });
  log.follow({ changed: (changes) => void cache.invalidate(changes), lost: cache.forget });

  function titleOf(item: Item, recorder: Recorder): string {
    const group = item.grouped ? ` for ${recorder.input('priceGroup')}` : '';
    const own = item.own ? ` of ${recorder.input('visitorId')}` : '';
    const sale = item.saleAt !== undefined && recorder.passed(item.saleAt) ? ' on sale' : '';
    return `${item.title}${group}${own}${sale}`;
  }

  const execute: Execute = async ({ operation }, { context: { recorder } }) => {
    const handle = String(operation.variables?.handle);
    executed.push(handle);
    const how = failing;
    if (how === 'AS_A_WHOLE') throw new Error('no executor');
    const [outcome] = await cache.entities.fetchMany<Item>('product', [handle], (keys) => Promise.all(keys.map(load)));
    if (!outcome) throw new Error('no outcome');
    const item = cache.entities.record<Item>(recorder, outcome, null);
    const product = item && { title: titleOf(item, recorder) };
    for (let turn = 0; turn < lingering; turn += 1) await new Promise(setImmediate);
    const missing = how === 'IN_PART';
    if (missing) recorder.degrade({ kind: 'product', key: handle, served: 'STALE', ageMs: executed.length });
    if (how === 'WITH_ERRORS') {
      const payload = toPayload(
        JSON.stringify({ errors: [{ message: `no ${executed.length}` }], data: { product: null } }),
        {
          faulty: true,
        },
      );
      return { payload, storable: false, assignments: [] };
    }
    const degraded = [{ path: ['product'], connector: 'pim', served: 'STALE', ageSeconds: executed.length }];
    const text = JSON.stringify({ data: { product }, ...(missing && { extensions: { degraded } }) });
    return { payload: toPayload(text), storable: true, assignments: [] };
  };

  /** As the cache does, counting those that are open. */
  const watching = new Set<object>();
  const watch: typeof cache.watch = (tags, asOf, moved) => {
    const name = {};
    const watched = cache.watch(tags, asOf, () => {
      watching.delete(name);
      moved();
    });
    if (!watched) return null;
    watching.add(name);
    return {
      holds: watched.holds,
      close() {
        watching.delete(name);
        watched.close();
      },
    };
  };

  const streams = createStreams({
    schema,
    documents,
    trust: anyDocument,
    limits,
    answers: createAnswers(execute, documents),
    memory: {
      openRequest: (facts) => ({
        snapshot: createSnapshot(findInput, facts),
        part: (recorder) => ({ recorder }) as RequestContext,
      }),
      responses: cache.responses,
      recorder: cache.recorder,
    },
    cache: { watch, position: cache.position },
    log,
    sites: () => sites,
    exposed: () => {},
    report: (error) => reported.push(error),
    now,
  });

  return {
    streams,
    cache,
    values,
    executed,
    reported,
    site: directory.all[0] as Site,
    now,
    /** Watches that are open. */
    watches: () => watching.size,
    /** Moves the clock on. */
    pass: (ms: number) => {
      shift += ms;
    },
    /** Executions end so many turns of the event loop after they have read. */
    linger: (turns: number) => {
      lingering = turns;
    },
    fail: (how: typeof failing) => {
      failing = how;
    },
    /** Another directory, as a reload makes one. */
    reload: (site: Partial<Site>) => {
      sites = createDirectory([testSite(site)]);
    },
    /** Loads answer when the returned function is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = Promise.resolve();
        resolve();
      };
    },
    /** Sets a product, or takes it away, and tells of it. */
    async set(key: string, item: Item | null): Promise<void> {
      if (item) values.set(key, item);
      else values.delete(key);
      await log.record('test', [{ kind: 'product', key }], now());
    },
    /** What a plain request would be answered for this product and visitor. */
    fresh(key: string, { visitorId, profile }: RecognizedVisitor): { title: string } | null {
      const item = values.get(key);
      if (!item) return null;
      const group = item.grouped ? ` for ${profile?.priceGroup ?? null}` : '';
      const own = item.own ? ` of ${visitorId}` : '';
      return {
        title: `${item.title}${group}${own}${item.saleAt !== undefined && item.saleAt <= now() ? ' on sale' : ''}`,
      };
    },
    /** Everything that is under way has ended: nothing here takes time of its own. */
    async quiet() {
      for (let turn = 0; turn < 40; turn += 1) await new Promise(setImmediate);
    },
  };
}

export type World = ReturnType<typeof createWorld>;

export const inGroup = (visitorId: string, priceGroup: string | null, version = 1): RecognizedVisitor => ({
  visitorId,
  profile: { visitorId, version, priceGroup, traits: {} },
});
