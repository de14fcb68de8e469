import { EtalageError } from '../contract/errors.ts';
import { createEntityStore, type EntityLimits, type Kept, type Shared, type SharedStore } from './entity-store.ts';
import type { Fences, Versions } from './fences.ts';
import { type Batch, board, createBatch, createFlight, type Flight } from './flights.ts';
import type { KindDirectory, Shown } from './kinds.ts';
import { type EntityRef, type Observations, refName } from './observations.ts';
import { type Outcome, record } from './outcome.ts';
import type { Recorder } from './recorder.ts';
import type { TagIndex } from './tag-index.ts';
import { announcedTag, groupsOfTag, wholeTag } from './tags.ts';

/** What a backend answered for one key. */
export interface Loaded<Value> {
  /** Null when it does not exist. */
  readonly value: Value | null;
  /** By source, where the backend gives one: what `Change.version` is compared with. */
  readonly versions?: Versions;
  /** The moment at which the value stops to hold by itself, milliseconds since the epoch. */
  readonly until?: number;
}

/** One entry per key, in the order of the keys; an Error for a key that failed alone. */
export type LoadBatch<Value> = (
  keys: readonly string[],
  signal: AbortSignal,
) => Promise<readonly (Loaded<Value> | Error)[]>;

export interface LoadOptions {
  /** What the values differ by besides their keys: a site's key, a language. Default ''. */
  readonly scope?: string;
  /** The waiter's own: aborts the waiting, and the load only when nobody else waits. */
  readonly signal?: AbortSignal;
  /** Whether a softly expired value will do, while it is renewed. Default true. */
  readonly acceptsStale?: boolean;
}

export interface Entities {
  /** Reads through, and gives outcomes to be recorded by `record` for each reader. Never rejects but for an aborted signal. */
  fetchMany<Value>(
    kind: string,
    keys: readonly string[],
    load: LoadBatch<Value>,
    options?: LoadOptions,
  ): Promise<readonly Outcome[]>;
  /** `fetchMany` and `record` in one, for a single reader. Errors stand in the place of their key. */
  loadMany<Value>(
    kind: string,
    keys: readonly string[],
    recorder: Recorder,
    load: LoadBatch<Value>,
    options?: LoadOptions & { readonly facets?: readonly string[] | null },
  ): Promise<readonly (Value | null | Error)[]>;
  record<Value>(recorder: Recorder, outcome: Outcome, facets: readonly string[] | null): Value | null;
  /** Sees to it that the entity has been observed by a load that began after all changes that have arrived; false when
   *  that could not be. */
  renew(ref: EntityRef): Promise<boolean>;
}

export interface EntitiesOptions {
  readonly index: TagIndex;
  readonly observations: Observations;
  readonly fences: Fences;
  readonly kindOf: KindDirectory;
  /** Loads one entity by itself, for a change of it. */
  readonly reload: (ref: EntityRef, signal: AbortSignal) => Promise<Loaded<unknown>>;
  readonly clock: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly limits: EntityLimits;
  readonly shared?: { readonly store: SharedStore; readonly ttlMs: number };
  /** Pauses before a load is repeated because it showed an older version than announced. */
  readonly backoffMs: readonly number[];
  /** How long a value that stands in for a failing backend is served before the backend is asked again. */
  readonly degradedMs: number;
  /** Is told of a shared store that fails; it is then done without. */
  readonly report: (error: unknown) => void;
}

