import type { LoggedEvent } from '../event.ts';
import { addDecayed, type Decayed, decayedAt } from './decay.ts';
import type { TraitSettings } from './settings.ts';
import { interestOf, itemsOf, productKeyOf } from './signals.ts';

export const affinityKinds = ['category', 'brand', 'product'] as const;
export type AffinityKind = (typeof affinityKinds)[number];

/** Decayed interest by kind and key. */
export type Affinities = Readonly<Record<AffinityKind, Readonly<Record<string, Decayed>>>>;

export const noAffinities: Affinities = { category: {}, brand: {}, product: {} };

/** So much interest is half of the highest score: two orders, or three products put in the cart. */
const halfway = 10;

/** Adds what an event says: signs of interest (`interestOf`) in the category, brand and product that it names, decaying. */
export function foldAffinities(before: Affinities, event: LoggedEvent, settings: TraitSettings): Affinities {
  const weight = interestOf[event.name];
  if (weight === undefined) return before;
  let after = before;
  for (const item of itemsOf(event)) {
    const named = { category: item.category, brand: item.brand, product: productKeyOf(item) };
    for (const kind of affinityKinds) {
      const key = named[kind];
      if (key !== undefined) after = { ...after, [kind]: add(after[kind], key, weight, event.at, settings) };
    }
  }
  return after;
}

function add(
  sums: Readonly<Record<string, Decayed>>,
  key: string,
  weight: number,
  at: number,
  { halfLifeMs, keysKept }: TraitSettings,
): Readonly<Record<string, Decayed>> {
  // As own properties of a plain object, a name such as `__proto__` is a key like any other.
  const entries = new Map(Object.entries(sums));
  const sum = addDecayed(entries.get(key), weight, at, halfLifeMs);
  // Interest that was taken back is none; it is no dislike.
  if (sum.sum <= 0) entries.delete(key);
  else entries.set(key, sum);
  if (entries.size <= keysKept) return Object.fromEntries(entries);
  const latest = Math.max(...Array.from(entries.values(), (one) => one.at));
  const strongest = [...entries].sort(
    ([a, one], [b, other]) =>
      decayedAt(other, latest, halfLifeMs) - decayedAt(one, latest, halfLifeMs) || (a < b ? -1 : 1),
  );
  return Object.fromEntries(strongest.slice(0, keysKept));
}

/**
 * Scores from 0 to 1 in steps of 0.05, so that they are another only when it matters: s / (s + 10) of the decayed interest s.
 * What would be 0 is left out.
 */
export function scoreAffinities(
  affinities: Affinities,
  now: number,
  { halfLifeMs }: TraitSettings,
): Readonly<Record<AffinityKind, Readonly<Record<string, number>>>> {
  const scored = affinityKinds.map((kind) => {
    const scores = Object.entries(affinities[kind]).flatMap(([key, sum]) => {
      const interest = decayedAt(sum, now, halfLifeMs);
      const score = Math.round((20 * interest) / (interest + halfway)) / 20;
      return score > 0 ? [[key, score] as const] : [];
    });
    return [kind, Object.fromEntries(scores)] as const;
  });
  return Object.fromEntries(scored) as Record<AffinityKind, Record<string, number>>;
}
