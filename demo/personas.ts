import { createHash } from 'node:crypto';
import type { Profile, Profiles } from '../src/contract/profile.ts';
import { brands } from './data/brands.ts';
import type { Audience, BrandRange } from './data/types.ts';

/** An example visitor who comes with the demo. */
export interface Persona {
  /** `helder-loyal`. */
  readonly key: string;
  readonly title: string;
  readonly brand: string;
  /** As in a visitor's token. */
  readonly visitorId: string;
}

export interface Personas {
  readonly personas: readonly Persona[];
  /** What is remembered of them. */
  readonly profiles: Profiles;
}

type Kind = Audience | 'silent';

const names: Readonly<Record<string, Readonly<Record<Kind, string>>>> = {
  nachtwit: { new: 'Fleur', comparing: 'Thomas', loyal: 'Renske', lapsed: 'Willem', silent: 'Ilse' },
  helder: { new: 'Jonas', comparing: 'Amira', loyal: 'Hannah', lapsed: 'Gijs', silent: 'Noor' },
  zalf: { new: 'Chloé', comparing: 'Sanne', loyal: 'Morag', lapsed: 'Louis', silent: 'Tineke' },
  rits: { new: 'Daan', comparing: 'Ruben', loyal: 'Pieter', lapsed: 'Joost', silent: 'Bram' },
};

const words: Readonly<Record<Kind, string>> = {
  new: 'here for the first time',
  comparing: 'comparing',
  loyal: 'a loyal customer',
  lapsed: 'not seen for long',
  silent: 'loyal, without consent',
};

/** Traits as they are computed from behaviour; none of them for who has not consented to it. */
const traits: Readonly<Record<Kind, (brand: BrandRange) => Profile['traits']>> = {
  new: () => ({ ...nothingYet, behaviour: { PAGE_VIEWED: 2 } }),
  comparing: (brand) => ({
    ...nothingYet,
    journeyStage: 'INTEREST',
    shopperType: 'COMPARING',
    visits: 4,
    affinities: { ...nothingYet.affinities, category: { [brand.categories[0]?.key ?? '']: 0.7 } },
    behaviour: { PRODUCT_VIEWED: 19, PRODUCT_LIST_VIEWED: 6, PRODUCT_LIST_FILTERED: 8, PAGE_VIEWED: 4 },
  }),
  loyal: (brand) => ({
    ...nothingYet,
    journeyStage: 'SATISFACTION',
    shopperType: 'LOYAL',
    orders: 6,
    rfm: { recency: 5, frequency: 4, monetary: 4 },
    visits: 17,
    affinities: {
      ...nothingYet.affinities,
      category: { [brand.categories[0]?.key ?? '']: 0.85, [brand.categories.at(-1)?.key ?? '']: 0.4 },
    },
    behaviour: { PRODUCT_VIEWED: 40, PRODUCT_ADDED: 11, ORDER_COMPLETED: 6, PRODUCT_REVIEWED: 2 },
  }),
  lapsed: () => ({
    ...nothingYet,
    orders: 2,
    rfm: { recency: 1, frequency: 2, monetary: 2 },
    visits: 5,
    behaviour: { PRODUCT_VIEWED: 9, PRODUCT_ADDED: 2, ORDER_COMPLETED: 2 },
  }),
  silent: () => ({}),
};

const nothingYet = {
  journeyStage: 'ATTENTION',
  shopperType: null,
  affinities: { category: {}, brand: {}, product: {} },
  orders: 0,
  rfm: null,
  visits: 1,
} as const;

/** Five people for each brand, the same at every start: nobody, however real their pages look. */
export function createPersonas(): Personas {
  const byId = new Map<string, Profile>();
  const personas = brands.flatMap((brand) =>
    (Object.keys(words) as Kind[]).map((kind): Persona => {
      const key = `${brand.key}-${kind}`;
      const visitorId = createHash('sha256').update(`persona ${key}`).digest('base64url').slice(0, 22);
      byId.set(visitorId, {
        visitorId,
        version: 1,
        priceGroup: null,
        traits: traits[kind](brand),
        recognition: kind === 'new' || kind === 'comparing' ? 'ANONYMOUS' : 'KNOWN',
        consents: kind === 'silent' ? [] : ['ANALYTICS', 'PERSONALISATION'],
      });
      return { key, title: `${names[brand.key]?.[kind] ?? kind}, ${words[kind]}`, brand: brand.key, visitorId };
    }),
  );
  return { personas, profiles: { get: (visitorId) => byId.get(visitorId) } };
}
