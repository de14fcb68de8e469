import { type Bundle, createBundles } from './bundles.ts';
import { createEntityStore, type EntityLimits, type Kept } from './entity-store.ts';
import { createLoading, type LoadBatch, type Loaded, type LoadingOptions } from './loading.ts';
import type { EntityRef } from './observations.ts';
import { type Outcome, outcomeOf, outcomeOfHeld, record, tagsOf } from './outcome.ts';
import type { Recorder } from './recorder.ts';

export type { LoadBatch, Loaded } from './loading.ts';

export interface LoadOptions {
  /** What the values differ by besides their keys: a site's key, a language. Default ''. */
  readonly scope?: string;
  /** The waiter's own: aborts the waiting, and the load only when nobody else waits. */
  readonly signal?: AbortSignal;
  /** Whether a softly expired value will do, while it is renewed. Default true. */
  readonly acceptsStale?: boolean;
}

/** Entities, read through the cache in batches. */
export interface Entities {
  /**
   * One outcome per key, in the order of the keys, to be recorded for each reader by `record`. Rejects only when its
   * signal aborts. The load is shared: it must not be bound to the time of the request that happens to start it.
   */
  fetchMany<Value>(
    kind: string,
    keys: readonly string[],
    load: LoadBatch<Value>,
    options?: LoadOptions,
  ): Promise<readonly Outcome[]>;
  /**
   * What memory says of one key at once, to be recorded like any outcome. Undefined when `fetchMany` has something to do:
   * the key is not kept, in doubt, or due for renewal.
   */
  recall(kind: string, scope: string, key: string): Outcome | undefined;
  /** What memory has of one key to stand in for a backend that fails, marked `STALE`; undefined when it has nothing, or
   *  nothing so young. */
  standIn(kind: string, scope: string, key: string): Outcome | undefined;
  /** As `recall`, of several keys at once: to be recorded by `recordAll`. Quick when the array of keys is the same as before. */
  recallAll(kind: string, scope: string, keys: readonly string[]): Bundle | undefined;
  recordAll(recorder: Recorder, bundle: Bundle, facets: readonly string[] | null): void;
  /** Notes an outcome for one reader and gives its value; see `record` in outcome.ts. */
  record<Value>(recorder: Recorder, outcome: Outcome, facets: readonly string[] | null): Value | null;
  /** `recall`, `fetchMany` for the rest, and `record` in one, for a single reader. An Error stands in the place of its key. */
  loadMany<Value>(
    kind: string,
    keys: readonly string[],
    recorder: Recorder,
    load: LoadBatch<Value>,
    options?: LoadOptions & { readonly facets?: readonly string[] | null },
  ): Promise<readonly (Value | null | Error)[]>;
  /** Sees to it that the entity has been observed by a load that began after all changes that have arrived; false when
   *  that could not be. */
  renew(ref: EntityRef): Promise<boolean>;
}

/** What loaders need of them. */
export type EntityReads = Pick<Entities, 'fetchMany' | 'recall' | 'recallAll' | 'record' | 'recordAll'>;

export interface EntitiesOptions extends Omit<LoadingOptions, 'store'> {
  readonly limits: EntityLimits;
  /** Loads one entity by itself, for a change of it. */
  readonly reload: (ref: EntityRef, signal: AbortSignal) => Promise<Loaded<unknown>>;
}

