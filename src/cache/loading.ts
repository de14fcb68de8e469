import { EtalageError } from '../contract/errors.ts';
import type { EntityStore, Kept } from './entity-store.ts';
import type { Fences, Versions } from './fences.ts';
import { type Batch, board, createBatch, createFlight, type Flight } from './flights.ts';
import { type KindDirectory, relationsOf, type Shown } from './kinds.ts';
import { type EntityRef, type Observations, refName } from './observations.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { SharedLevel } from './shared-level.ts';
import type { TagIndex } from './tag-index.ts';
import { announcedTag, groupKindsOf, wholeTag } from './tags.ts';

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

/** Loads under way: one per entity, shared by all who may share it. */
export interface Loading {
  /** The load of this entity that whoever comes now may take: it began after every change they have seen. */
  joinable(ref: EntityRef): Flight | undefined;
  /** The newest load of this entity, whether one may still join it or not. */
  running(ref: EntityRef): Flight | undefined;
  /** Starts one load for all these entities, of one kind. */
  begin(refs: readonly EntityRef[], load: LoadBatch<unknown>, useShared: boolean): readonly Flight[];
  wait(flight: Flight, signal: AbortSignal | undefined): Promise<Outcome>;
}

export interface LoadingOptions {
  readonly index: TagIndex;
  readonly observations: Observations;
  readonly fences: Fences;
  readonly kindOf: KindDirectory;
  readonly store: EntityStore;
  readonly shared: SharedLevel | undefined;
  readonly clock: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Pauses before a load is repeated because it showed an older version than announced, in milliseconds. */
  readonly backoffMs: readonly number[];
  /** How long a value that stands in for a failing backend is served before the backend is asked again. */
  readonly degradedMs: number;
}

