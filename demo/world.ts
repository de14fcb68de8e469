import { type Catalogue, createCatalogue } from './catalogue/articles.ts';
import { brands } from './data/brands.ts';
import { createRandom, type Random } from './random.ts';

/** What all embedded backends are generated from. */
export interface World {
  readonly random: Random;
  /** Start of the demo's present day, milliseconds since the epoch; dates in the data lie before and around it. */
  readonly today: number;
  /** Where the demo is served, without a slash at the end; the media's URLs begin with it. */
  readonly origin: string;
  readonly catalogues: readonly Catalogue[];
  catalogue(brand: string): Catalogue | undefined;
}

export interface WorldOptions {
  readonly seed: number;
  /** Products per brand. */
  readonly products: number;
  readonly origin: string;
  /** `2026-11-16`, UTC. */
  readonly today: string;
}

export function createWorld({ seed, products, origin, today }: WorldOptions): World {
  const random = createRandom(seed);
  const catalogues = brands.map((brand) => createCatalogue(brand, products, random));
  const byBrand = new Map(catalogues.map((catalogue) => [catalogue.brand.key, catalogue]));
  return {
    random,
    today: Date.parse(today),
    origin,
    catalogues,
    catalogue: (brand) => byBrand.get(brand),
  };
}

export const day = 86_400_000;

/** ISO 8601 of a moment so many days before the present day. */
export function daysAgo(world: World, days: number): string {
  return new Date(world.today - days * day).toISOString();
}

/** A page of indices 0..count-1 after an index, `first` long. */
export function indexWindow(count: number, first: number, after: number | null): number[] {
  const from = after === null ? 0 : after + 1;
  return Array.from({ length: Math.max(0, Math.min(first, count - from)) }, (_, at) => from + at);
}
