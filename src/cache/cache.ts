import { setTimeout as delay } from 'node:timers/promises';
import type { Change, ChangeLog } from '../contract/changes.ts';
import type { Payload } from './contents.ts';
import { createEntities, type Entities } from './entities.ts';
import { createFences } from './fences.ts';
import { createInvalidation } from './invalidation.ts';
import type { KindDirectory } from './kinds.ts';
import type { Loaded } from './loading.ts';
import { createObservations, type EntityRef } from './observations.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createResponses, type Responses } from './responses.ts';
import { createSharedLevel, type SharedStore } from './shared-level.ts';
import type { Snapshot } from './snapshot.ts';
import { createTagIndex } from './tag-index.ts';
import { type Watch, watchTags } from './watch.ts';

export interface CacheOptions {
  readonly log: ChangeLog;
  /** The declared kinds of entities. */
  readonly kindOf: KindDirectory;
  /** Loads one entity from its backend, bypassing every cache: asked after a change of it. */
  readonly reload: (ref: EntityRef, signal: AbortSignal) => Promise<Loaded<unknown>>;
  /** Is told of what fails without anybody waiting for it: a shared store, a renewal in the background. */
  readonly report: (error: unknown) => void;
  /** Whether a change concerns a scope. Default: scopes are site keys, and '' is all sites. */
  readonly affects?: (change: Change, scope: string) => boolean;
  /** The second level for entities, and how long it keeps them, in milliseconds. */
  readonly shared?: { readonly store: SharedStore; readonly ttlMs: number };
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly clock?: () => number;
  /** Resolves after so many milliseconds. Default a timer that keeps no process alive. */
  readonly wait?: (ms: number) => Promise<void>;
  readonly limits?: Partial<CacheLimits>;
}

export interface CacheLimits {
  /** Bytes of entities in memory; default 128 MiB. */
  readonly entityBytes: number;
  /** Keys remembered to have nothing; default 10,000. */
  readonly negatives: number;
  /** Bytes of answers in memory, each payload once; default 256 MiB. */
  readonly responseBytes: number;
  /** Tags whose last move is remembered by name; default 200,000. */
  readonly tags: number;
  /** Entities whose facets are remembered; default 200,000. */
  readonly observations: number;
  /** Entities whose announced version is remembered; default 200,000: more than are announced within `fenceMs`. */
  readonly fences: number;
  /** How long the effect of a change may stay in doubt before all of it is dropped, in milliseconds; default 250. */
  readonly settleMs: number;
  /** How far the clocks of backends may be off, in milliseconds; default 1,000. */
  readonly skewMs: number;
  /** Pauses before a load that shows less than was announced is repeated, in milliseconds; default 25 to 400. */
  readonly backoffMs: readonly number[];
  /** After this time, in milliseconds, a version that never showed is no longer waited for, and lists of its kind are kept again; default 10,000. */
  readonly fenceMs: number;
  /** After a change without a version a backend may answer as before for this time, in milliseconds: what is loaded in it
   *  is not given to other processes. Default 10,000. */
  readonly lagMs: number;
}

const defaults: CacheLimits = {
  entityBytes: 128 * 2 ** 20,
  negatives: 10_000,
  responseBytes: 256 * 2 ** 20,
  tags: 200_000,
  observations: 200_000,
  fences: 200_000,
  settleMs: 250,
  skewMs: 1_000,
  backoffMs: [25, 50, 100, 200, 400],
  fenceMs: 10_000,
  lagMs: 10_000,
};

/** A degraded entity or answer lives this long, in milliseconds. */
const degradedMs = 2_000;

export interface Cache<P extends Payload, A> {
  readonly entities: Entities;
  readonly responses: Responses<P, A>;
  /** The single way in for changes, in the order of their positions. Once it has returned, nothing that they may concern
   *  is served before it is known whether it still holds; the promise resolves when that is known for all of them. */
  invalidate(changes: readonly Change[]): Promise<void>;
  /** Changes up to `position` are not known: drops everything. */
  forget(position: number): void;
  /** For what is executed without the response cache: a mutation, a private part. */
  recorder(snapshot: Snapshot): Recorder;
  /** Tells once when one of the tags moves of what was known to be current at the sequence `asOf`. Null when one has moved
   *  since. `moved` is called within the move, and must not ask the cache for anything there and then. */
  watch(tags: Iterable<string>, asOf: number, moved: () => void): Watch | null;
  /** The position up to which changes have arrived here. */
  position(): number;
}

/** The footprint cache of one process. `P` is what an answer is sent as, `A` an assignment to an experiment's arm. */
export function createCache<P extends Payload, A>(options: CacheOptions): Cache<P, A> {
  const { log, kindOf, reload, report } = options;
  const limits = { ...defaults, ...options.limits };
  const clock = options.clock ?? Date.now;
  const wait = options.wait ?? ((ms: number) => delay(ms, undefined, { ref: false }));
  const affects =
    options.affects ?? (({ sites }: Change, scope: string) => sites === null || scope === '' || sites.includes(scope));

  const index = createTagIndex(log.position(), limits.tags);
  const observations = createObservations(index, kindOf, limits.observations);
  // A log that has changes already may have had one just now.
  const since = log.position() > 0 ? clock() : Number.NEGATIVE_INFINITY;
  const fences = createFences(limits.fenceMs, limits.fences, limits.lagMs, since);
  const shared = options.shared && createSharedLevel({ ...options.shared, index, fences, kindOf, clock, report });
  const entities = createEntities({
    index,
    observations,
    fences,
    kindOf,
    reload,
    clock,
    wait,
    limits: { bytes: limits.entityBytes, negatives: limits.negatives },
    shared,
    backoffMs: limits.backoffMs,
    degradedMs,
  });
  const { settleMs, skewMs } = limits;

  return {
    entities,
    responses: createResponses<P, A>({ index, clock, maxBytes: limits.responseBytes, degradedMs, report }),
    invalidate: createInvalidation({
      index,
      observations,
      fences,
      entities,
      kindOf,
      affects,
      clock,
      wait,
      settleMs,
      skewMs,
    }),
    forget(position) {
      // Before the tags: a record of before the gap would vouch for lists that it did not watch.
      observations.clear();
      index.moveAll(position);
    },
    recorder: (snapshot) => createRecorder(snapshot, clock(), index.sequence()),
    watch: (tags, asOf, moved) => watchTags(index, tags, asOf, clock(), moved),
    position: index.position,
  };
}
