/** What a list is sorted by: the lower first; equal ones by place. */
export type SortKey = number | string;

export interface Sorted {
  readonly key: SortKey;
  readonly place: number;
}

export type Compare = (a: Sorted, b: Sorted) => number;

const collators = new Map<string, Intl.Collator>();

export function compareKeys(language: string): Compare {
  const collator = collators.get(language) ?? new Intl.Collator(language);
  collators.set(language, collator);
  const { compare } = collator;
  return (a, b) =>
    (typeof a.key === 'string' ? compare(a.key, String(b.key)) : a.key - Number(b.key)) || a.place - b.place;
}

/**
 * The first few after a position, in order, and whether there are more. One pass that keeps only what may still be
 * among them: sorting a million to show twenty-four would be a waste.
 */
export function takeFirst(
  places: readonly number[],
  size: number,
  keyOf: (place: number) => SortKey,
  compare: Compare,
  after: Sorted | null,
): { readonly taken: readonly Sorted[]; readonly more: boolean } {
  const taken: Sorted[] = [];
  for (const place of places) {
    const item = { key: keyOf(place), place };
    if (after && compare(item, after) <= 0) continue;
    const last = taken[taken.length - 1];
    if (taken.length > size && last && compare(item, last) >= 0) continue;
    let low = 0;
    let high = taken.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(taken[middle] as Sorted, item) < 0) low = middle + 1;
      else high = middle;
    }
    taken.splice(low, 0, item);
    if (taken.length > size + 1) taken.pop();
  }
  return { taken: taken.slice(0, size), more: taken.length > size };
}

/** A keyset cursor: the last item's own key, so that edits before it neither repeat nor skip what follows. */
export function writeCursor(sort: string, { key, place }: Sorted): string {
  return Buffer.from(JSON.stringify([sort, key, place])).toString('base64url');
}

/** The position a cursor stands for; undefined when it is none of ours, or of another order. */
export function readCursor(cursor: string, sort: string): Sorted | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(parts) || parts.length !== 3) return undefined;
    const [order, key, place] = parts as unknown[];
    const keyFits = sort === 'title' ? typeof key === 'string' : typeof key === 'number';
    return order === sort && keyFits && Number.isSafeInteger(place)
      ? { key: key as SortKey, place: place as number }
      : undefined;
  } catch {
    // Not base64 of JSON: somebody else's text.
    return undefined;
  }
}