export function createLoading(options: LoadingOptions): Loading {
  const { index, observations, fences, kindOf, store, shared, clock } = options;
  const flights = new Map<string, Flight>();

  function stamp(flight: Flight) {
    flight.asOf = index.sequence();
    flight.arrivals = index.arrivals();
    flight.position = index.position();
    flight.beganAt = clock();
  }

  function land(flight: Flight, outcome: Outcome) {
    const name = refName(flight.ref);
    if (flights.get(name) === flight) flights.delete(name);
    flight.land(outcome);
  }

  function keep(flight: Flight, loaded: Loaded<unknown>, ref: EntityRef): Kept {
    const declared = kindOf(ref.kind);
    const { shown, dependsOn, tags, announced } = relationsOf(declared, ref.kind, ref.key, loaded.value);
    const madeAt = flight.beganAt;
    return store.set({
      ref,
      value: loaded.value,
      readTags: tags,
      dependsOn,
      shown,
      tags: [...announced, ...tags],
      madeAt,
      readBy: clock(),
      until: loaded.until ?? Number.POSITIVE_INFINITY,
      softUntil: madeAt + (declared?.softMs ?? Number.POSITIVE_INFINITY),
      staleUntil: madeAt + (declared?.staleIfErrorMs ?? 0),
    });
  }

  /**
   * Takes a value in: one synchronous block from the checks to the store, so that nothing can move in between. A value
   * that another load has overtaken is for those who wait, and for nothing else. A change announced meanwhile does not
   * make it useless: answers made with it stay in doubt until that change is settled, which compares with what is
   * observed here. But it is not kept for those who come after the announcement.
   *
   * @returns whether other processes may have it too.
   */
  function settle(flight: Flight, loaded: Loaded<unknown>, from: 'L2' | 'LOADED', outdated: boolean) {
    const { ref, asOf } = flight;
    const now = clock();
    const declared = kindOf(ref.kind);
    const { shown, dependsOn, tags, announced } = relationsOf(declared, ref.kind, ref.key, loaded.value);
    const until = loaded.until ?? Number.POSITIVE_INFINITY;
    const early = outdated || groupKindsOf(dependsOn).some((kind) => fences.open(kind, now));
    const fleeting = early || now >= until || index.movedSince(tags, asOf);
    const kept = !fleeting && !index.movedSince(announced, asOf);
    const all = [{ ...ref, value: loaded.value }, ...shown.map((other) => ({ ...other, scope: ref.scope }))];
    if (!fleeting) {
      for (const { value, ...entity } of all) {
        fences.show(entity.kind, entity.key, loaded.versions);
        observations.observe(entity, value, now);
      }
      if (kept) for (const { value, ...entity } of all) keep(flight, { ...loaded, value }, entity);
    }
    const softUntil = flight.beganAt + (declared?.softMs ?? Number.POSITIVE_INFINITY);
    const ageMs = now - flight.beganAt;
    land(flight, {
      ref,
      value: loaded.value,
      error: null,
      from,
      ageMs,
      asOf,
      tags,
      dependsOn,
      shown,
      until,
      softUntil,
      fleeting,
    });
    const { beganAt } = flight;
    return (
      kept &&
      all.every(({ kind, key }) => !fences.unsettled(kind, key, beganAt)) &&
      groupKindsOf(dependsOn).every((kind) => !fences.unsettled(kind, null, beganAt))
    );
  }

  function fail(flight: Flight, error: Error) {
    const { ref, asOf, batch } = flight;
    const now = clock();
    const kept = store.get(ref.kind, ref.scope, ref.key);
    if (kept && now < kept.staleUntil && !batch.controller.signal.aborted) {
      kept.restUntil = now + options.degradedMs;
      land(flight, outcomeOf(kept, 'STALE', now));
      return;
    }
    const { tags, dependsOn } = relationsOf(kindOf(ref.kind), ref.kind, ref.key, null);
    const until = Number.POSITIVE_INFINITY;
    land(flight, {
      ref,
      value: null,
      error,
      from: 'LOADED',
      ageMs: 0,
      asOf,
      tags,
      dependsOn,
      shown: [],
      until,
      softUntil: until,
      fleeting: false,
    });
  }

  /** Lands what the shared level has and still holds; gives the rest. */
  async function readShared(level: SharedLevel, open: readonly Flight[]): Promise<readonly Flight[]> {
    const found = await level.read(open.map(({ ref }) => ref));
    return open.filter((flight, place) => {
      const stored = found[place];
      if (!stored || !level.holds(flight.ref, stored)) return true;
      // Checked at this moment, it is as good as loaded now.
      stamp(flight);
      flight.position = stored.position;
      flight.beganAt = stored.madeAt;
      settle(flight, { ...stored, until: stored.until ?? undefined }, 'L2', false);
      return false;
    });
  }

  function outdated({ ref }: Flight, { value, versions }: Loaded<unknown>): boolean {
    const shown: readonly Pick<Shown, 'kind' | 'key'>[] = relationsOf(kindOf(ref.kind), ref.kind, ref.key, value).shown;
    return [ref, ...shown].some(({ kind, key }) => fences.outdated(kind, key, versions, clock()));
  }

  async function ask(load: LoadBatch<unknown>, open: readonly Flight[], signal: AbortSignal) {
    try {
      const keys = open.map(({ ref }) => ref.key);
      const answers = await load(keys, signal);
      if (answers.length === open.length) return answers;
      const problem = `expected a result for each of ${open.length} keys, found ${answers.length} results`;
      throw new EtalageError('CACHE_BATCH_LENGTH', problem);
    } catch (cause) {
      const error = cause instanceof Error ? cause : new EtalageError('CACHE_LOAD_FAILED', String(cause), { cause });
      return open.map(() => error);
    }
  }

  async function fly(batch: Batch, load: LoadBatch<unknown>, useShared: boolean) {
    let open: readonly Flight[] = batch.flights;
    if (useShared && shared) open = await readShared(shared, open);
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
        const old = outdated(flight, answer);
        if (old && attempt < options.backoffMs.length) early.push(flight);
        else if (settle(flight, answer, 'LOADED', old)) {
          const { ref, position, beganAt: madeAt } = flight;
          const { value, versions, until = null } = answer;
          shared?.write(ref, { value, versions, position, madeAt, until });
        }
      }
      open = early;
      if (open.length > 0) await options.wait(options.backoffMs[attempt] ?? 0);
    }
  }

  function joinable(ref: EntityRef): Flight | undefined {
    const flight = flights.get(refName(ref));
    if (flight === undefined) return undefined;
    // What a list depends on is known when it has landed: until then any change may concern it.
    if (kindOf(ref.kind)?.dependsOn && flight.arrivals !== index.arrivals()) return undefined;
    const own = [announcedTag(ref.kind, ref.key), wholeTag(ref.kind, ref.key)];
    return index.movedSince(own, flight.asOf) ? undefined : flight;
  }

  return {
    joinable,
    running: (ref) => flights.get(refName(ref)),
    begin(refs, load, useShared) {
      const batch = createBatch();
      for (const ref of refs) {
        const flight = createFlight(ref, batch);
        stamp(flight);
        flights.set(refName(ref), flight);
      }
      fly(batch, load, useShared).catch((error: Error) => {
        // A declared function of a kind has thrown: those who wait must hear of it.
        for (const flight of batch.flights) fail(flight, error);
      });
      return batch.flights;
    },
    wait: (flight, signal) =>
      board(flight, signal, (batch) => {
        for (const other of batch.flights)
          if (flights.get(refName(other.ref)) === other) flights.delete(refName(other.ref));
      }),
  };
}
