import type { RequestContext } from '../context/context.ts';
import type { SectionContent, SlotKey, SlotRecord } from '../contract/records.ts';
import { recommend, recommendChosen } from '../discovery/recommend.ts';
import { because } from '../experience/because.ts';
import { type DecidedSection, decide } from '../experience/decide.ts';
import { exposureOf } from '../experience/experiments.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { Place } from '../loaders/loaders.ts';
import { chain, type Soon } from '../loaders/soon.ts';
import { imageOf } from './common.ts';
import { toGlobalId } from './global-id.ts';
import { orMissing } from './missing.ts';

type Of<Type extends SectionContent['type']> = DecidedSection<Extract<SectionContent, { type: Type }>>;
export type HeroSection = Of<'Hero'>;
export type BannerSection = Of<'Banner'>;
export type StorySection = Of<'Story'>;
export type ProductRailSection = Of<'ProductRail'>;
type AnySection = HeroSection | BannerSection | StorySection | ProductRailSection;

/** What fills a slot for this request, or null. */
export function sectionOf(key: SlotKey, context: RequestContext, place: Place): Soon<AnySection | null> {
  return chain(context.loaders.slot.load(key, place), (slot) => slot && decideSection(slot, context));
}

function decideSection(slot: SlotRecord, context: RequestContext): AnySection | null {
  const choose = context.explainer?.decide ?? decide;
  // The union of contents is what DecidedSection holds; told apart by `content.type`.
  const decided = choose(slot, context.recorder) as AnySection | null;
  const { experiment } = decided?.when ?? {};
  if (decided?.assigned && experiment) context.assignments.push({ experiment: experiment.key, arm: experiment.arm });
  return decided;
}

/** Shared by all sections: why this one. */
const decided = {
  decision: ({ variant, when, assigned }: DecidedSection, _: unknown, { texts, site }: RequestContext) => ({
    variant,
    because: because(when, texts, site),
    exposure: assigned && when.experiment ? exposureOf(site.key, when.experiment.key, when.experiment.arm) : null,
  }),
};

export const content: Resolvers = {
  Query: {
    page: (_, { path }, { loaders }, info) => loaders.pageByPath.load(path, info),
  },
  Page: {
    id: ({ path }) => toGlobalId('Page', path),
    sections: ({ sections }, _, context) =>
      sections.map((slot) => decideSection(slot, context)).filter((section) => section !== null),
  },
  Section: { __resolveType: ({ content: { type } }: AnySection) => type },
  Hero: {
    ...decided,
    heading: ({ content }) => content.heading,
    body: ({ content }) => content.body,
    image: ({ content: { image } }, _, context, info) =>
      image && orMissing(() => imageOf(image, context, info), context, info),
    link: ({ content }) => content.link,
  },
  Banner: {
    ...decided,
    text: ({ content }) => content.text,
    tone: ({ content }) => content.tone,
    link: ({ content }) => content.link,
    endsAt: ({ content }) => content.endsAt,
  },
  Story: {
    ...decided,
    heading: ({ content }) => content.heading,
    html: ({ content }) => content.html,
    image: ({ content: { image } }, _, context, info) =>
      image && orMissing(() => imageOf(image, context, info), context, info),
    // What is sold out is not advertised, however good the story.
    products: ({ content: { productIds } }, _, context, info) =>
      orMissing(
        () => chain(recommendChosen(productIds, context, info), (chosen) => chosen.map(({ product }) => product)),
        context,
        info,
      ),
  },
  ProductRail: {
    ...decided,
    heading: ({ content }) => content.heading,
    items: ({ content: { productIds, intent } }, _, context, info) =>
      orMissing(
        () =>
          productIds.length
            ? recommendChosen(productIds, context, info)
            : recommend({ intent: intent ?? 'POPULAR', first: 8, product: null }, context, info),
        context,
        info,
      ),
  },
};