export function createEntities(options: EntitiesOptions): Entities {
  const { index, observations, fences, kindOf, clock, shared } = options;
  const store = createEntityStore(index, options.limits);
  const flights = new Map<string, Flight>();

  /** All that a value hangs on: its own entity, those it shows, the groups it was drawn from. */
  function tagsOf(ref: EntityRef, dependsOn: readonly string[], shown: readonly Shown[]): string[] {
    const tags = new Set<string>();
    for (const { kind, key } of [ref, ...shown]) tags.add(announcedTag(kind, key)).add(wholeTag(kind, key));
    for (const tag of dependsOn) {
      tags.add(tag);
      const groups = groupsOfTag(tag);
      if (groups !== undefined) tags.add(groups);
    }
    return [...tags];
  }

  function outcomeOf(kept: Kept, from: Outcome['from'], now: number): Outcome {
    const { ref, value, dependsOn, shown, until, softUntil } = kept;
    const ageMs = now - kept.madeAt;
    const asOf = Number.POSITIVE_INFINITY;
    // What stands in for a failing backend may be past its time; the mark that it is degraded bounds its life instead.
    const time =
      from === 'STALE'
        ? { until: Number.POSITIVE_INFINITY, softUntil: Number.POSITIVE_INFINITY }
        : { until, softUntil };
    return { ref, value, error: null, from, ageMs, asOf, dependsOn, shown, ...time, fleeting: false };
  }

  const holds = (kept: Kept | undefined, now: number): kept is Kept => kept?.fresh === true && now < kept.until;

  function joinable(flight: Flight): boolean {
    const { kind, key } = flight.ref;
    // What a list depends on is known when it has landed: until then any change may concern it.
    if (kindOf(kind)?.dependsOn && flight.arrivals !== index.arrivals()) return false;
    return !index.movedSince([announcedTag(kind, key), wholeTag(kind, key)], flight.asOf);
  }

  function stamp(flight: Flight) {
    flight.asOf = index.sequence();
    flight.arrivals = index.arrivals();
    flight.position = index.position();
    flight.beganAt = clock();
  }

  function arrive(flight: Flight, outcome: Outcome) {
    const name = refName(flight.ref);
    if (flights.get(name) === flight) flights.delete(name);
    flight.land(outcome);
  }

  const abandoned = (batch: Batch) => {
    for (const [name, flight] of flights) if (flight.batch === batch) flights.delete(name);
  };

  function keep(
    flight: Flight,
    loaded: Loaded<unknown>,
    ref: EntityRef,
    shown: readonly Shown[],
    dependsOn: readonly string[],
  ) {
    const declared = kindOf(ref.kind);
    const madeAt = flight.beganAt;
    store.set({
      ref,
      value: loaded.value,
      dependsOn,
      shown,
      tags: tagsOf(ref, dependsOn, shown),
      versions: loaded.versions,
      position: flight.position,
      madeAt,
      until: loaded.until ?? Number.POSITIVE_INFINITY,
      softUntil: madeAt + (declared?.softMs ?? Number.POSITIVE_INFINITY),
      staleUntil: madeAt + (declared?.staleIfErrorMs ?? 0),
    });
  }

  /** One synchronous block from the check to the store: nothing can move in between. */
  function settle(flight: Flight, loaded: Loaded<unknown>, from: 'L2' | 'LOADED', outdated: boolean) {
    const { ref } = flight;
    const now = clock();
    const declared = kindOf(ref.kind);
    const { value } = loaded;
    const dependsOn = declared?.dependsOn?.(ref.key, value) ?? [];
    const shown = value === null ? [] : (declared?.shows?.(ref.key, value) ?? []);
    const until = loaded.until ?? Number.POSITIVE_INFINITY;
    const fleeting = outdated || now >= until || index.movedSince(tagsOf(ref, dependsOn, shown), flight.asOf);
    if (!fleeting) {
      observations.observe(ref, value, now);
      keep(flight, loaded, ref, shown, dependsOn);
      for (const { kind, key, value: seen } of shown) {
        const other = { kind, key, scope: ref.scope };
        observations.observe(other, seen, now);
        keep(flight, { ...loaded, value: seen }, other, [], kindOf(kind)?.dependsOn?.(key, seen) ?? []);
      }
    }
    const softUntil = flight.beganAt + (declared?.softMs ?? Number.POSITIVE_INFINITY);
    const ageMs = now - flight.beganAt;
    const { asOf } = flight;
    arrive(flight, { ref, value, error: null, from, ageMs, asOf, dependsOn, shown, until, softUntil, fleeting });
    return !fleeting;
  }

  function fail(flight: Flight, error: Error) {
    const { ref } = flight;
    const now = clock();
    const kept = store.get(ref);
    if (kept && now < kept.staleUntil && !flight.batch.controller.signal.aborted) {
      kept.restUntil = now + options.degradedMs;
      arrive(flight, outcomeOf(kept, 'STALE', now));
      return;
    }
    const end = { until: Number.POSITIVE_INFINITY, softUntil: Number.POSITIVE_INFINITY };
    const dependsOn = kindOf(ref.kind)?.dependsOn?.(ref.key, null) ?? [];
    arrive(flight, {
      ref,
      value: null,
      error,
      from: 'LOADED',
      ageMs: 0,
      asOf: flight.asOf,
      dependsOn,
      shown: [],
      ...end,
      fleeting: false,
    });
  }

  /** Lands what the shared store has and still holds; gives the rest. */
  async function readShared(open: Flight[]): Promise<Flight[]> {
    if (shared === undefined) return open;
    let found: readonly (Shared | undefined)[];
    try {
      found = await shared.store.getMany<Shared>(open.map(({ ref }) => refName(ref)));
    } catch (error) {
      options.report(error);
      return open;
    }
    return open.filter((flight, place) => {
      const stored = found[place];
      if (!stored) return true;
      const { kind, key } = flight.ref;
      const declared = kindOf(kind);
      const shown = stored.value === null ? [] : (declared?.shows?.(key, stored.value) ?? []);
      const tags = tagsOf(flight.ref, declared?.dependsOn?.(key, stored.value) ?? [], shown);
      const until = stored.until ?? Number.POSITIVE_INFINITY;
      const now = clock();
      if (now >= until || now >= stored.madeAt + (declared?.softMs ?? Number.POSITIVE_INFINITY)) return true;
      if (!index.holdsAt(tags, stored.position) || outdated(flight.ref, shown, stored.versions)) return true;
      // It holds at this moment: as good as asked for now.
      stamp(flight);
      flight.position = stored.position;
      flight.beganAt = stored.madeAt;
      settle(flight, { value: stored.value, versions: stored.versions, until }, 'L2', false);
      return false;
    });
  }

  function writeShared(flight: Flight, { value, versions, until }: Loaded<unknown>) {
    if (shared === undefined) return;
    const { position, beganAt: madeAt } = flight;
    const ttl = Math.min(shared.ttlMs, (until ?? Number.POSITIVE_INFINITY) - clock());
    const stored: Shared = { value, versions, position, madeAt, until: until ?? null };
    shared.store.set(refName(flight.ref), stored, ttl).catch(options.report);
  }

  function outdated(ref: EntityRef, shown: readonly Shown[], versions: Versions | undefined): boolean {
    return [ref, ...shown].some(({ kind, key }) => fences.outdated(kind, key, versions, clock()));
  }

  async function ask(load: LoadBatch<unknown>, open: readonly Flight[], signal: AbortSignal) {
    try {
      const answers = await load(
        open.map(({ ref }) => ref.key),
        signal,
      );
      if (answers.length === open.length) return answers;
      throw new EtalageError(
        'CACHE_BATCH_LENGTH',
        `expected ${open.length} results of a batch, found ${answers.length}`,
      );
    } catch (cause) {
      const error = cause instanceof Error ? cause : new EtalageError('CACHE_LOAD_FAILED', String(cause), { cause });
      return open.map(() => error);
    }
  }

  async function fly(started: Flight[], load: LoadBatch<unknown>, batch: Batch, useShared: boolean) {
    let open = useShared ? await readShared(started) : started;
    for (let attempt = 0; open.length > 0; attempt += 1) {
      for (const flight of open) stamp(flight);
      const answers = await ask(load, open, batch.controller.signal);
      const early: Flight[] = [];
      for (const [place, flight] of open.entries()) {
        const answer = answers[place] as Loaded<unknown> | Error;
        if (answer instanceof Error) {
          fail(flight, answer);
          continue;
        }
        const { kind } = flight.ref;
        const shown = answer.value === null ? [] : (kindOf(kind)?.shows?.(flight.ref.key, answer.value) ?? []);
        const old = outdated(flight.ref, shown, answer.versions);
        if (old && attempt < options.backoffMs.length) early.push(flight);
        else if (settle(flight, answer, 'LOADED', old)) writeShared(flight, answer);
      }
      open = early;
      if (open.length > 0) await options.wait(options.backoffMs[attempt] ?? 0);
    }
  }

  function begin(refs: readonly EntityRef[], load: LoadBatch<unknown>, useShared: boolean): Flight[] {
    const batch = createBatch();
    const started = refs.map((ref) => {
      const flight = createFlight(ref, batch);
      stamp(flight);
      flights.set(refName(ref), flight);
      return flight;
    });
    fly(started, load, batch, useShared).catch((error: Error) => {
      // A declared function of a kind has thrown: those who wait must hear of it.
      for (const flight of started) fail(flight, error);
    });
    return started;
  }

  const self: Entities = {
    async fetchMany(kind, keys, load, { scope = '', signal, acceptsStale = true } = {}) {
      signal?.throwIfAborted();
      const refs = keys.map((key) => ({ kind, key, scope }));
      const arrival = index.arrivals();
      const doubts = refs.map((ref) => {
        const kept = store.get(ref);
        return kept && kept.doubts > 0 ? index.settled(kept.tags, arrival) : undefined;
      });
      if (doubts.some((doubt) => doubt !== undefined)) await Promise.all(doubts);

      const now = clock();
      const outcomes: (Outcome | Promise<Outcome>)[] = [];
      const missing: EntityRef[] = [];
      const renewing: EntityRef[] = [];
      const places: number[] = [];
      refs.forEach((ref, place) => {
        const kept = store.get(ref);
        const flight = flights.get(refName(ref));
        if (holds(kept, now) && now < kept.softUntil) {
          outcomes[place] = outcomeOf(kept, 'L1', now);
        } else if (kept && now < kept.restUntil && now < kept.staleUntil) {
          outcomes[place] = outcomeOf(kept, 'STALE', now);
        } else if (holds(kept, now) && acceptsStale) {
          outcomes[place] = outcomeOf(kept, 'L1', now);
          if (!flight) renewing.push(ref);
        } else if (flight && joinable(flight)) {
          outcomes[place] = board(flight, signal, abandoned).then((outcome) =>
            outcome.from === 'LOADED' ? { ...outcome, from: 'JOINED' } : outcome,
          );
        } else {
          missing.push(ref);
          places.push(place);
        }
      });
      for (const flight of renewing.length > 0 ? begin(renewing, load, false) : []) board(flight, undefined, abandoned);
      const began = missing.length > 0 ? begin(missing, load, true) : [];
      began.forEach((flight, nth) => {
        outcomes[places[nth] as number] = board(flight, signal, abandoned);
      });
      return Promise.all(outcomes);
    },

    async loadMany<Value>(
      kind: string,
      keys: readonly string[],
      recorder: Recorder,
      load: LoadBatch<Value>,
      { facets = null, ...rest }: LoadOptions & { readonly facets?: readonly string[] | null } = {},
    ) {
      const outcomes = await self.fetchMany(kind, keys, load, { acceptsStale: recorder.acceptsStale, ...rest });
      return outcomes.map((outcome) => {
        try {
          return self.record<Value>(recorder, outcome, facets);
        } catch (error) {
          return error as Error;
        }
      });
    },

    record: (recorder, outcome, facets) => record(kindOf, recorder, outcome, facets),

    async renew(ref) {
      // A flight can be overtaken by another load that sees something else; more than twice in a row is not bad luck.
      for (let attempt = 0; attempt < 3; attempt += 1) {
        if (holds(store.get(ref), clock())) return true;
        const running = flights.get(refName(ref));
        const flight =
          running && joinable(running)
            ? running
            : begin([ref], async (_keys, signal) => [await options.reload(ref, signal)], false)[0];
        if (flight === undefined) return false;
        const outcome = await board(flight, undefined, abandoned);
        if (outcome.error !== null || outcome.from === 'STALE') return false;
        if (!outcome.fleeting) return true;
      }
      return false;
    },
  };
  return self;
}
