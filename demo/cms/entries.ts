import type { Article, Catalogue } from '../catalogue/articles.ts';
import { categoryCopy, copyOf } from '../catalogue/text.ts';
import { sceneAsset, storyAsset } from '../dam/assets.ts';
import type { PageCopy } from '../data/types.ts';
import type { World } from '../world.ts';
import type { Block, Entry, Place } from './backend.ts';
import { homeOf } from './home.ts';
import { pageOf, place } from './place.ts';

/** Everything that editors keep for a brand in one language: pages, and what fills the places of categories. */
export function entriesOf(world: World, catalogue: Catalogue, language: string): readonly Entry[] {
  const { brand } = catalogue;
  const { pages } = copyOf(brand, language);
  const { home, stories } = pages;
  const texts = [pages.about, pages.service, pages.sale];
  const page = (name: string, text: Omit<PageCopy, 'html'>, places: readonly Place[]) =>
    pageOf(catalogue, name, text, places);
  const storyBlock = (at: number): Extract<Block, { kind: 'story' }> => ({
    kind: 'story',
    heading: stories[at]?.title ?? null,
    text: `<p>${stories[at]?.lead}</p>`,
    asset: storyAsset(brand.key, at),
    articles: articlesAbout(catalogue, stories[at]?.about ?? []),
  });

  return [
    homeOf(world, catalogue, language, storyBlock),
    ...texts.map((text, at) =>
      page(['about', 'service', 'sale'][at] as string, text, [
        place('text', [{ block: { kind: 'story', heading: text.title, text: text.html, asset: null, articles: [] } }]),
        ...(text === pages.sale
          ? [
              place('offers', [
                { block: { kind: 'rail' as const, heading: home.popular, articles: [], fill: 'POPULAR' as const } },
              ]),
            ]
          : []),
      ]),
    ),
    page(
      'magazine',
      pages.magazine,
      stories.map((_, at) => place(`story-${at + 1}`, [{ block: storyBlock(at) }])),
    ),
    ...stories.map(({ path, title, lead, html }, at) =>
      page(`story-${at + 1}`, { path, title, description: lead }, [
        place('story', [{ block: { ...storyBlock(at), text: `<p>${lead}</p>${html}` } }]),
      ]),
    ),
    ...brand.categories.map(
      ({ key }): Entry => ({
        entryId: `${brand.key}-top-${key}`,
        contentType: 'categoryTop',
        fields: { category: key },
        places: [
          place('category-top', [
            {
              block: {
                kind: 'banner',
                text: categoryCopy(brand, key, language).banner,
                tone: 'calm',
                link: null,
                ends: null,
              },
            },
          ]),
        ],
      }),
    ),
    ...brand.categories.map(({ key }): Entry => {
      const { story } = categoryCopy(brand, key, language);
      return {
        entryId: `${brand.key}-story-${key}`,
        contentType: 'productStory',
        fields: { category: key },
        places: [
          place('product-story', [
            {
              block: {
                kind: 'story',
                heading: story.heading,
                text: story.html,
                asset: sceneAsset(brand.key, key),
                articles: articlesAbout(catalogue, brand.categories.find((one) => one.key === key)?.goesWith ?? []),
              },
            },
          ]),
        ],
      };
    }),
  ];
}

const idsOf = (articles: readonly (Article | undefined)[]) => articles.flatMap((one) => (one ? [one.id] : []));

function articlesAbout(catalogue: Catalogue, categories: readonly string[]): string[] {
  return idsOf(categories.flatMap((key) => [catalogue.inCategory(key, 0), catalogue.inCategory(key, 1)]));
}
