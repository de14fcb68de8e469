import type { Input, InputDirectory } from '../cache/snapshot.ts';
import type { Site } from '../config/site.ts';
import type { Profile } from '../contract/profile.ts';
import { armOf } from '../experience/experiments.ts';
import { isInSegment } from '../experience/segments.ts';
import type { Channel } from './channel.ts';

/** All that the inputs of a request come from. Never changed once the request has begun. */
export interface RequestFacts {
  readonly site: Site;
  readonly channel: Channel;
  /** Null for a visitor without a valid token. */
  readonly visitorId: string | null;
  readonly profile: Profile | null;
}

type RequestInput = Input<RequestFacts>;

const channel: RequestInput = { privacy: 'SHARED', resolve: (facts) => facts.channel };
const priceGroup: RequestInput = { privacy: 'VISITOR', resolve: ({ profile }) => profile?.priceGroup ?? null };

const segment = (key: string): RequestInput => ({
  privacy: 'VISITOR',
  resolve: ({ site, profile }) => {
    const definition = site.segments[key];
    return definition !== undefined && isInSegment(definition, profile?.traits ?? null);
  },
});

const arm = (key: string): RequestInput => ({
  privacy: 'VISITOR',
  resolve: ({ site, visitorId }) => {
    const definition = site.experiments[key];
    return definition === undefined ? null : armOf(key, definition, visitorId);
  },
});

/** Who asks: to be read below private roots only, since an answer that holds it is for nobody else. */
const visitorId: RequestInput = { privacy: 'PRIVATE', resolve: (facts) => facts.visitorId };

/** One object per name: inputs are found at every request, also for answers that are only looked up. */
const byName = new Map<string, RequestInput>([
  ['channel', channel],
  ['priceGroup', priceGroup],
  ['visitorId', visitorId],
]);

/**
 * The inputs that an answer may vary by: `channel`, `priceGroup`, `segment.KEY` and `arm.KEY`; and `visitorId`, with which
 * it is not kept. A segment or experiment that the site does not have holds nobody.
 */
export const findInput: InputDirectory<RequestFacts> = (name) => {
  let input = byName.get(name);
  if (!input) {
    const [kind, key] = split(name);
    if (kind === 'segment') input = segment(key);
    else if (kind === 'arm') input = arm(key);
    else return undefined;
    byName.set(name, input);
  }
  return input;
};

function split(name: string): [kind: string, key: string] {
  const at = name.indexOf('.');
  return [name.slice(0, at), name.slice(at + 1)];
}
