import { createWire, type Wire } from '../backend.ts';
import type { Article, Catalogue } from '../catalogue/articles.ts';
import { ageInDays } from '../catalogue/numbers.ts';
import { relationsOf } from '../catalogue/relations.ts';
import * as text from '../catalogue/text.ts';
import { viewsOf } from '../dam/assets.ts';
import { createFeed, type Feed } from '../feed.ts';
import { createRevisions, pageOf } from '../listing.ts';
import { daysAgo, type World } from '../world.ts';

/** An edit of an article's own words in one language. */
export interface Wording {
  readonly name?: string;
  readonly description?: string;
}

/**
 * The PIM: articles of a family, whose values are localised and carry their own labels, with items below them for what
 * is sold. It knows no price and no stock.
 */
export interface Pim {
  readonly wire: Wire;
  /** Which article was edited. */
  readonly feed: Feed<{ readonly identifier: string }>;
  /** `catalog` is the brand. Unknown identifiers are left out. */
  articles(
    catalog: string,
    by: { identifiers: readonly string[] } | { urlKeys: readonly string[] },
    locale: string,
  ): unknown;
  /** Identifiers in the order of entry, after one of them. */
  list(catalog: string, size: number, searchAfter: string | null): unknown;
  /** Which articles there are, with a word that is another one after each edit: a page after an index. */
  revisions(catalog: string, after: number | null): unknown;
  /** Edits an article. @throws {RangeError} when there is no such article or language. */
  edit(identifier: string, language: string, wording: Wording): void;
  /** Takes an article out of the assortment, or back in. */
  setEnabled(identifier: string, enabled: boolean): void;
  /** Puts an article into another category of its brand. @throws {RangeError} when there is no such article or category. */
  classify(identifier: string, category: string): void;
}

export function createPim(world: World): Pim {
  const edits = new Map<string, Wording>();
  const disabled = new Set<string>();
  const classes = new Map<string, readonly string[]>();
  const feed = createFeed<{ readonly identifier: string }>();
  const revisions = createRevisions();

  function changed(identifier: string): void {
    revisions.bump(identifier);
    feed.tell({ identifier });
  }

  function find(identifier: string): Catalogue {
    const catalogue = world.catalogues.find((one) => one.byId(identifier));
    if (!catalogue) throw new RangeError(`the PIM has no article ${identifier}`);
    return catalogue;
  }

  function render(catalogue: Catalogue, article: Article, locale: string) {
    const { brand } = catalogue;
    const language = text.nearestLanguage(brand, locale);
    const edit = edits.get(`${article.id} ${language}`);
    const name = edit?.name ?? text.titleOf(brand, article, language);
    const { complementary, alternative, look } = relationsOf(article, catalogue, world.random);
    return {
      identifier: article.id,
      family: article.category.key,
      urlKey: catalogue.handle(article, language),
      brand: brand.name,
      values: {
        name,
        description: edit?.description ?? text.descriptionOf(brand, article, language, world.random),
        metaTitle: `${name} | ${brand.name}`,
        metaDescription: text.copyOf(brand, language).seo.replace('{title}', name),
      },
      features: text.attributesOf(brand, article, language).map(({ key, label, value, unit }) => ({
        code: key,
        label,
        data: value,
        measure: unit,
      })),
      axes: article.category.axes.map(({ key }) => ({
        code: key,
        label: text.labelOf(brand, key, language),
        members: (article.choices[key] as readonly string[]).map((value) => ({
          code: value,
          label: text.valueName(brand, key, value, language),
        })),
      })),
      items: article.variants.map(({ sku, values }) => ({ sku, axisValues: values })),
      assets: viewsOf(article.id).map(({ assetId }) => assetId),
      classification: classes.get(article.id) ?? [article.category.key, article.category.group],
      associations: { crossSell: complementary, substitute: alternative, set: look },
      onSaleSince: daysAgo(world, ageInDays(article, world.random)),
    };
  }

  return {
    wire: createWire(),
    feed,
    articles(catalog, by, locale) {
      const catalogue = world.catalogue(catalog);
      if (!catalogue) return { items: [] };
      const language = text.nearestLanguage(catalogue.brand, locale);
      const found =
        'identifiers' in by
          ? by.identifiers.map((id) => catalogue.byId(id))
          : by.urlKeys.map((key) => catalogue.byHandle(key, language));
      return {
        items: found
          .filter((article) => article !== undefined)
          .filter((article) => !disabled.has(article.id))
          .sort((a, b) => a.index - b.index)
          .map((article) => render(catalogue, article, locale)),
      };
    },
    list(catalog, size, searchAfter) {
      const catalogue = world.catalogue(catalog);
      if (!catalogue) return { identifiers: [], more: false };
      const after = searchAfter === null ? null : catalogue.byId(searchAfter)?.index;
      if (after === undefined) return { refused: `search_after: no article ${searchAfter}` };
      const identifiers: string[] = [];
      for (let index = after === null ? 0 : after + 1; index < catalogue.count && identifiers.length <= size; index++) {
        const { id } = catalogue.at(index);
        if (!disabled.has(id)) identifiers.push(id);
      }
      return { identifiers: identifiers.slice(0, size), more: identifiers.length > size };
    },
    revisions(catalog, after) {
      const catalogue = world.catalogue(catalog);
      if (!catalogue) return { rows: [], next: null };
      const { indices, next } = pageOf(catalogue.count, after);
      const rows = indices
        .map((index) => catalogue.idAt(index))
        .filter((identifier) => !disabled.has(identifier))
        .map((identifier) => ({ identifier, revision: revisions.of(identifier) }));
      return { rows, next };
    },
    edit(identifier, language, wording) {
      const catalogue = world.catalogues.find((one) => one.byId(identifier));
      if (!catalogue || !Object.hasOwn(catalogue.brand.copy, language))
        throw new RangeError(`the PIM has no article ${identifier} in language ${language}`);
      const key = `${identifier} ${language}`;
      edits.set(key, { ...edits.get(key), ...wording });
      changed(identifier);
    },
    setEnabled(identifier, enabled) {
      find(identifier);
      if (enabled) disabled.delete(identifier);
      else disabled.add(identifier);
      changed(identifier);
    },
    classify(identifier, category) {
      const { brand } = find(identifier);
      const found = brand.categories.find(({ key }) => key === category);
      if (!found) throw new RangeError(`the PIM has no category ${category} for ${brand.key}`);
      classes.set(identifier, [found.key, found.group]);
      changed(identifier);
    },
  };
}
