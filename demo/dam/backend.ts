import { createWire, type Wire } from '../backend.ts';
import { copyOf, languageCopy, nearestLanguage, titleOf } from '../catalogue/text.ts';
import { audiences } from '../data/types.ts';
import { createFeed, type Feed } from '../feed.ts';
import { createRevisions, pageOf } from '../listing.ts';
import type { World } from '../world.ts';
import { sceneAsset, type View, views, viewsOf } from './assets.ts';
import { drawProduct } from './draw-product.ts';
import { drawStill } from './draw-still.ts';

/** The DAM: assets by id, with a description per language and an original and a scaled rendition; it draws them itself. */
export interface Dam {
  readonly wire: Wire;
  /** Which asset was described anew. */
  readonly feed: Feed<{ readonly assetId: string }>;
  assets(ids: readonly string[], locale: string): unknown;
  /** Which assets a brand has, with a word that is another one after each edit: a page after an index of its products. */
  revisions(brand: string, after: number | null): unknown;
  /** Describes an asset in a language. @throws {RangeError} for an unknown asset. */
  describe(assetId: string, language: string, description: string): void;
  /** The asset as SVG, its longest side scaled to fit; undefined for an unknown one. */
  draw(assetId: string, box: { readonly width?: number; readonly height?: number }): string | undefined;
}

interface Asset {
  readonly size: readonly [width: number, height: number];
  describe(locale: string): string;
  /** The SVG elements, in the size's coordinates. */
  draw(): string;
}

const productSize = [1200, 1200] as const;
const sceneSize = [1600, 900] as const;

export function createDam(world: World): Dam {
  const scenes = new Map<string, Asset>();
  const descriptions = new Map<string, string>();
  const feed = createFeed<{ readonly assetId: string }>();
  const revisions = createRevisions();
  for (const catalogue of world.catalogues) {
    const { brand } = catalogue;
    /** With the n-th product of some categories in front. */
    const scene = (name: string, categories: readonly string[], nth: number, describe: Asset['describe']) => {
      const assetId = sceneAsset(brand.key, name);
      const draw = () => {
        const articles = categories.map((key) => catalogue.inCategory(key, nth));
        return drawStill(catalogue, articles, assetId, world.random);
      };
      scenes.set(assetId, { size: sceneSize, describe, draw });
    };
    const words = (locale: string) => copyOf(brand, nearestLanguage(brand, locale));
    const spread = (first: number) => [0, 2, 4].map((step) => keys[(first + step) % keys.length] ?? '');
    const keys = brand.categories.map(({ key }) => key);
    const headings = (locale: string) => words(locale).pages.home.hero.heading;
    scene('home', spread(0), 1, headings);
    scene('kiosk', spread(1).slice(1), 2, headings);
    scene('app', spread(2).slice(1), 3, headings);
    audiences.forEach((audience, at) => {
      const heading = (locale: string) =>
        brand.marketing[nearestLanguage(brand, locale)]?.audiences[audience].heading ?? '';
      // Whoever compares sees two of a kind.
      scene(audience, audience === 'comparing' ? spread(0).slice(0, 2) : spread(at), at + 2, heading);
    });
    for (const key of keys) scene(key, [key], 0, (locale) => words(locale).categories[key]?.title ?? '');
    const stories = Object.values(brand.copy)[0]?.pages.stories ?? [];
    stories.forEach(({ about }, at) => {
      scene(`story-${at + 1}`, about.slice(0, 2), at + 3, (locale) => words(locale).pages.stories[at]?.title ?? '');
    });
  }

  function find(assetId: string): Asset | undefined {
    const scene = scenes.get(assetId);
    if (scene) return scene;
    const [articleId = '', view = ''] = assetId.split('.');
    if (!(views as readonly string[]).includes(view) || assetId !== `${articleId}.${view}`) return undefined;
    for (const catalogue of world.catalogues) {
      const article = catalogue.byId(articleId);
      if (!article) continue;
      const { brand } = catalogue;
      return {
        size: productSize,
        describe(locale) {
          const language = nearestLanguage(brand, locale);
          return languageCopy(language).views[view as View].replace('{title}', titleOf(brand, article, language));
        },
        draw: () => drawProduct(brand, article, view as View, world.random),
      };
    }
    return undefined;
  }

  return {
    wire: createWire(),
    feed,
    assets: (ids, locale) => ({
      assets: ids.flatMap((assetId) => {
        const asset = find(assetId);
        if (!asset) return [];
        const [w, h] = asset.size;
        const href = `${world.origin}/media/${assetId}.svg`;
        return [
          {
            assetId,
            description: descriptions.get(`${assetId} ${new Intl.Locale(locale).language}`) ?? asset.describe(locale),
            dimensions: { w, h },
            renditions: [
              { preset: 'original', href },
              { preset: 'scaled', href: `${href}?w={width}&h={height}` },
            ],
          },
        ];
      }),
    }),
    revisions(brand, after) {
      const catalogue = world.catalogue(brand);
      if (!catalogue) return { rows: [], next: null };
      const { indices, next } = pageOf(catalogue.count, after);
      // What belongs to no product comes with the first page.
      const own = after === null ? [...scenes.keys()].filter((assetId) => assetId.startsWith(`${brand}.`)) : [];
      const assetIds = [
        ...own,
        ...indices.flatMap((index) => viewsOf(catalogue.idAt(index)).map((view) => view.assetId)),
      ];
      return { rows: assetIds.map((assetId) => ({ assetId, revision: revisions.of(assetId) })), next };
    },
    describe(assetId, language, description) {
      if (!find(assetId)) throw new RangeError(`the DAM has no asset ${assetId}`);
      descriptions.set(`${assetId} ${language}`, description);
      revisions.bump(assetId);
      feed.tell({ assetId });
    },
    draw(assetId, { width = Number.POSITIVE_INFINITY, height = Number.POSITIVE_INFINITY }) {
      const asset = find(assetId);
      if (!asset) return undefined;
      const [w, h] = asset.size;
      const scale = Math.min(1, width / w, height / h);
      const box = `viewBox="0 0 ${w} ${h}" width="${Math.round(w * scale)}" height="${Math.round(h * scale)}"`;
      return `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${asset.draw()}</svg>`;
    },
  };
}
