import { LRUCache } from 'lru-cache';
import type { Product } from './product.ts';

/** Which product each variant belongs to, per site, as far as products were read. */
export interface Owners {
  note(site: string, product: Product): void;
  /** The id of the product that has this SKU on this site; undefined when it was not read, or long ago. */
  ownerOf(site: string, sku: string): string | undefined;
}

/** Variants that are remembered; some 100 bytes each. */
const remembered = 200_000;

export function createOwners(): Owners {
  const owners = new LRUCache<string, string>({ max: remembered });
  // A product that is kept in memory gives the same list each time it is read.
  const noted = new WeakMap<Product['variants'], string>();
  return {
    note(site, { id, variants }) {
      const name = `${site}\n${id}`;
      if (noted.get(variants) === name) return;
      noted.set(variants, name);
      for (const { sku } of variants) owners.set(`${site}\n${sku}`, id);
    },
    ownerOf: (site, sku) => owners.get(`${site}\n${sku}`),
  };
}
