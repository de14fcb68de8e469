import type { Site } from '../config/site.ts';
import { timeZoneOf } from '../config/time-zones.ts';
import type { Profile } from '../contract/profile.ts';
import { remembered } from '../loaders/remembered.ts';
import type { Circumstances } from './circumstances.ts';
import { createLocalRule, type LocalFact, localFacts, type ReadLocalTime, type Span } from './local-time.ts';
import { type Answer, answerOf, type Rule, readCondition, type Test, testsOf } from './rules.ts';

/** What a decision asks of its request. Every question is noted, so only those that matter are asked. */
export interface DecisionFacts {
  /**
   * `channel`, `priceGroup`, `segment.KEY` (true or false), `arm.KEY` (the arm, or null for who takes no part), `cap.KEY`
   * (whether it has been shown often enough), `holdout` (whether the visitor gets the default everywhere).
   */
  input(name: string): string | number | boolean | null;
  /** Whether this moment (milliseconds since the epoch) has come. */
  passed(at: number): boolean;
  /** What the clock says now, by a function that also says from when and until when. */
  during<T>(read: (now: number) => Span<T>): T;
}

/** A group of visitors by rule. */
export interface SegmentDefinition {
  /** What the marketers call it. Told to its own members only, below `visitor`, and never in an answer that others get. */
  readonly title: string;
  /** The rule in words that visitors may read: `For customers who came back`. By language. */
  readonly because: Readonly<Record<string, string>>;
  /** The rule: a condition of schema/condition.schema.json. `{ "profile.orders": { "$gte": 3 } }`. */
  readonly when: Readonly<Record<string, unknown>>;
}

/** Whom and what a rule is over, besides the site, the channel and the clock. */
export interface VisitorFacts {
  readonly profile: Profile | null;
  readonly circumstances?: Circumstances;
}

/** A segment of one site, ready to be asked. */
export interface Segment {
  readonly key: string;
  readonly rule: Rule;
  /** What everybody on the site shares is answered by the decision: the channel, and the time with until when it holds. */
  readonly shared: readonly Test[];
  readonly localTime: ReadonlyMap<Test, ReadLocalTime>;
  /** Names of the traits that it reads, the first part of each path: `orders`, `affinities`; `behaviour` for counts. */
  readonly traits: ReadonlySet<string>;
}

type Segments = ReadonlyMap<string, Segment>;
type Place = Pick<Site, 'key' | 'brand' | 'country' | 'segments' | 'timeZone'>;

/** The segments of a site, by key. They were checked when they were loaded: see `checkSegments`. */
export const segmentsOf = remembered((site: Place): Segments => readSegments(site));

function readSegments(site: Place): Segments {
  const rules = new Map<string, Rule>();
  const ruleOf = (key: string): Rule => {
    const known = rules.get(key);
    if (known) return known;
    const rule = settle(readCondition(site.segments[key]?.when ?? nobody, ruleOf), site);
    rules.set(key, rule);
    return rule;
  };
  return new Map(Object.keys(site.segments).map((key) => [key, segmentOf(key, ruleOf(key), site)]));
}

/** What a reference to a segment that is gone comes to. */
const nobody = { $nor: [{}] };

function segmentOf(key: string, rule: Rule, site: Place): Segment {
  const tests = testsOf(rule);
  const timeZone = timeZoneOf(site) ?? 'UTC';
  return {
    key,
    rule,
    shared: tests.filter(({ fact }) => fact === 'context.channel' || fact in localFacts),
    localTime: new Map(
      tests
        .filter(({ fact }) => fact in localFacts)
        .map((test) => [test, createLocalRule(test.fact as LocalFact, test.holdsFor, timeZone)]),
    ),
    traits: new Set(
      tests.flatMap(({ fact }) => {
        const [space, first = ''] = fact.split('.');
        return space === 'profile' ? [first] : space === 'behaviour' ? ['behaviour'] : [];
      }),
    ),
  };
}

/** Puts in what never changes on a site: which it is. */
function settle(rule: Rule, site: Place): Rule {
  if (rule.is === 'NOT') return { is: 'NOT', of: settle(rule.of, site) };
  if (rule.is !== 'TEST') return { is: rule.is, of: rule.of.map((part) => settle(part, site)) };
  if (rule.fact === 'context.site') return constant(rule.holdsFor(site.key));
  return rule.fact === 'context.brand' ? constant(rule.holdsFor(site.brand.key)) : rule;
}

/** All of nothing holds, any of nothing does not. */
const constant = (holds: boolean): Rule => ({ is: holds ? 'ALL' : 'ANY', of: [] });

/**
 * Whether the visitor is in a segment, now and on this channel. Of the visitor nothing is asked where the channel or the
 * time decides alone, so that such an answer is everybody's.
 */
export function isMember(key: string, site: Place, facts: Pick<DecisionFacts, 'input' | 'during'>): boolean {
  const segment = segmentsOf(site).get(key);
  if (!segment) return false;
  const { rule, shared, localTime } = segment;
  const told = new Map<Test, boolean>();
  const tell = (test: Test): boolean => {
    const known = told.get(test);
    if (known !== undefined) return known;
    const read = localTime.get(test);
    const answer = read ? facts.during(read) : test.holdsFor(facts.input('channel'));
    told.set(test, answer);
    return answer;
  };
  const answer = answerOf(rule, (test) => (shared.includes(test) ? tell(test) : null));
  if (answer !== null) return answer;
  const bits = shared.map((test) => (tell(test) ? '1' : '0')).join('');
  return facts.input(bits ? `segment.${key}?${bits}` : `segment.${key}`) === true;
}

/**
 * Whether a visitor is in a segment, once what everybody shares is answered.
 *
 * @param bits the answers of `shared`, in order: `01`.
 */
export function isMemberGiven({ rule, shared }: Segment, bits: string, visitor: VisitorFacts): boolean {
  const facts = factsOf(visitor);
  return answerOf(rule, (test) => {
    const nth = shared.indexOf(test);
    return nth < 0 ? test.holds(facts) : bits[nth] === '1';
  }) as boolean;
}

/** Whether a visitor is in a segment for what they are: null where that depends on when, where and how they come. */
export function isMemberByProfile({ rule }: Segment, profile: Profile): Answer {
  const facts = factsOf({ profile });
  return answerOf(rule, (test) => (test.fact.startsWith('context.') ? null : test.holds(facts)));
}

/** As rules name them. What is not known is null; an object without a prototype has nothing that nobody put there. */
function factsOf({ profile, circumstances }: VisitorFacts): Record<string, unknown> {
  const { behaviour = null, ...traits } = profile?.traits ?? {};
  const { recognition = 'ANONYMOUS', priceGroup = null } = profile ?? {};
  return { profile: { ...traits, recognition, priceGroup }, behaviour, context: circumstances ?? null };
}
