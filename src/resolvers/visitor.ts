import type { RequestContext } from '../context/context.ts';
import type { Who } from '../context/session.ts';
import type { Profile } from '../contract/profile.ts';
import { type DecisionFacts, isMember } from '../experience/segments.ts';
import type { JourneyStage, Resolvers, ShopperType } from '../generated/resolvers.ts';
import { chain } from '../loaders/soon.ts';
import { allows, consentPurposes, stateOf } from '../visitor/consent.ts';
import { benefitOf } from '../visitor/consent-texts.ts';
import { strongest } from './affinities.ts';
import { badInput } from './input.ts';

/** Who asks; an id of null without a valid token. */
export interface VisitorModel {
  readonly id: string | null;
  readonly profile: Profile | null;
  readonly subject: Who['subject'];
  /** What segments ask. */
  readonly facts: DecisionFacts;
}

/** Who asks as of now, with what a mutation has done. */
export function visitorAsOfNow({ session, recorder, inputsOf }: RequestContext): VisitorModel | null {
  const who = session?.who();
  if (!who || who.visitorId === null) return null;
  return {
    id: who.visitorId,
    profile: who.profile,
    subject: who.subject,
    facts: {
      input: inputsOf(who),
      passed: (at) => recorder.passed(at),
      during: (read) => recorder.during(read),
    },
  };
}

const stages: readonly string[] = [
  'ATTENTION',
  'INTEREST',
  'DESIRE',
  'ACTION',
  'SATISFACTION',
] satisfies JourneyStage[];
const types: readonly string[] = [
  'AVOIDER',
  'IMPULSIVE',
  'COMPARING',
  'LOYAL',
  'TASK_ORIENTED',
  'RECREATIONAL',
] satisfies ShopperType[];

const mostAffinities = 100;

/** A trait that is one of a few words; null when it was not computed, or may not be used. */
function wordOf<Word extends string>(profile: Profile | null, key: string, words: readonly string[]): Word | null {
  const value = learnt(profile)[key];
  return typeof value === 'string' && words.includes(value) ? (value as Word) : null;
}

/** What was computed of what they did, as far as they allow it to be used on this site. */
function learnt(profile: Profile | null): Readonly<Record<string, unknown>> {
  return profile?.consents?.includes('PERSONALISATION') ? (stateOf(profile)?.implicit ?? {}) : {};
}

export const visitor: Resolvers = {
  Query: {
    // Asked for here and not below, so that whatever is selected of a visitor makes the answer theirs alone.
    visitor: (_, __, { recorder, who }) => ({
      id: recorder.input('visitorId') as string | null,
      profile: who.profile,
      subject: who.subject,
      facts: recorder,
    }),
  },
  Visitor: {
    id: ({ id }) => id ?? 'anonymous',
    recognition: ({ profile, subject }) => (subject ? 'AUTHENTICATED' : (profile?.recognition ?? 'ANONYMOUS')),
    journeyStage: ({ profile }) => wordOf<JourneyStage>(profile, 'journeyStage', stages),
    shopperType: ({ profile }) => wordOf<ShopperType>(profile, 'shopperType', types),
    segments: ({ facts }, _, { site }) =>
      Object.entries(site.segments).flatMap(([key, { title, because }]) => {
        const words = because[site.language];
        // As in decisions: a rule without words in the site's language is left unsaid.
        return words !== undefined && isMember(key, site, facts) ? [{ key, title, because: words }] : [];
      }),
    affinities: ({ profile }, { first }) => {
      if (first < 0 || first > mostAffinities) throw badInput('first', `0 to ${mostAffinities}`, first);
      return strongest(learnt(profile).affinities).slice(0, first);
    },
    consents: ({ profile }, _, { site, texts }) => {
      const state = stateOf(profile);
      return consentPurposes.map((purpose) => {
        const decision = state?.consents[site.key]?.[purpose];
        return {
          purpose,
          granted: allows(state, site.key, purpose),
          decidedAt: decision ? new Date(decision.decidedAt).toISOString() : null,
          benefit: benefitOf(purpose, site, texts),
        };
      });
    },
    customer: ({ profile, subject }, _, { desk, site, signal }) =>
      desk ? chain(desk.customer({ profile, subject }, { site, signal }), (customer) => customer) : null,
  },
};
