import { setImmediate } from 'node:timers/promises';
import type { Article, Catalogue } from '../catalogue/articles.ts';
import { ageInDays } from '../catalogue/numbers.ts';
import { categoryCopy, copyOf, labelOf, titleOf, valueName } from '../catalogue/text.ts';
import type { World } from '../world.ts';
import { wordsOf } from './words.ts';

/** A property to filter by: bit n of a product's number says that it has the n-th value. */
export interface FacetColumn {
  readonly code: string;
  readonly label: string;
  readonly values: readonly string[];
  readonly bits: Uint32Array;
}

/** The search index of one brand, language and country: columns by the product's place, and the places of each word. */
export interface SearchIndex {
  readonly count: number;
  readonly words: Map<string, number[]>;
  readonly facets: readonly FacetColumn[];
  /** Place of the product's category in the brand's range. */
  readonly category: Uint8Array;
  /** Lowest and highest price of the variants in minor units; 0 without one. */
  readonly lowest: Uint32Array;
  readonly highest: Uint32Array;
  /** Bit n says that a variant costs from the n-th step of the brand's price facet to the next. */
  readonly priceBands: Uint32Array;
  readonly inStock: Uint8Array;
  readonly purchases: Uint32Array;
  readonly ageDays: Uint16Array;
  title(place: number): string;
  /** Prices of all variants in minor units. */
  prices(place: number): readonly number[];
  /** Reads a product anew after an edit. */
  refresh(place: number): void;
}

/** What the shop itself knows of a product, edits included. */
export interface ShopFacts {
  title(article: Article, language: string): string;
  prices(article: Article, country: string): readonly number[];
  inStock(article: Article, country: string): boolean;
  purchases(article: Article, country: string): number;
}

const batch = 250;

/** Builds an index in batches, so that a large one does not hold up other calls. */
export async function buildIndex(
  world: World,
  catalogue: Catalogue,
  facts: ShopFacts,
  language: string,
  country: string,
): Promise<SearchIndex> {
  const { brand, count } = catalogue;
  const copy = copyOf(brand, language);
  const words = new Map<string, number[]>();
  const facets = facetColumns(catalogue, language);
  const index: SearchIndex = {
    count,
    words,
    facets: facets.map(({ column }) => column),
    category: new Uint8Array(count),
    lowest: new Uint32Array(count),
    highest: new Uint32Array(count),
    priceBands: new Uint32Array(count),
    inStock: new Uint8Array(count),
    purchases: new Uint32Array(count),
    ageDays: new Uint16Array(count),
    title: (place) => facts.title(catalogue.at(place), language),
    prices: (place) => facts.prices(catalogue.at(place), country),
    refresh(place) {
      for (const places of words.values()) {
        const found = places.indexOf(place);
        if (found >= 0) places.splice(found, 1);
      }
      add(place);
    },
  };

  function add(place: number): void {
    const article = catalogue.at(place);
    index.category[place] = brand.categories.indexOf(article.category);
    const prices = facts.prices(article, country);
    index.lowest[place] = prices.length > 0 ? Math.min(...prices) : 0;
    index.highest[place] = Math.max(0, ...prices);
    index.priceBands[place] = prices.reduce((bits, price) => bits | (1 << bandOf(price, brand.priceSteps)), 0);
    index.inStock[place] = facts.inStock(article, country) ? 1 : 0;
    index.purchases[place] = facts.purchases(article, country);
    index.ageDays[place] = ageInDays(article, world.random);
    for (const { column, bitsOf } of facets) column.bits[place] = bitsOf(article);
    const category = categoryCopy(brand, article.category.key, language);
    const group = copy.groups[article.category.group]?.title ?? '';
    const text = [
      facts.title(article, language),
      titleOf(brand, article, language),
      category.title,
      category.noun,
      group,
    ];
    for (const trait of article.category.traits)
      text.push(valueName(brand, trait.key, article.traits[trait.key] as string, language));
    for (const word of new Set(wordsOf(text.join(' '), language))) {
      const places = words.get(word);
      if (places) places.push(place);
      else words.set(word, [place]);
    }
  }

  for (let place = 0; place < count; place++) {
    add(place);
    if (place % batch === batch - 1) await setImmediate();
  }
  return index;
}

/** Which step of the price facet a price in minor units is on. */
function bandOf(price: number, steps: readonly number[]): number {
  return steps.findLastIndex((from) => price >= from * 100);
}

function facetColumns({ brand, count }: Catalogue, language: string) {
  const codes = new Map<string, { values: Set<string>; isAxis: boolean }>();
  for (const { traits, axes } of brand.categories)
    for (const { key, values } of [...axes, ...traits]) {
      const facet = codes.get(key) ?? { values: new Set(), isAxis: axes.some((axis) => axis.key === key) };
      for (const value of values) facet.values.add(value);
      codes.set(key, facet);
    }
  return [...codes].map(([code, facet]) => {
    const known = [...facet.values];
    if (known.length > 32) throw new RangeError(`facet ${code} of ${brand.key} has more values than a number has bits`);
    const bit = new Map(known.map((value, at) => [value, 1 << at]));
    const column: FacetColumn = {
      code,
      label: labelOf(brand, code, language),
      values: known.map((value) => valueName(brand, code, value, language)),
      bits: new Uint32Array(count),
    };
    const bitsOf = (article: Article) => {
      const values = facet.isAxis ? (article.choices[code] ?? []) : [article.traits[code]];
      return values.reduce<number>((bits, value) => bits | (bit.get(value ?? '') ?? 0), 0) >>> 0;
    };
    return { column, bitsOf };
  });
}
