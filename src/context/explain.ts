/** How an answer came about: what was read for which field, which backends were called for it, and what it depends on. */
import type { Footprint } from '../cache/footprint.ts';
import type { Outcome } from '../cache/outcome.ts';
import type { InputValue } from '../cache/snapshot.ts';
import { type CapabilityName, capabilityNames } from '../contract/capabilities.ts';
import type { Connector } from '../contract/connector.ts';
import { EtalageError } from '../contract/errors.ts';
import { decide } from '../experience/decide.ts';
import type { DecisionFacts } from '../experience/segments.ts';
import type { Place, ResponsePath } from '../loaders/loaders.ts';
import { type Backends, partsOf } from '../loaders/sources.ts';
import { keysOf } from './degraded.ts';
import { findInput } from './inputs.ts';

/** What was read for a field: of one kind, from one connector, in one way. */
export interface ExplainedRead {
  /** Response path; of all items of a list together, as in `product.variants.nodes[].price`. */
  readonly path: string;
  readonly connector: string;
  readonly kind: string;
  /** By which the connector was, or would have been, asked; each once. */
  readonly keys: readonly string[];
  /**
   * `L1`: this process had it. `L2`: the level that replicas share. `LOADED`: a backend was called for it. `JOINED`: one
   * was called already, for another request. `STALE`: one was called and failed, so an older value stands in. `MEMO`:
   * another field of this answer had read it.
   */
  readonly from: Outcome['from'] | 'MEMO';
  /** Since the oldest of them was loaded, in milliseconds. */
  readonly ageMs: number;
  /** Code of the error that stands in their place; absent without one. */
  readonly error?: string;
}

/** A call to a backend. Calls that overlap ran at the same time. */
export interface ExplainedCall {
  readonly connector: string;
  readonly capability: CapabilityName;
  readonly method: string;
  /** How many keys it asked for; 1 for a search or a list. */
  readonly keys: number;
  /** Milliseconds from the start of the request; waiting for a free place is part of the call. */
  readonly startMs: number;
  /** Milliseconds it took; null when the answer did not wait for its end. */
  readonly ms: number | null;
  /** Code of the error that it, or the first of its keys that failed, ended with; null when all went well. */
  readonly error: string | null;
}

/** What fills a slot, and what was asked to choose it. */
export interface ExplainedDecision {
  readonly slot: string;
  /** Null when no variant may be shown. */
  readonly variant: string | null;
  readonly inputs: Readonly<Record<string, InputValue>>;
}

/** `extensions.explain`. Holds no name, address or id of a visitor: of a private input only its name is told. */
export interface Explanation {
  /**
   * What the response cache would have done with this request: it had the answer (`HIT`), it had it and would have made it
   * anew in the background (`STALE`), another request was making it (`JOINED`), or it had none (`MISS`). `NONE`: it is
   * never asked, for a mutation, for what is private or personal, or because it is switched off. The request itself was
   * executed and not kept, so that it can tell.
   */
  readonly response: 'HIT' | 'STALE' | 'JOINED' | 'MISS' | 'NONE';
  /** From the start of the request to the end of its execution, in milliseconds. */
  readonly ms: number;
  /** By path. */
  readonly reads: readonly ExplainedRead[];
  /** By start. */
  readonly calls: readonly ExplainedCall[];
  /** In the order in which they were made. */
  readonly decisions: readonly ExplainedDecision[];
  /** What the answer depends on, by name. */
  readonly tags: readonly string[];
  /** Names of the inputs that it varies by, in the order in which they were asked. */
  readonly shape: readonly string[];
  /** Time alone makes it wrong before and from these moments, ISO 8601; null where time does not. */
  readonly since: string | null;
  readonly until: string | null;
  /** It varies by something known of the visitor: not for a CDN. */
  readonly personal: boolean;
  /** It is for this visitor alone, and is never kept. */
  readonly private: boolean;
}

/** Takes notes while one request is executed, and explains its answer. */
export interface Explainer {
  /** What the response cache would have done; told by whoever asked it. */
  response: Explanation['response'];
  /** The same backends, with every call to a connector noted. */
  watch(backends: Backends): Backends;
  /** Notes that a field has read something. */
  read(place: Place, outcome: Outcome): void;
  /** Decides as ever, and notes the decision. */
  readonly decide: typeof decide;
  explain(footprint: Footprint): Explanation;
}

