import { createSnapshot, type Snapshot } from '../cache/snapshot.ts';
import type { Site } from '../config/site.ts';
import type { Channel } from '../context/channel.ts';
import { findInput } from '../context/inputs.ts';
import type { RecognizedVisitor } from './visitors.ts';

/** The inputs of a visitor on a site and a channel, resolved once and not at every request. */
export type Snapshots = (visitor: RecognizedVisitor, site: Site, channel: Channel) => Snapshot;

/** One of what is remembered of a visitor, the newest first. */
interface Ready {
  readonly site: Site;
  readonly channel: Channel;
  readonly snapshot: Snapshot;
  next: Ready | undefined;
}

/** Sites and channels that are remembered of one visitor; more than anybody is on. */
const most = 8;

/**
 * Remembers by the visitor's object, which is another one as soon as the profile is: see `Visitors`. A site that is
 * loaded again is another object too. Who is nobody is on every site: there it is the site that remembers, unless something
 * is known of how they come.
 */
export function createSnapshots(): Snapshots {
  const known = new WeakMap<RecognizedVisitor | Site, Ready>();
  return (visitor, site, channel) => {
    const holder = visitor.visitorId === null && !visitor.circumstances ? site : visitor;
    const newest = known.get(holder);
    for (let one = newest; one; one = one.next) if (one.site === site && one.channel === channel) return one.snapshot;
    const snapshot = createSnapshot(findInput, { site, channel, ...visitor });
    const ready: Ready = { site, channel, snapshot, next: newest };
    known.set(holder, ready);
    forgetAfter(ready, most);
    return snapshot;
  };
}

function forgetAfter(first: Ready, kept: number): void {
  let last: Ready | undefined = first;
  for (let nth = 1; last && nth < kept; nth += 1) last = last.next;
  if (last) last.next = undefined;
}
