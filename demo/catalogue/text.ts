import { languages } from '../data/languages.ts';
import type { BrandCopy, BrandRange, CategoryCopy, LanguageCopy } from '../data/types.ts';
import type { Random } from '../random.ts';
import type { Article } from './articles.ts';

/** The brand's own language for a wanted one: itself where there is a copy, else the one the brand began in. */
export function nearestLanguage(brand: BrandRange, wanted: string): string {
  const language = wanted.split('-')[0]?.toLowerCase() ?? '';
  return Object.hasOwn(brand.copy, language) ? language : (Object.keys(brand.copy)[0] as string);
}

export function copyOf(brand: BrandRange, language: string): BrandCopy {
  return present(brand.copy[language], `${brand.key}/${language}`);
}

export function languageCopy(language: string): LanguageCopy {
  return present(languages[language], `languages/${language}`);
}

export function categoryCopy(brand: BrandRange, key: string, language: string): CategoryCopy {
  return present(copyOf(brand, language).categories[key], `${brand.key}/${language}: categories.${key}`);
}

/** Label of an attribute or option. */
export function labelOf(brand: BrandRange, key: string, language: string): string {
  return present(copyOf(brand, language).attributes[key], `${brand.key}/${language}: attributes.${key}`).label;
}

/** What a value is called; numbers and measures such as `90x200` read the same in every language. */
export function valueName(brand: BrandRange, key: string, value: string, language: string): string {
  const { unit, values } = present(
    copyOf(brand, language).attributes[key],
    `${brand.key}/${language}: attributes.${key}`,
  );
  if (values) return present(values[value], `${brand.key}/${language}: attributes.${key}.values.${value}`)[0];
  if (/^\d+x\d+$/.test(value)) return `${value.replace('x', ' x ')} cm`;
  if (unit === '%') return new Intl.NumberFormat(language, { style: 'percent' }).format(Number(value) / 100);
  return unit ? `${value} ${unit}` : value;
}

export function titleOf(brand: BrandRange, article: Article, language: string): string {
  const kind = article.traits[article.category.traits[0].key] as string;
  const { titles } = categoryCopy(brand, article.category.key, language);
  const where = `${brand.key}/${language}: categories.${article.category.key}.titles.${kind}`;
  return present(titles[kind], where).replace('{line}', article.line);
}

export function variantTitle(brand: BrandRange, values: Readonly<Record<string, string>>, language: string): string {
  return Object.entries(values)
    .map(([key, value]) => valueName(brand, key, value, language))
    .join(' / ');
}

export function descriptionOf(brand: BrandRange, article: Article, language: string, random: Random): string {
  const copy = copyOf(brand, language);
  const category = categoryCopy(brand, article.category.key, language);
  const opening = random.pick(category.openings, article.id, 'opening').replaceAll('{line}', article.line);
  const says = article.category.traits.map(({ key }) => {
    const value = article.traits[key] as string;
    return present(copy.attributes[key]?.values?.[value]?.[1], `${brand.key}/${language}: attributes.${key}.${value}`);
  });
  const { colon } = languageCopy(language);
  const facts = article.category.measures.map(
    ({ key }) =>
      `<li>${labelOf(brand, key, language)}${colon} ${valueName(brand, key, String(article.measures[key]), language)}</li>`,
  );
  const closing = random.pick(copy.closings, article.id, 'closing');
  return `<p>${opening}</p><p>${says.join(' ')}</p><ul>${facts.join('')}</ul><p>${category.care}</p><p>${closing}</p>`;
}

export interface AttributeText {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly unit: string | null;
}

export function attributesOf(brand: BrandRange, article: Article, language: string): readonly AttributeText[] {
  const plain = (key: string, value: string) => ({ key, label: labelOf(brand, key, language), value, unit: null });
  const { traits, measures, inci, key } = article.category;
  const ingredients = inci?.[article.traits[traits[0].key] as string];
  return [
    ...traits.map((trait) =>
      plain(trait.key, valueName(brand, trait.key, article.traits[trait.key] as string, language)),
    ),
    ...measures.map((measure) => ({
      ...plain(measure.key, String(article.measures[measure.key])),
      unit: copyOf(brand, language).attributes[measure.key]?.unit ?? null,
    })),
    ...(ingredients ? [plain('ingredients', ingredients)] : []),
    plain('care', categoryCopy(brand, key, language).care),
  ];
}

/** Names the place in the data files where words are missing, rather than showing a visitor a gap. */
export function present<T>(value: T | undefined, where: string): T {
  if (value === undefined) throw new Error(`demo/data has no words at ${where}`);
  return value;
}