export function createEntities(options: EntitiesOptions): Entities {
  const { index, kindOf, clock } = options;
  const store = createEntityStore(index, options.limits);
  const bundles = createBundles(store);
  const loading = createLoading({ ...options, store });

  const holds = (kept: Kept | undefined, now: number): kept is Kept => kept?.fresh === true && now < kept.until;

  /** What is kept, when nothing needs to be done about it. */
  function asItIs(kept: Kept, now: number): Outcome | undefined {
    if (holds(kept, now) && now < kept.softUntil) return outcomeOfHeld(kept, now);
    return now < kept.restUntil && now < kept.staleUntil ? outcomeOf(kept, 'STALE', now) : undefined;
  }

  /** What memory can say, and whether it should be renewed in the background. */
  function remember(ref: EntityRef, acceptsStale: boolean): { outcome: Outcome; renew: boolean } | undefined {
    const kept = store.get(ref.kind, ref.scope, ref.key);
    if (kept === undefined) return undefined;
    const now = clock();
    store.use(kept, now);
    const outcome = asItIs(kept, now);
    if (outcome) return { outcome, renew: false };
    if (!holds(kept, now) || !acceptsStale) return undefined;
    return { outcome: outcomeOf(kept, 'L1', now), renew: loading.running(ref) === undefined };
  }

  /** A list whose groups may be moving is waited for: what moves is known in a moment. */
  async function settleDoubts(refs: readonly EntityRef[]) {
    if (index.isQuiet()) return;
    const arrival = index.arrivals();
    const doubts: Promise<void>[] = [];
    for (const ref of refs) {
      const kept = store.get(ref.kind, ref.scope, ref.key);
      const settled = kept && kept.doubts > 0 ? index.settled(kept.tags, arrival) : undefined;
      if (settled) doubts.push(settled);
    }
    if (doubts.length > 0) await Promise.all(doubts);
  }

  async function fetchMany<Value>(
    kind: string,
    keys: readonly string[],
    load: LoadBatch<Value>,
    { scope = '', signal, acceptsStale = true }: LoadOptions = {},
  ): Promise<readonly Outcome[]> {
    const refs = keys.map((key) => ({ kind, key, scope }));
    await settleDoubts(refs);
    signal?.throwIfAborted();

    const renewing: EntityRef[] = [];
    const missing: { readonly ref: EntityRef; readonly place: number }[] = [];
    const outcomes: (Outcome | Promise<Outcome>)[] = [];
    for (const [place, ref] of refs.entries()) {
      const recalled = remember(ref, acceptsStale);
      const flight = recalled ? undefined : loading.joinable(ref);
      if (recalled) {
        outcomes[place] = recalled.outcome;
        if (recalled.renew) renewing.push(ref);
      } else if (flight) {
        const landed = loading.wait(flight, signal);
        outcomes[place] = landed.then((outcome) =>
          outcome.from === 'LOADED' ? { ...outcome, from: 'JOINED' } : outcome,
        );
      } else missing.push({ ref, place });
    }
    if (renewing.length > 0) for (const flight of loading.begin(renewing, load, false)) loading.wait(flight, undefined);
    if (missing.length > 0) {
      const refsToLoad = missing.map(({ ref }) => ref);
      for (const [nth, flight] of loading.begin(refsToLoad, load, true).entries())
        outcomes[missing[nth]?.place as number] = loading.wait(flight, signal);
    }
    return Promise.all(outcomes);
  }

  function recall(kind: string, scope: string, key: string): Outcome | undefined {
    const kept = store.get(kind, scope, key);
    if (kept === undefined || kept.doubts > 0) return undefined;
    const now = clock();
    store.use(kept, now);
    return asItIs(kept, now);
  }

  const recordFor = <Value>(recorder: Recorder, outcome: Outcome, facets: readonly string[] | null) =>
    record<Value>(kindOf, recorder, outcome, facets);

  return {
    fetchMany,
    recall,
    recallAll: (kind, scope, keys) => bundles.recall(kind, scope, keys, clock()),
    recordAll(recorder, { members, tags, until, softUntil }, facets) {
      let read = tags.get(facets);
      if (read === undefined) {
        read = members.flatMap((kept) => tagsOf(kindOf, { ...kept, tags: kept.readTags }, facets));
        tags.set(facets, read);
      }
      recorder.took({ asOf: Number.POSITIVE_INFINITY, until, softUntil, fleeting: false }, read);
    },
    standIn(kind, scope, key) {
      const kept = store.get(kind, scope, key);
      const now = clock();
      return kept && now < kept.staleUntil ? outcomeOf(kept, 'STALE', now) : undefined;
    },
    record: recordFor,
    async loadMany(kind, keys, recorder, load, { facets = null, ...rest } = {}) {
      const recalled = keys.map((key) => recall(kind, rest.scope ?? '', key));
      const open = keys.filter((_, nth) => recalled[nth] === undefined);
      const fetched =
        open.length > 0 ? await fetchMany(kind, open, load, { acceptsStale: recorder.acceptsStale, ...rest }) : [];
      const rests = fetched.values();
      return recalled.map((known) => {
        const outcome = known ?? (rests.next().value as Outcome);
        try {
          return recordFor(recorder, outcome, facets);
        } catch (error) {
          return error as Error;
        }
      });
    },
    async renew(ref) {
      const load: LoadBatch<unknown> = async (_keys, signal) => [await options.reload(ref, signal)];
      // A load can be overtaken by another one that sees something else; more than twice in a row is not bad luck.
      for (let attempt = 0; attempt < 3; attempt += 1) {
        let flight = loading.joinable(ref);
        // At most one load of an entity for its changes is under way: those that come meanwhile share the next one.
        for (let running = loading.running(ref); !flight && running; running = loading.running(ref)) {
          await running.landed;
          flight = loading.joinable(ref);
        }
        if (!flight && holds(store.get(ref.kind, ref.scope, ref.key), clock())) return true;
        flight ??= loading.begin([ref], load, false)[0];
        const outcome = flight && (await loading.wait(flight, undefined));
        if (!outcome || outcome.error !== null || outcome.from === 'STALE') return false;
        if (!outcome.fleeting) return true;
      }
      return false;
    },
  };
}
