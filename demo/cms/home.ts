import type { Catalogue } from '../catalogue/articles.ts';
import { copyOf, present } from '../catalogue/text.ts';
import { sceneAsset } from '../dam/assets.ts';
import { type Audience, type AudienceCopy, audiences } from '../data/types.ts';
import { daysAgo, type World } from '../world.ts';
import type { Block, Entry } from './backend.ts';
import { type Draft, pageOf, place } from './place.ts';

/** The higher wins: whoever compares right now is helped with that, also when they bought before. */
const ranks: Readonly<Record<Audience, number>> = { new: 1, lapsed: 2, loyal: 3, comparing: 4 };

/** With what the rail is filled. What somebody looked at is worth most while they choose. */
const fills = { new: 'POPULAR', lapsed: 'POPULAR', loyal: 'PERSONAL', comparing: 'RECENT' } as const;

/** The story, by its place in the magazine: how to choose one, a visit to the workshop, something they have not read. */
const storyFor: Readonly<Record<Audience, number>> = { new: 0, comparing: 0, loyal: 2, lapsed: 4 };

/** Where the link of the hero leads: to what a group of visitors came for. */
const leadsTo: Readonly<Record<Audience, 'choosing' | 'first' | 'second'>> = {
  new: 'choosing',
  comparing: 'first',
  loyal: 'second',
  lapsed: 'first',
};

/** The landing page: the same places for everybody, filled for the channel, the day, the groups of visitors, and one test. */
export function homeOf(world: World, catalogue: Catalogue, language: string, storyBlock: (at: number) => Block): Entry {
  const { brand } = catalogue;
  const { pages, groups } = copyOf(brand, language);
  const { home, sale, stories } = pages;
  const marketing = present(brand.marketing[language], `${brand.key}/marketing: ${language}`);
  const picture = (name: string) => sceneAsset(brand.key, name);
  const groupPath = (at: number) => `/c/${groups[brand.groups[at] ?? '']?.handle}`;
  const paths = { choosing: stories[0]?.path ?? '/', first: groupPath(0), second: groupPath(1) };
  const toRange = { text: home.hero.link, path: paths.first };
  const forEach = (block: (audience: Audience, copy: AudienceCopy) => Block): Draft[] =>
    audiences.map((audience) => ({
      block: block(audience, marketing.audiences[audience]),
      audiences: [audience],
      rank: ranks[audience],
    }));
  const banner = (text: string, ends: string | null) => ({
    kind: 'banner' as const,
    text,
    tone: ends ? 'festive' : 'calm',
    link: ends ? { text: sale.title, path: sale.path } : null,
    ends,
  });
  const chosen = (heading: string): Block => ({
    kind: 'rail',
    heading,
    articles: handPicked(catalogue),
    fill: null,
  });

  return pageOf(catalogue, 'home', { path: '/', title: home.title, description: home.description }, [
    place('hero', [
      { block: { kind: 'hero', ...home.hero, link: toRange, asset: picture('home') } },
      { block: { kind: 'hero', ...home.kiosk, link: null, asset: picture('kiosk') }, channels: ['KIOSK'], rank: 10 },
      { block: { kind: 'hero', ...home.app, link: toRange, asset: picture('app') }, channels: ['APP'], rank: 10 },
      ...forEach((audience, { heading, body, link }) => ({
        kind: 'hero',
        heading,
        body,
        asset: picture(audience),
        link: { text: link, path: paths[leadsTo[audience]] },
      })),
    ]),
    place('announcement', [
      { block: banner(home.promise, null) },
      {
        block: banner(home.offer, daysAgo(world, -11)),
        from: daysAgo(world, 3),
        until: daysAgo(world, -11),
        rank: 10,
      },
      ...marketing.campaigns.map(({ text, fromDay, untilDay }) => ({
        block: banner(text, daysAgo(world, -untilDay)),
        from: daysAgo(world, -fromDay),
        until: daysAgo(world, -untilDay),
        rank: 5,
      })),
    ]),
    place('popular', [
      { block: { kind: 'rail', heading: home.popular, articles: [], fill: 'POPULAR' } },
      ...forEach((audience, { rail }) => ({ kind: 'rail', heading: rail, articles: [], fill: fills[audience] })),
    ]),
    place('story', [{ block: storyBlock(0) }, ...forEach((audience) => storyBlock(storyFor[audience]))]),
    place('chosen', [
      { block: chosen(home.chosen), trial: { name: brand.experiment, arm: 'chosen', control: true } },
      { block: chosen(marketing.chosenInstead), trial: { name: brand.experiment, arm: 'instead', control: false } },
    ]),
    place(
      'pop-up',
      forEach((_, { popUp }) => ({
        kind: 'overlay',
        text: popUp,
        link: { text: pages.service.title, path: pages.service.path },
        delay: 20,
      })).map((draft) => ({ ...draft, cap: 'pop-up' })),
    ),
  ]);
}

function handPicked(catalogue: Catalogue): string[] {
  return catalogue.brand.categories.flatMap(({ key }) => catalogue.inCategory(key, 2)?.id ?? []);
}
