import type { Input, InputDirectory } from '../cache/snapshot.ts';
import type { Site } from '../config/site.ts';
import type { Profile } from '../contract/profile.ts';
import { armOf, isHeldOut } from '../experience/experiments.ts';
import { isMemberGiven, segmentsOf } from '../experience/segments.ts';
import type { Around } from './around.ts';
import type { Channel } from './channel.ts';

/** All that the inputs of a request come from. Never changed once the request has begun. */
export interface RequestFacts extends Around {
  readonly site: Site;
  readonly channel: Channel;
  /** Null for a visitor without a valid token. */
  readonly visitorId: string | null;
  readonly profile: Profile | null;
}

type RequestInput = Input<RequestFacts>;

const channel: RequestInput = { privacy: 'SHARED', resolve: (facts) => facts.channel };
const priceGroup: RequestInput = { privacy: 'VISITOR', resolve: ({ profile }) => profile?.priceGroup ?? null };

const holdout: RequestInput = {
  privacy: 'VISITOR',
  resolve: ({ site, visitorId }) => isHeldOut(site.key, site.holdout, visitorId),
};

/** `KEY`, or `KEY?01`: see `isMember`. */
const segment = (asked: string): RequestInput => {
  const [key = '', bits = ''] = asked.split('?');
  return {
    privacy: 'VISITOR',
    resolve: (facts) => {
      const found = segmentsOf(facts.site).get(key);
      return found !== undefined && isMemberGiven(found, bits, facts);
    },
  };
};

const arm = (key: string): RequestInput => ({
  privacy: 'VISITOR',
  resolve: ({ site, visitorId, standing }) => {
    const definition = site.experiments[key];
    return definition === undefined ? null : armOf(key, definition, visitorId, standing?.arms);
  },
});

const cap = (key: string): RequestInput => ({
  privacy: 'VISITOR',
  resolve: ({ standing }) => standing?.capped.includes(key) ?? false,
});

/** Who asks: to be read below private roots only, since an answer that holds it is for nobody else. */
const visitorId: RequestInput = { privacy: 'PRIVATE', resolve: (facts) => facts.visitorId };

/** What the visitor is called: below private roots only, too. */
const firstName: RequestInput = {
  privacy: 'PRIVATE',
  resolve: ({ profile }) => {
    const name = profile?.traits.firstName;
    return typeof name === 'string' && name.trim() !== '' ? name : null;
  },
};

/** One object per name: inputs are found at every request, also for answers that are only looked up. */
const byName = new Map<string, RequestInput>([
  ['channel', channel],
  ['priceGroup', priceGroup],
  ['holdout', holdout],
  ['visitorId', visitorId],
  ['visitor.firstName', firstName],
]);

const kinds: Readonly<Record<string, (key: string) => RequestInput>> = { segment, arm, cap };

/**
 * The inputs that an answer may vary by: `channel`, `priceGroup`, `holdout`, `segment.KEY`, `arm.KEY` and `cap.KEY`; and
 * `visitorId` and `visitor.firstName`, with which it is not kept. A segment or experiment that the site does not have holds
 * nobody, and a cap that it does not have is never reached.
 */
export const findInput: InputDirectory<RequestFacts> = (name) => {
  let input = byName.get(name);
  if (!input) {
    const at = name.indexOf('.');
    const create = kinds[name.slice(0, at)];
    if (!create) return undefined;
    input = create(name.slice(at + 1));
    byName.set(name, input);
  }
  return input;
};
