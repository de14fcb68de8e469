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
  add(degradation: Degradation): void;
  list(): readonly Degradation[];
}

export function createDegradations(): Degradations {
  const byPlace = new Map<string, Degradation>();
  return {
    add(degradation) {
      const place = JSON.stringify([degradation.path, degradation.connector]);
      if (!byPlace.has(place)) byPlace.set(place, degradation);
    },
    list: () => [...byPlace.values()],
  };
}
