/** A sum in which what happened long ago counts less: its value as of the newest thing that was added. */
export interface Decayed {
  readonly sum: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Adds to a sum that halves every `halfLifeMs`. What is older than the newest counts as much as it would have, had it come
 * in time: the sum does not depend on the order of arrival. Exponential decay towards a landmark that moves: G. Cormode and
 * others, "Forward decay: a practical time decay model for streaming systems", ICDE 2009.
 */
export function addDecayed(before: Decayed | undefined, weight: number, at: number, halfLifeMs: number): Decayed {
  if (!before) return { sum: weight, at };
  if (at >= before.at) return { sum: before.sum * 0.5 ** ((at - before.at) / halfLifeMs) + weight, at };
  return { sum: before.sum + weight * 0.5 ** ((before.at - at) / halfLifeMs), at: before.at };
}

/** Its value at a moment; one before the newest thing that was added is taken for that. */
export function decayedAt({ sum, at }: Decayed, now: number, halfLifeMs: number): number {
  return now <= at ? sum : sum * 0.5 ** ((now - at) / halfLifeMs);
}
