import { affinityKinds } from '../behaviour/traits/affinities.ts';
import type { Affinity } from '../generated/resolvers.ts';

type Scores = Readonly<Record<string, number>>;

/**
 * The affinities of a profile, the strongest first, of equals by key.
 *
 * @param trait `affinities` of its traits: scores by kind and key; undefined where nothing was computed, or may be used.
 */
export function strongest(trait: unknown): Affinity[] {
  const affinities = (trait ?? {}) as Partial<Record<string, Scores>>;
  return affinityKinds
    .flatMap((kind) => Object.entries(affinities[kind] ?? {}).map(([key, score]) => ({ kind, key, score })))
    .sort((one, other) => other.score - one.score || (one.key < other.key ? -1 : 1));
}
