import { createWire, type Wire } from '../backend.ts';
import { quantityOf, whenEmptyOf } from '../catalogue/numbers.ts';
import type { Place } from '../data/types.ts';
import { createFeed, type Feed } from '../feed.ts';
import { createRevisions, pageOf } from '../listing.ts';
import type { World } from '../world.ts';

/**
 * The stock system: one record per SKU and location, with the time of counting, and a policy that says whether the SKU
 * may be sold when nothing is left.
 */
export interface Stock {
  readonly wire: Wire;
  /** Which SKU was counted anew. */
  readonly feed: Feed<{ readonly sku: string }>;
  /** Records of the locations that serve a country. Unknown SKUs have none. */
  records(company: string, skus: readonly string[], country: string): unknown;
  /** Which SKUs are counted, with a word that is another one after each count: a page after an index of their products. */
  revisions(company: string, after: number | null): unknown;
  /** Sites: shops with a door, not the warehouses, in the country. */
  sites(company: string, codes: readonly string[]): unknown;
  listSites(company: string, country: string): unknown;
  /** Counts a SKU anew. @throws {RangeError} for an unknown SKU or location, or a quantity that is no count. */
  setQuantity(sku: string, location: string, quantity: number, at?: string): void;
  /** Units at all locations that serve a country; 0 for an unknown SKU. */
  available(sku: string, country: string): number;
  /** Locations of a brand, warehouses included. */
  locations(company: string): readonly Place[];
}

export function createStock(world: World): Stock {
  const counted = new Map<string, { onHand: number; countedAt: string }>();
  const feed = createFeed<{ readonly sku: string }>();
  const revisions = createRevisions();
  const placesOf = (company: string) => world.catalogue(company)?.brand.places ?? [];
  const codeOf = (company: string, place: Place) => `${company}-${place.key}`;
  const render = (company: string, place: Place) => ({
    code: codeOf(company, place),
    label: place.name,
    street: place.street,
    postcode: place.postalCode,
    town: place.city,
    countryCode: place.country,
    position: [place.longitude, place.latitude],
    kind: place.warehouse ? 'WAREHOUSE' : 'SHOP',
  });

  const inStock = (sku: string, place: Place, madeToMeasure: boolean | undefined) =>
    madeToMeasure ? 0 : quantityOf(sku, place, world.random);

  function record(sku: string, location: string, place: Place, madeToMeasure: boolean | undefined) {
    const key = `${sku} ${location}`;
    const minutes = world.random.whole(5, 1430, key, 'counted');
    return (
      counted.get(key) ?? {
        onHand: inStock(sku, place, madeToMeasure),
        countedAt: new Date(world.today - minutes * 60_000).toISOString(),
      }
    );
  }

  return {
    wire: createWire(),
    feed,
    locations: placesOf,
    records: (company, skus, country) =>
      skus.flatMap((sku) => {
        const found = world.catalogue(company)?.bySku(sku);
        if (!found) return [];
        const whenEmpty = whenEmptyOf(found.article, world.random);
        return placesOf(company)
          .filter(({ serves }) => serves.includes(country))
          .map((place) => {
            const location = codeOf(company, place);
            return { sku, location, whenEmpty, ...record(sku, location, place, found.article.category.madeToMeasure) };
          });
      }),
    revisions(company, after) {
      const catalogue = world.catalogue(company);
      if (!catalogue) return { rows: [], next: null };
      const { indices, next } = pageOf(catalogue.count, after);
      const skus = indices.flatMap((index) => catalogue.at(index).variants.map(({ sku }) => sku));
      return { rows: skus.map((sku) => ({ sku, revision: revisions.of(sku) })), next };
    },
    sites: (company, codes) =>
      placesOf(company)
        .filter((place) => codes.includes(codeOf(company, place)))
        .map((place) => render(company, place)),
    listSites: (company, country) =>
      placesOf(company)
        .filter((place) => place.country === country && !place.warehouse)
        .map((place) => codeOf(company, place)),
    setQuantity(sku, location, quantity, at = new Date().toISOString()) {
      const company = world.catalogues.find((catalogue) => catalogue.bySku(sku))?.brand.key;
      const known = company && placesOf(company).some((place) => codeOf(company, place) === location);
      if (!known) throw new RangeError(`the stock system has no SKU ${sku} at location ${location}`);
      if (!Number.isSafeInteger(quantity) || quantity < 0)
        throw new RangeError(`a quantity is a whole number from 0, got ${quantity}`);
      counted.set(`${sku} ${location}`, { onHand: quantity, countedAt: at });
      revisions.bump(sku);
      feed.tell({ sku });
    },
    available(sku, country) {
      const catalogue = world.catalogues.find((one) => one.bySku(sku));
      const company = catalogue?.brand.key ?? '';
      const { madeToMeasure } = catalogue?.bySku(sku)?.article.category ?? {};
      return placesOf(company)
        .filter(({ serves }) => serves.includes(country))
        .reduce((sum, place) => sum + record(sku, codeOf(company, place), place, madeToMeasure).onHand, 0);
    },
  };
}
