import type { Payload } from './contents.ts';
import { createEntries, type Entry, type Made } from './entries.ts';
import type { Footprint } from './footprint.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { InputValue, Snapshot } from './snapshot.ts';
import type { TagIndex } from './tag-index.ts';
import type { TrieNode } from './trie.ts';

/** A request for an answer that may be in the cache. */
export interface Asked<P extends Payload, A> {
  /** Names all that is no input: schema, configuration, site, document, coerced variables. */
  readonly key: string;
  readonly snapshot: Snapshot;
  /** Makes the answer. Notes all that it depends on in the recorder, and reads the clock through it only. */
  readonly execute: (recorder: Recorder) => Promise<Made<P, A>>;
}

export interface Answer<P extends Payload, A> {
  readonly payload: P;
  readonly assignments: readonly A[];
  /** `STALE`: a hit that is being renewed. `JOINED`: another request's execution. `MISS`: its own. */
  readonly from: 'HIT' | 'STALE' | 'JOINED' | 'MISS';
  /** Milliseconds since the epoch until which it holds by itself; infinite when only a change ends it. */
  readonly until: number;
  readonly personal: boolean;
  readonly private: boolean;
  /** It may be older than a change announced while it was made: not to be kept by anybody. */
  readonly fleeting: boolean;
  readonly degraded: Footprint['degraded'];
  readonly tags: Iterable<string>;
  /** The sequence at which it was known to be current: see `Cache.watch`. */
  readonly asOf: number;
  /** From this moment on it is renewed when it is asked for. */
  readonly softUntil: number;
  /** What it was made for: it is the answer of everybody who agrees on all of them. */
  inputs(): ReadonlyMap<string, InputValue>;
}

/** An execution that has landed. */
interface Landed<P extends Payload, A> {
  readonly made: Made<P, A>;
  readonly footprint: Footprint;
}

/** An execution under way; gives undefined when it failed. Never rejects. */
interface ResponseFlight<P extends Payload, A> {
  readonly landed: Promise<Landed<P, A> | undefined>;
}

/** Synchronous, no allocation. Undefined when there is anything to do: nothing kept, in doubt, to be renewed. */
export type Lookup<P extends Payload, A> = (snapshot: Snapshot, now: number) => Entry<P, A> | undefined;

export interface Responses<P extends Payload, A> {
  /** The hot path to the answers of one key. */
  lookup(key: string): Lookup<P, A>;
  /** What `respond` would do, without doing it and without a trace: the order of use stays as it is. */
  foresee(key: string, snapshot: Snapshot): Answer<P, A>['from'];
  /** Looks up, joins or executes. Rejects only with what this request's own execution rejects with. */
  respond(asked: Asked<P, A>): Promise<Answer<P, A>>;
  /** Bytes of payloads (each once) and entries, entries, distinct payloads, tries. */
  size(): { readonly bytes: number; readonly entries: number; readonly contents: number; readonly tries: number };
}

export interface ResponsesOptions {
  readonly index: TagIndex;
  readonly clock: () => number;
  readonly maxBytes: number;
  /** How long an answer with degraded parts lives, in milliseconds. */
  readonly degradedMs: number;
  /** Is told of a renewal in the background that failed; the entry is served on while it holds. */
  readonly report: (error: unknown) => void;
}

/** After so many executions of others that turned out not to fit, a request executes by itself. */
const maxJoins = 5;
/** A renewal that failed is not tried again for this long, in milliseconds. */
const renewalPauseMs = 2_000;

