import type { RequestContext } from '../context/context.ts';
import type { LinkRecord, SectionContent, SlotKey, SlotRecord } from '../contract/records.ts';
import { recommend, recommendChosen } from '../discovery/recommend.ts';
import { because } from '../experience/because.ts';
import { type DecidedSection, decide } from '../experience/decide.ts';
import { exposureOf } from '../experience/experiments.ts';
import { insertFields, type TextContext } from '../experience/fields.ts';
import { slotOn, slotsOfPage } from '../experience/slots.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { Place } from '../loaders/loaders.ts';
import { chain, type Soon } from '../loaders/soon.ts';
import { imageOf } from './common.ts';
import { toGlobalId } from './global-id.ts';
import { orMissing } from './missing.ts';

/** What a section says may name the visitor below private roots only: elsewhere others get the same answer. */
type Shown<Content extends SectionContent> = DecidedSection<Content> & { readonly own: boolean };
type Of<Type extends SectionContent['type']> = Shown<Extract<SectionContent, { type: Type }>>;
export type HeroSection = Of<'Hero'>;
export type BannerSection = Of<'Banner'>;
export type StorySection = Of<'Story'>;
export type ProductRailSection = Of<'ProductRail'>;
export type PopUpSection = Of<'PopUp'>;
type AnySection = HeroSection | BannerSection | StorySection | ProductRailSection | PopUpSection;

const sectionTypes: readonly SectionContent['type'][] = ['Hero', 'Banner', 'Story', 'ProductRail', 'PopUp'];

/** What fills a slot for this request, or null. */
export function sectionOf(key: SlotKey, context: RequestContext, place: Place): Soon<AnySection | null> {
  return chain(context.loaders.slot.load(key, place), (found) => {
    const slot = slotOn(context.site, key.slot, found);
    return slot && showSection(slot, context, false);
  });
}

function showSection(slot: SlotRecord, context: RequestContext, own: boolean): AnySection | null {
  const decided = chooseFor(slot, context);
  // What is no section fills no place of a page.
  if (!decided || !sectionTypes.includes(decided.content.type)) return null;
  // The union of contents is what DecidedSection holds; told apart by `content.type`.
  return { ...decided, own } as AnySection;
}

/** Decides for this request, and notes what is to be counted of it. */
export function chooseFor(slot: SlotRecord, context: RequestContext): DecidedSection | null {
  const choose = context.preview?.decide ?? context.explainer?.decide ?? decide;
  const decided = choose(slot, context.recorder, context.site);
  const { experiment, cap } = decided?.when ?? {};
  if (decided?.assigned && experiment) {
    context.assignments.push({ site: context.site.key, experiment: experiment.key, arm: experiment.arm });
  }
  if (cap !== undefined) context.assignments.push({ site: context.site.key, cap });
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

/** A text with its fields put in. */
function say<T extends string | null>(text: T, { own }: { own: boolean }, context: RequestContext, as: TextContext): T {
  const ask = own ? (name: string) => context.recorder.input(name) as string | null : null;
  return (text === null ? null : insertFields(text, as, ask)) as T;
}

function linkOf(link: LinkRecord | null, section: { own: boolean }, context: RequestContext): LinkRecord | null {
  return link && { title: say(link.title, section, context, 'TEXT'), url: say(link.url, section, context, 'URL') };
}

export const content: Resolvers = {
  Query: {
    page: (_, { path }, { loaders }, info) => loaders.pageByPath.load(path, info),
  },
  Page: {
    id: ({ path }) => toGlobalId('Page', path),
    sections: (page, _, context) =>
      slotsOfPage(context.site, page)
        .map((slot) => showSection(slot, context, false))
        .filter((section) => section !== null),
  },
  Visitor: {
    slot: (_, { key }, context, info) =>
      orMissing(
        () =>
          chain(context.loaders.slot.load({ slot: key }, info), (found) => {
            const slot = slotOn(context.site, key, found);
            return slot && showSection(slot, context, true);
          }),
        context,
        info,
      ),
  },
  Section: { __resolveType: ({ content: { type } }: AnySection) => type },
  Hero: {
    ...decided,
    heading: (section, _, context) => say(section.content.heading, section, context, 'TEXT'),
    body: (section, _, context) => say(section.content.body, section, context, 'TEXT'),
    image: ({ content: { image } }, _, context, info) =>
      image && orMissing(() => imageOf(image, context, info), context, info),
    link: (section, _, context) => linkOf(section.content.link, section, context),
  },
  Banner: {
    ...decided,
    text: (section, _, context) => say(section.content.text, section, context, 'TEXT'),
    tone: ({ content }) => content.tone,
    link: (section, _, context) => linkOf(section.content.link, section, context),
    endsAt: ({ content }) => content.endsAt,
  },
  Story: {
    ...decided,
    heading: (section, _, context) => say(section.content.heading, section, context, 'TEXT'),
    html: (section, _, context) => say(section.content.html, section, context, 'HTML'),
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
    heading: (section, _, context) => say(section.content.heading, section, context, 'TEXT'),
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
  PopUp: {
    ...decided,
    heading: (section, _, context) => say(section.content.heading, section, context, 'TEXT'),
    text: (section, _, context) => say(section.content.text, section, context, 'TEXT'),
    link: (section, _, context) => linkOf(section.content.link, section, context),
    afterSeconds: ({ content }) => content.afterSeconds,
  },
};
