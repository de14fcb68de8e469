import type { EventName, LoggedEvent } from '../event.ts';

/** How often what happened. */
export type Counts = Readonly<Partial<Record<EventName, number>>>;

export function foldCounts(before: Counts, { name }: LoggedEvent): Counts {
  return { ...before, [name]: (before[name] ?? 0) + 1 };
}

/** Exact to twenty, then rounded down to tens, from a hundred to hundreds: no rule asks whether it was 57 times or 58. */
export function coarse(counts: Counts): Counts {
  const rounded = Object.entries(counts).map(([name, count]) => {
    const step = count <= 20 ? 1 : count < 100 ? 10 : 100;
    return [name, Math.floor(count / step) * step] as const;
  });
  return Object.fromEntries(rounded);
}