/** @param now milliseconds on a clock that only rises. The request starts when it is made. */
export function createExplainer(now: () => number = () => performance.now()): Explainer {
  const startedAt = now();
  const sinceStart = () => round(now() - startedAt);
  const seen = new Set<Outcome>();
  const reads = new Map<string, Omit<ExplainedRead, 'keys' | 'ageMs'> & { keys: Set<string>; ageMs: number }>();
  const calls: { -readonly [Name in keyof ExplainedCall]: ExplainedCall[Name] }[] = [];
  const decisions: { slot: string; variant: string | null; asked: Map<string, InputValue> }[] = [];

  /** One method of a capability, timed. */
  function watchMethod(connector: string, capability: CapabilityName, method: string, ask: Method): Method {
    return async (asked, call) => {
      const keys = Array.isArray(asked) ? asked.length : 1;
      const noted: (typeof calls)[number] = {
        connector,
        capability,
        method,
        keys,
        startMs: sinceStart(),
        ms: null,
        error: null,
      };
      calls.push(noted);
      try {
        const answer = await ask(asked, call);
        const failed = Array.isArray(answer) ? answer.find((entry) => entry instanceof Error) : undefined;
        if (failed) noted.error = codeOf(failed);
        return answer;
      } catch (error) {
        noted.error = codeOf(error);
        throw error;
      } finally {
        noted.ms = round(sinceStart() - noted.startMs);
      }
    };
  }

  function watchConnector(connector: Connector): Connector {
    const watched: Record<string, unknown> = { ...connector };
    for (const capability of capabilityNames) {
      const owned: object | undefined = connector[capability];
      if (!owned) continue;
      watched[capability] = Object.fromEntries(
        Object.entries(owned).map(([method, ask]: [string, unknown]) => [
          method,
          typeof ask === 'function' ? watchMethod(connector.name, capability, method, ask.bind(owned)) : ask,
        ]),
      );
    }
    return watched as unknown as Connector;
  }

  return {
    response: 'NONE',
    watch: (backends) => ({
      ...backends,
      connectors: new Map([...backends.connectors].map(([name, connector]) => [name, watchConnector(connector)])),
    }),
    read({ path }, outcome) {
      const { ref, ageMs } = outcome;
      const what = {
        path: fieldOf(path),
        connector: partsOf(ref.scope).connector,
        kind: ref.kind,
        from: seen.has(outcome) ? ('MEMO' as const) : outcome.from,
        ...(outcome.error && { error: codeOf(outcome.error) }),
      };
      seen.add(outcome);
      const name = Object.values(what).join(' ');
      const read = reads.get(name) ?? { ...what, keys: new Set(), ageMs: 0 };
      reads.set(name, read);
      read.keys.add(ref.key);
      read.ageMs = Math.max(read.ageMs, Math.round(ageMs));
    },
    decide(slot, facts, site) {
      const asked = new Map<string, InputValue>();
      const noting: DecisionFacts = {
        input(name) {
          const value = facts.input(name);
          asked.set(name, value);
          return value;
        },
        passed: facts.passed,
        during: facts.during,
      };
      const decided = decide(slot, noting, site);
      decisions.push({ slot: slot.key, variant: decided?.variant ?? null, asked });
      return decided;
    },
    explain({ tags, inputs, since, until, personal, private: own }) {
      const tellable = ([name]: [string, InputValue]) => findInput(name)?.privacy !== 'PRIVATE';
      return {
        response: this.response,
        ms: sinceStart(),
        reads: [...reads.values()].sort(byPath).map((read) => ({ ...read, keys: [...read.keys] })),
        calls: calls.toSorted((a, b) => a.startMs - b.startMs).map((call) => ({ ...call })),
        decisions: decisions.map(({ slot, variant, asked }) => ({
          slot,
          variant,
          inputs: Object.fromEntries([...asked].filter(tellable)),
        })),
        tags: [...tags].sort(),
        shape: [...inputs.keys()],
        since: toInstant(since),
        until: toInstant(until),
        personal,
        private: own,
      };
    },
  };
}

type Method = (asked: unknown, call: unknown) => Promise<unknown>;

/** `product.variants.nodes[].price`. */
function fieldOf(path: ResponsePath): string {
  return keysOf(path).reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}

function codeOf(error: unknown): string {
  if (error instanceof EtalageError) return error.code;
  return error instanceof Error && error.name === 'AbortError' ? 'ABORTED' : 'INTERNAL_SERVER_ERROR';
}

/** To a hundredth of a millisecond: what is beyond is noise. */
function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}

function toInstant(at: number): string | null {
  return Number.isFinite(at) ? new Date(at).toISOString() : null;
}
