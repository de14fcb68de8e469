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

/**
 * Adds what events say: signs of interest (`interestOf`) in the category, brand and product that each names, decaying. Many
 * at once, since a copy for each of them would be most of the work.
 */
export function foldAffinities(
  before: Affinities,
  events: readonly LoggedEvent[],
  settings: TraitSettings,
): Affinities {
  // As own properties of a plain object, a name such as `__proto__` is a key like any other; a map has it anyway.
  const sums = affinityKinds.map((kind) => new Map(Object.entries(before[kind])));
  for (const event of events) {
    const weight = interestOf[event.name];
    if (weight === undefined) continue;
    for (const item of itemsOf(event)) {
      for (const [nth, key] of [item.category, item.brand, productKeyOf(item)].entries())
        if (key !== undefined) add(sums[nth] as Map<string, Decayed>, key, weight, event.at, settings);
    }
  }
  const [category, brand, product] = sums.map((entries) => Object.fromEntries(entries));
  return { category, brand, product } as Affinities;
}

function add(
  sums: Map<string, Decayed>,
  key: string,
  weight: number,
  at: number,
  { halfLifeMs, keysKept }: TraitSettings,
): void {
  const sum = addDecayed(sums.get(key), weight, at, halfLifeMs);
  // Interest that was taken back is none; it is no dislike.
  if (sum.sum <= 0) sums.delete(key);
  else sums.set(key, sum);
  if (sums.size > keysKept) sums.delete(weakest(sums, halfLifeMs));
}

/** As of the latest of them; of equals the last by name. */
function weakest(sums: ReadonlyMap<string, Decayed>, halfLifeMs: number): string {
  let latest = 0;
  for (const { at } of sums.values()) latest = Math.max(latest, at);
  let found = '';
  let least = Number.POSITIVE_INFINITY;
  for (const [key, sum] of sums) {
    const interest = decayedAt(sum, latest, halfLifeMs);
    if (interest < least || (interest === least && key > found)) [found, least] = [key, interest];
  }
  return found;
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
