import { createSnapshot, type Snapshot } from '../cache/snapshot.ts';
import type { Site } from '../config/site.ts';
import type { Channel } from '../context/channel.ts';
import { findInput } from '../context/inputs.ts';
import type { RecognizedVisitor } from './visitors.ts';

/** The inputs of a visitor on a site and a channel, resolved once and not at every request. */
export type Snapshots = (visitor: RecognizedVisitor, site: Site, channel: Channel) => Snapshot;

interface Ready {
  readonly site: Site;
  readonly channel: Channel;
  readonly snapshot: Snapshot;
}

/** Sites and channels that are remembered of one visitor; more than anybody is on. */
const most = 8;

/**
 * Remembers by the visitor's object, which is another one as soon as the profile is: see `Visitors`. A site that is
 * loaded again is another object too.
 */
export function createSnapshots(): Snapshots {
  const known = new WeakMap<RecognizedVisitor, Ready[]>();
  return (visitor, site, channel) => {
    let ready = known.get(visitor);
    if (ready === undefined) {
      ready = [];
      known.set(visitor, ready);
    }
    for (const one of ready) if (one.site === site && one.channel === channel) return one.snapshot;
    const snapshot = createSnapshot(findInput, { site, channel, ...visitor });
    // Who is nobody is on every site: a list without an end would be searched at every request.
    if (ready.length >= most) ready.shift();
    ready.push({ site, channel, snapshot });
    return snapshot;
  };
}
