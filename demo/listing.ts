import type { Listed, ListedPage, ListQuery } from '../src/contract/changes.ts';

/** How often each thing was edited: what a backend lists instead of all that it holds. */
export interface Revisions {
  bump(key: string): void;
  /** Another word after each edit, and after a restart for what was edited before it or since. */
  of(key: string): string;
}

export function createRevisions(): Revisions {
  const counts = new Map<string, number>();
  const since = Date.now().toString(36);
  return {
    bump: (key) => void counts.set(key, (counts.get(key) ?? 0) + 1),
    of: (key) => {
      const count = counts.get(key);
      return count === undefined ? 'as-made' : `${since}.${count}`;
    },
  };
}

/** Rows of one brand after an index, with the index to go on after; null at the end of the brand. */
export interface BrandPage<Row> {
  readonly rows: readonly Row[];
  readonly next: number | null;
}

/** Products on one page of a listing. */
export const listedAtOnce = 200;

/**
 * Lists brand after brand, each by pages. The cursor says which brand, and after which product of it: `[1, 399]`.
 *
 * @param ask answers a page of a brand; `locales` are those of its sites.
 */
export async function listByBrand(
  { cursor, sites }: ListQuery,
  ask: (brand: string, after: number | null, locales: readonly string[]) => Promise<BrandPage<Listed>>,
): Promise<ListedPage> {
  const brands = [...new Set(sites.map(({ brand }) => brand))].sort();
  const [place = 0, after = null] = cursor === null ? [] : (JSON.parse(cursor) as [number, number | null]);
  const brand = brands[place];
  if (brand === undefined) return { entities: [], cursor: null };
  const locales = sites.filter((site) => site.brand === brand).map(({ language, country }) => `${language}-${country}`);
  const { rows, next } = await ask(brand, after, [...new Set(locales)]);
  const following = next === null ? [place + 1, null] : [place, next];
  const ended = next === null && place + 1 >= brands.length;
  return { entities: rows, cursor: ended ? null : JSON.stringify(following) };
}

/** The indices of a page of products, and where the next one goes on. */
export function pageOf(
  count: number,
  after: number | null,
): { readonly indices: readonly number[]; readonly next: number | null } {
  const from = after === null ? 0 : after + 1;
  const end = Math.min(count, from + listedAtOnce);
  const indices = Array.from({ length: Math.max(0, end - from) }, (_, at) => from + at);
  return { indices, next: end < count ? end - 1 : null };
}
