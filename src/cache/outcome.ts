import type { Kept } from './entity-store.ts';
import type { KindDirectory, Shown } from './kinds.ts';
import type { EntityRef } from './observations.ts';
import type { Recorder } from './recorder.ts';
import { wholeTag } from './tags.ts';

/** One entity as the cache gives it, with its footprint. Several readers of a request may share it; each records it. */
export interface Outcome {
  readonly ref: EntityRef;
  /** Null when it does not exist, or when `error` is set. */
  readonly value: unknown;
  readonly error: Error | null;
  readonly from: 'L1' | 'L2' | 'JOINED' | 'LOADED' | 'STALE';
  /** Milliseconds between its load and now. */
  readonly ageMs: number;
  /** The sequence at which the value was known to be current; infinite when it is current now. */
  readonly asOf: number;
  /** What whoever reads the whole of it depends on. */
  readonly tags: readonly string[];
  readonly dependsOn: readonly string[];
  readonly shown: readonly Shown[];
  readonly until: number;
  readonly softUntil: number;
  readonly fleeting: boolean;
}

/** The outcome of what is kept in memory; `STALE` when it stands in for a backend that fails. */
export function outcomeOf(kept: Kept, from: 'L1' | 'STALE', now: number): Outcome {
  const { ref, value, readTags: tags, dependsOn, shown } = kept;
  // What stands in may be past its time; the mark that it is degraded bounds the life of its answers instead.
  const until = from === 'STALE' ? Number.POSITIVE_INFINITY : kept.until;
  const softUntil = from === 'STALE' ? Number.POSITIVE_INFINITY : kept.softUntil;
  const asOf = Number.POSITIVE_INFINITY;
  const ageMs = now - kept.madeAt;
  return { ref, value, error: null, from, ageMs, asOf, tags, dependsOn, shown, until, softUntil, fleeting: false };
}

/**
 * Notes an outcome in the recorder of whoever reads it, and gives its value. To be called for every single read, also
 * when a memo held the outcome: a reader that is not noted is a reader that no change will reach.
 *
 * @param facets the names of the facets that the reader will look at, and nothing else; null for the whole. Names that the kind does
 *   not declare make it the whole.
 * @throws the outcome's error; the part of the answer is noted as missing before.
 */
export function record<Value>(
  kindOf: KindDirectory,
  recorder: Recorder,
  outcome: Outcome,
  facets: readonly string[] | null,
): Value | null {
  const { ref, error } = outcome;
  if (facets === null) {
    recorder.took(outcome, outcome.tags);
  } else {
    readEntity(kindOf, recorder, ref.kind, ref.key, outcome.shown.length > 0 ? null : facets);
    for (const shown of outcome.shown) readEntity(kindOf, recorder, shown.kind, shown.key, facets);
    for (const tag of outcome.dependsOn) recorder.tag(tag);
    recorder.took(outcome, []);
  }
  if (error) {
    recorder.degrade({ kind: ref.kind, key: ref.key, served: 'MISSING', ageMs: null });
    throw error;
  }
  if (outcome.from === 'STALE')
    recorder.degrade({ kind: ref.kind, key: ref.key, served: 'STALE', ageMs: outcome.ageMs });
  return outcome.value as Value | null;
}

function readEntity(
  kindOf: KindDirectory,
  recorder: Recorder,
  kind: string,
  key: string,
  facets: readonly string[] | null,
) {
  const declared = kindOf(kind)?.facets ?? {};
  if (facets?.every((facet) => Object.hasOwn(declared, facet)))
    for (const facet of facets) recorder.read(kind, key, facet);
  else recorder.tag(wholeTag(kind, key));
}
