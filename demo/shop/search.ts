import type { Catalogue } from '../catalogue/articles.ts';
import { languageCopy } from '../catalogue/text.ts';
import { compareKeys, readCursor, type SortKey, takeFirst, writeCursor } from './paging.ts';
import type { SearchIndex } from './search-index.ts';
import { meaningsOf, wordsOf } from './words.ts';

export type ShopSort = 'relevance' | 'best-selling' | 'price-up' | 'price-down' | 'newest' | 'title';

export interface ShopQuery {
  readonly text: string | null;
  /** A category or a group of them. */
  readonly category: string | null;
  /** Facet code to the names of its values, one of which must fit. */
  readonly facets: ReadonlyMap<string, readonly string[]>;
  readonly priceFrom: number | null;
  readonly priceTo: number | null;
  readonly inStock: boolean | null;
  readonly sort: ShopSort;
  readonly size: number;
  readonly cursor: string | null;
}

/** Answers a query from an index. Prices are minor units: a product fits when one of its variants does, and is sorted by its lowest. */
export function search(index: SearchIndex, catalogue: Catalogue, language: string, query: ShopQuery) {
  const { scores, corrected } = matchText(index, query.text, language);
  const filters = filtersOf(index, query);
  const facetCounts = index.facets.map(({ values }) => new Uint32Array(values.length));
  const steps = catalogue.brand.priceSteps.map((step) => step * 100);
  const priceCounts = new Uint32Array(steps.length);
  const stockCounts: [no: number, yes: number] = [0, 0];
  const inCategory = categoryTest(catalogue, query.category);
  const matches: number[] = [];
  let highest = 0;

  for (let place = 0; place < index.count; place++) {
    if (!inCategory(index.category[place] as number) || (scores && scores[place] === 0)) continue;
    highest = Math.max(highest, index.highest[place] as number);
    // A facet counts what all other filters leave: all facets when none fails, and that one alone when only its own does.
    let failed: string | null = null;
    let failures = 0;
    for (const { own, holds } of filters)
      if (!holds(place)) {
        failed = own;
        failures++;
      }
    if (failures > 1) continue;
    if (failures === 0) matches.push(place);
    index.facets.forEach(({ code, bits }, at) => {
      if (failures === 0 || failed === `facet ${code}`)
        countBits(bits[place] as number, facetCounts[at] as Uint32Array);
    });
    if (failures === 0 || failed === 'price') countBits(index.priceBands[place] as number, priceCounts);
    if (failures === 0 || failed === 'stock') stockCounts[index.inStock[place] ? 1 : 0]++;
  }

  const keyOf = sortKeyOf(index, query.sort, scores);
  const after = query.cursor === null ? null : readCursor(query.cursor, query.sort);
  if (after === undefined) return { refused: `cursor: none of an earlier answer sorted by ${query.sort}` };
  const compare = compareKeys(language);
  const { taken, more } = takeFirst(matches, query.size, keyOf, compare, after);
  const words = languageCopy(language);
  return {
    hits: taken.map(({ place }) => catalogue.at(place).id),
    total: matches.length,
    didYouMean: corrected,
    next: taken.length > 0 ? writeCursor(query.sort, taken[taken.length - 1] as { key: SortKey; place: number }) : null,
    more,
    aggregations: index.facets.map(({ code, label, values }, at) => ({
      code,
      label,
      buckets: values
        .map((name, value) => ({ name, hits: facetCounts[at]?.[value] ?? 0 }))
        .filter(({ name, hits }) => hits > 0 || query.facets.get(code)?.includes(name)),
    })),
    priceBands: {
      label: words.price,
      bands: steps
        .map((from, at) => ({
          from,
          to: (steps[at + 1] ?? Math.max(highest, from) + 1) - 1,
          hits: priceCounts[at] ?? 0,
        }))
        .filter(({ hits }) => hits > 0),
    },
    stockSplit: {
      label: words.available,
      yes: stockCounts[1],
      no: stockCounts[0],
      words: { yes: words.yes, no: words.no },
    },
  };
}

/** Score per place, 0 where a word of the text is missing; null for no text at all. */
function matchText(index: SearchIndex, text: string | null, language: string) {
  const searched = text === null ? [] : wordsOf(text, language);
  if (searched.length === 0) return { scores: text?.trim() ? new Uint16Array(index.count) : null, corrected: null };
  const found = new Uint8Array(index.count);
  const scores = new Uint16Array(index.count);
  const corrections = searched.map((word, at) => {
    const { meanings, correction } = meaningsOf(word, index.words);
    for (const meaning of meanings)
      for (const place of index.words.get(meaning.word) as readonly number[]) {
        if (found[place] !== at) continue;
        found[place] = at + 1;
        scores[place] = (scores[place] as number) + meaning.score;
      }
    return correction ?? word;
  });
  for (let place = 0; place < index.count; place++) if (found[place] !== searched.length) scores[place] = 0;
  const corrected = corrections.some((word, at) => word !== searched[at]) ? corrections.join(' ') : null;
  return { scores, corrected };
}

function categoryTest({ brand }: Catalogue, wanted: string | null): (category: number) => boolean {
  if (wanted === null) return () => true;
  const fits = brand.categories.map(({ key, group }) => key === wanted || group === wanted);
  return (category) => fits[category] === true;
}

function filtersOf(index: SearchIndex, { facets, priceFrom, priceTo, inStock }: ShopQuery) {
  const filters: { own: string; holds: (place: number) => boolean }[] = [...facets].map(([code, names]) => {
    const facet = index.facets.find((one) => one.code === code);
    const mask = names.reduce((bits, name) => {
      const value = facet?.values.indexOf(name) ?? -1;
      return value < 0 ? bits : bits | (1 << value);
    }, 0);
    return {
      own: `facet ${code}`,
      holds: (place) => facet !== undefined && ((facet.bits[place] as number) & mask) !== 0,
    };
  });
  if (priceFrom !== null || priceTo !== null)
    filters.push({
      own: 'price',
      holds(place) {
        const [from, to] = [priceFrom ?? 0, priceTo ?? Number.POSITIVE_INFINITY];
        const lowest = index.lowest[place] as number;
        if (lowest === 0 || lowest > to || (index.highest[place] as number) < from) return false;
        return lowest >= from || index.prices(place).some((price) => price >= from && price <= to);
      },
    });
  if (inStock !== null) filters.push({ own: 'stock', holds: (place) => (index.inStock[place] === 1) === inStock });
  return filters;
}

function countBits(bits: number, counts: Uint32Array): void {
  for (let value = 0; bits !== 0; value++, bits >>>= 1) if (bits & 1) counts[value] = (counts[value] as number) + 1;
}

function sortKeyOf(index: SearchIndex, sort: ShopSort, scores: Uint16Array | null): (place: number) => SortKey {
  const sold = (place: number) => index.purchases[place] as number;
  const price = (place: number) => index.lowest[place] || Number.MAX_SAFE_INTEGER;
  const keys: Record<ShopSort, (place: number) => SortKey> = {
    relevance: (place) => -((scores?.[place] ?? 0) * 100_000 + sold(place)),
    'best-selling': (place) => -sold(place),
    'price-up': price,
    'price-down': (place) => -(index.lowest[place] as number),
    newest: (place) => index.ageDays[place] as number,
    title: (place) => index.title(place),
  };
  return keys[sort];
}
