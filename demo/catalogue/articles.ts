import type { BrandRange, CategoryRange } from '../data/types.ts';
import type { Random } from '../random.ts';

/** A product before any backend has put it into its own words. */
export interface Article {
  /** Place in the catalogue, from 0. */
  readonly index: number;
  /** `nw-101`: the number is the index plus 101. */
  readonly id: string;
  readonly category: CategoryRange;
  /** Its place among the products of its category, from 0. */
  readonly ordinal: number;
  /** `Linde`; from the second round on `Linde 2`. */
  readonly line: string;
  /** Value per trait. */
  readonly traits: Readonly<Record<string, string>>;
  readonly measures: Readonly<Record<string, number>>;
  /** Values on offer per axis of choice. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  readonly variants: readonly ArticleVariant[];
  /** 0 plain to 1 finest; prices follow it. */
  readonly finish: number;
}

export interface ArticleVariant {
  readonly sku: string;
  readonly values: Readonly<Record<string, string>>;
  /** Place of each value among all values of its axis: 0 is the smallest. */
  readonly steps: readonly number[];
}

/** All articles of a brand. Nothing is kept: each is made when it is asked for. */
export interface Catalogue {
  readonly brand: BrandRange;
  readonly count: number;
  at(index: number): Article;
  /** Of the article at an index, without making it. */
  idAt(index: number): string;
  byId(id: string): Article | undefined;
  bySku(sku: string): { readonly article: Article; readonly variant: ArticleVariant } | undefined;
  /** The n-th article of a category, when the catalogue reaches that far. */
  inCategory(key: string, ordinal: number): Article | undefined;
  /** By the language's own handle. */
  byHandle(handle: string, language: string): Article | undefined;
  handle(article: Article, language: string): string;
}

const firstNumber = 101;

export function createCatalogue(brand: BrandRange, count: number, random: Random): Catalogue {
  const round = dealCategories(brand);
  const slots = new Map(brand.categories.map((c) => [c.key, round.flatMap((r, at) => (r === c ? [at] : []))]));
  const rankInRound = round.map((c, at) => (slots.get(c.key) as number[]).indexOf(at));
  const lines = random.shuffle(brand.lines, brand.key, 'lines');
  const lineNumbers = new Map(lines.map((line, at) => [handleOf(line), at]));
  const skuPattern = new RegExp(`^${brand.prefix.toUpperCase()}-(\\d+)-`);
  const idPattern = new RegExp(`^${brand.prefix}-([1-9]\\d*)$`);

  const idAt = (index: number) => `${brand.prefix}-${index + firstNumber}`;

  function at(index: number): Article {
    if (!(index >= 0 && index < count)) throw new RangeError(`${brand.key} has ${count} articles, asked for ${index}`);
    const place = index % round.length;
    const category = round[place] as CategoryRange;
    const perRound = (slots.get(category.key) as number[]).length;
    const ordinal = Math.floor(index / round.length) * perRound + (rankInRound[place] as number);
    const turn = Math.floor(ordinal / lines.length);
    const name = lines[ordinal % lines.length] as string;
    const id = idAt(index);
    const choices = Object.fromEntries(
      category.axes.map((axis) => {
        const size = random.whole(axis.atLeast, axis.atMost, id, axis.key, 'size');
        const chosen = new Set(random.shuffle(axis.values, id, axis.key).slice(0, size));
        return [axis.key, axis.values.filter((value) => chosen.has(value))];
      }),
    );
    return {
      index,
      id,
      category,
      ordinal,
      line: turn === 0 ? name : `${name} ${turn + 1}`,
      traits: Object.fromEntries(category.traits.map(({ key, values }) => [key, random.pick(values, id, key)])),
      measures: Object.fromEntries(
        category.measures.map(({ key, from, to }) => [key, inSteps(random.whole(from, to, id, key), key)]),
      ),
      choices,
      variants: variantsOf(id, category, choices),
      finish: random.roll(id, 'finish'),
    };
  }

  function inCategory(key: string, ordinal: number): Article | undefined {
    const places = slots.get(key);
    if (!places || ordinal < 0) return undefined;
    const index = Math.floor(ordinal / places.length) * round.length + (places[ordinal % places.length] as number);
    return index < count ? at(index) : undefined;
  }

  const indexOf = (number: string | undefined) => {
    const index = Number(number) - firstNumber;
    return Number.isSafeInteger(index) && index >= 0 && index < count ? index : undefined;
  };

  const nounOf = (category: CategoryRange, language: string) => brand.copy[language]?.categories[category.key]?.noun;

  return {
    brand,
    count,
    at,
    idAt,
    inCategory,
    byId(id) {
      const index = indexOf(idPattern.exec(id)?.[1]);
      return index === undefined ? undefined : at(index);
    },
    bySku(sku) {
      const index = indexOf(skuPattern.exec(sku)?.[1]);
      if (index === undefined) return undefined;
      const article = at(index);
      const variant = article.variants.find((one) => one.sku === sku);
      return variant && { article, variant };
    },
    byHandle(handle, language) {
      const category = brand.categories.find((one) => handle.startsWith(`${nounOf(one, language)}-`));
      if (!category) return undefined;
      const rest = handle.slice(`${nounOf(category, language)}-`.length);
      const [, name = '', turn] = /^(.+?)(?:-([2-9]|[1-9]\d+))?$/.exec(rest) ?? [];
      const line = lineNumbers.get(name);
      return line === undefined ? undefined : inCategory(category.key, (Number(turn ?? 1) - 1) * lines.length + line);
    },
    handle: (article, language) => `${nounOf(article.category, language)}-${handleOf(article.line)}`,
  };
}

/** One round of categories, each as often as it weighs, well mixed, so that any first few articles show the range. */
function dealCategories(brand: BrandRange): readonly CategoryRange[] {
  return brand.categories
    .flatMap((category) =>
      Array.from({ length: category.weight }, (_, at) => ({ category, place: (at + 0.5) / category.weight })),
    )
    .sort((a, b) => a.place - b.place)
    .map(({ category }) => category);
}

function variantsOf(
  id: string,
  category: CategoryRange,
  choices: Readonly<Record<string, readonly string[]>>,
): readonly ArticleVariant[] {
  let variants: ArticleVariant[] = [{ sku: id.toUpperCase(), values: {}, steps: [] }];
  for (const axis of category.axes)
    variants = variants.flatMap((variant) =>
      (choices[axis.key] as readonly string[]).map((value) => ({
        sku: `${variant.sku}-${skuPart(value)}`,
        values: { ...variant.values, [axis.key]: value },
        steps: [...variant.steps, axis.values.indexOf(value)],
      })),
    );
  return variants.slice(0, 12);
}

/** `90x200` to `90200`, `night-blue` to `NIB`, `firm` to `FIR`: short, and different within each axis. */
function skuPart(value: string): string {
  if (/^\d/.test(value)) return value.replace('x', '');
  const [first = '', second] = value.toUpperCase().split('-');
  return second ? first.slice(0, 2) + second.slice(0, 1) : first.slice(0, 3);
}

/** Water temperatures, temples, the weight of cloth and thread counts come in the steps that labels know. */
function inSteps(value: number, key: string): number {
  if (key === 'washing') return value < 50 ? 40 : 60;
  if (key === 'waterResistance') return value < 60 ? 40 : 80;
  if (key === 'temple') return Math.round(value / 5) * 5;
  if (key === 'clothWeight' || key === 'threads') return Math.round(value / 20) * 20;
  return value;
}

/** Words to the part of a URL: lower case, plain letters, hyphens. */
export function handleOf(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
