import type { Place, ResponsePath } from '../loaders/loaders.ts';

/** A part of an answer that is older than it should be, or absent, because its backend failed. */
export interface Degradation {
  /** GraphQL response path, list indices included: `['product', 'variants', 'nodes', 0, 'price']`. */
  readonly path: readonly (string | number)[];
  readonly connector: string;
  readonly served: 'STALE' | 'MISSING';
  /** Age of what was served; null when nothing was. */
  readonly ageSeconds: number | null;
}

/** Collects the degraded parts of one answer. */
export interface Degradations {
  add(place: Place, connector: string, served: Degradation['served'], ageMs: number | null): void;
  list(): readonly Degradation[];
}

export function createDegradations(): Degradations {
  const byPlace = new Map<string, Degradation>();
  return {
    add({ path }, connector, served, ageMs) {
      const keys = keysOf(path);
      const place = JSON.stringify([keys, connector]);
      const ageSeconds = ageMs === null ? null : Math.round(ageMs / 1000);
      if (!byPlace.has(place)) byPlace.set(place, { path: keys, connector, served, ageSeconds });
    },
    list: () => [...byPlace.values()],
  };
}

/** From the outermost key inwards. */
export function keysOf(path: ResponsePath): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: ResponsePath | undefined = path; at; at = at.prev) keys.unshift(at.key);
  return keys;
}
