import type { Kept } from './entity-store.ts';
import type { KindDirectory, Shown } from './kinds.ts';
import type { EntityRef } from './observations.ts';
import type { Recorder } from './recorder.ts';
import { facetTag, groupsOfTag, wholeTag } from './tags.ts';

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

/** The outcome of what is kept in memory and holds: the same one each time. */
export function outcomeOfHeld(kept: Kept, now: number): Outcome {
  // Its age, which only an explanation tells, is taken anew in the second that it is told of.
  let outcome = kept.outcome;
  if (outcome === null || now >= outcome.ageMs + kept.madeAt + 1_000) {
    outcome = outcomeOf(kept, 'L1', now);
    kept.outcome = outcome;
  }
  return outcome;
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
  recorder.took(outcome, tagsOf(kindOf, outcome, facets));
  if (error) {
    recorder.degrade({ kind: ref.kind, key: ref.key, served: 'MISSING', ageMs: null });
    throw error;
  }
  if (outcome.from === 'STALE')
    recorder.degrade({ kind: ref.kind, key: ref.key, served: 'STALE', ageMs: outcome.ageMs });
  return outcome.value as Value | null;
}

/** What a reader of an entity depends on that will look at nothing but these facets of it; null for the whole. */
export function tagsOf(
  kindOf: KindDirectory,
  { ref, shown, dependsOn, tags }: Pick<Outcome, 'ref' | 'shown' | 'dependsOn' | 'tags'>,
  facets: readonly string[] | null,
): readonly string[] {
  if (facets === null) return tags;
  const looked = [
    ...facetTagsOf(kindOf, ref.kind, ref.key, shown.length > 0 ? null : facets),
    ...shown.flatMap(({ kind, key }) => facetTagsOf(kindOf, kind, key, facets)),
  ];
  return dependsOn.length === 0
    ? looked
    : [...looked, ...dependsOn, ...dependsOn.flatMap((tag) => groupsOfTag(tag) ?? [])];
}

function facetTagsOf(
  kindOf: KindDirectory,
  kind: string,
  key: string,
  facets: readonly string[] | null,
): readonly string[] {
  const declared = kindOf(kind)?.facets ?? {};
  return facets?.every((facet) => Object.hasOwn(declared, facet))
    ? facets.map((facet) => facetTag(kind, key, facet))
    : [wholeTag(kind, key)];
}