export function createResponses<P extends Payload, A>(options: ResponsesOptions): Responses<P, A> {
  const { index, clock } = options;
  type Flight = ResponseFlight<P, A>;
  const entries = createEntries<P, A, Flight>(index, options.maxBytes, options.degradedMs);
  const { tries } = entries;
  type Node = TrieNode<NonNullable<ReturnType<typeof tries.find>>, Flight>;
  const renewals = new WeakMap<Entry<P, A>, number>();

  const holds = (window: { readonly since: number; readonly until: number }, now: number) =>
    now >= window.since && now < window.until;
  const ready = (entry: Entry<P, A>, now: number) => entry.doubts === 0 && holds(entry, now) && now < entry.softUntil;

  async function execute({ key, snapshot, execute: make }: Asked<P, A>, acceptsStale: boolean) {
    const recorder = createRecorder(snapshot, clock(), index.sequence(), acceptsStale);
    const made = await make(recorder);
    const entry = entries.store(key, made, recorder, clock());
    return { made, footprint: recorder, entry };
  }

  function answer({ made, footprint }: Landed<P, A>, from: 'JOINED' | 'MISS'): Answer<P, A> {
    const { until, softUntil, personal, private: own, fleeting, degraded, tags, asOf, inputs } = footprint;
    return {
      payload: made.payload,
      assignments: made.assignments,
      from,
      until,
      personal,
      private: own,
      fleeting,
      degraded,
      tags,
      asOf,
      softUntil,
      inputs: () => inputs,
    };
  }

  function hit(entry: Entry<P, A>, from: 'HIT' | 'STALE'): Answer<P, A> {
    entries.use(entry);
    const { payload, assignments, until, softUntil, personal, degraded, tags } = entry;
    return {
      payload,
      assignments,
      from,
      until,
      personal,
      private: false,
      fleeting: false,
      degraded,
      tags,
      asOf: index.sequence(),
      softUntil,
      inputs: () => entries.inputsOf(entry),
    };
  }

  /** Makes a softly expired answer anew, for its own inputs as they turn out now: not under the old entry's. */
  function renew(entry: Entry<P, A>, asked: Asked<P, A>, now: number) {
    if (now < (renewals.get(entry) ?? 0)) return;
    renewals.set(entry, Number.POSITIVE_INFINITY);
    execute(asked, false).then(
      ({ entry: renewed }) => {
        if (renewed === undefined) renewals.set(entry, clock() + renewalPauseMs);
        else entries.retire(entry);
      },
      (error) => {
        renewals.set(entry, clock() + renewalPauseMs);
        options.report(error);
      },
    );
  }

  /** Executes for this request, and lets others wait at the node where it fell off. */
  async function lead(asked: Asked<P, A>, node: Node | undefined): Promise<Answer<P, A>> {
    const { promise, resolve } = Promise.withResolvers<Landed<P, A> | undefined>();
    const flight: Flight = { landed: promise };
    if (node) node.flight = flight;
    let landed: Landed<P, A> | undefined;
    try {
      landed = await execute(asked, true);
      return answer(landed, 'MISS');
    } finally {
      if (node?.flight === flight) {
        node.flight = undefined;
        tries.prune(node);
      }
      resolve(landed);
    }
  }

  /** Whether what was made for another may be given to this request: it agrees on all inputs, and it still holds. */
  function fits({ made, footprint }: Landed<P, A>, snapshot: Snapshot, arrival: number): boolean {
    if (!made.storable || footprint.private || footprint.fleeting) return false;
    if (!holds(footprint, clock())) return false;
    if (index.movedSince(footprint.tags, footprint.asOf)) return false;
    if (index.settled(footprint.tags, arrival) !== undefined) return false;
    for (const [input, value] of footprint.inputs) if (snapshot.ask(input) !== value) return false;
    return true;
  }

  return {
    lookup(key) {
      const find = tries.finder(key);
      return (snapshot, now) => {
        const entry = find(snapshot, now, ready);
        if (entry !== undefined) entries.use(entry);
        return entry;
      };
    },

    foresee(key, snapshot) {
      const now = clock();
      const entry = tries.find(key, snapshot, now, holds);
      if (entry !== undefined) return now < entry.softUntil ? 'HIT' : 'STALE';
      const node = tries.edge(key, snapshot);
      const from = node.flight === undefined ? 'MISS' : 'JOINED';
      tries.prune(node);
      return from;
    },

    async respond(asked) {
      const { key, snapshot } = asked;
      const arrival = index.arrivals();
      for (let joins = 0; ; ) {
        const now = clock();
        const entry = tries.find(key, snapshot, now, holds);
        if (entry !== undefined) {
          const settled = entry.doubts > 0 ? index.settled(entry.tags, arrival) : undefined;
          if (settled !== undefined) {
            await settled;
            continue;
          }
          if (now < entry.softUntil) return hit(entry, 'HIT');
          renew(entry, asked, now);
          return hit(entry, 'STALE');
        }
        if (joins === maxJoins) return lead(asked, undefined);
        const node = tries.edge(key, snapshot);
        if (node.flight === undefined) return lead(asked, node);
        joins += 1;
        const landed = await node.flight.landed;
        if (landed === undefined) continue;
        if (landed.footprint.private) return lead(asked, undefined);
        if (fits(landed, snapshot, arrival)) return answer(landed, 'JOINED');
      }
    },

    size: () => ({
      bytes: entries.bytes(),
      entries: entries.count(),
      contents: entries.contents(),
      tries: tries.size(),
    }),
  };
}
