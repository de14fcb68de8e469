import { createRecorder } from '../cache/recorder.ts';
import { createSnapshot } from '../cache/snapshot.ts';
import type { Site, SiteDirectory } from '../config/site.ts';
import { createLoaders } from '../loaders/loaders.ts';
import type { Connectors } from '../loaders/sources.ts';
import { textsFor } from '../texts/texts.ts';
import type { Channel } from './channel.ts';
import type { RequestContext } from './context.ts';
import { createDegradations } from './degraded.ts';
import { findInput } from './inputs.ts';

export interface ContextOptions {
  readonly site: Site;
  readonly sites: SiteDirectory;
  readonly channel: Channel;
  /** Milliseconds since the epoch: the one moment of the whole request. */
  readonly now: number;
  readonly signal: AbortSignal;
  readonly connectors: Connectors;
}

/** Makes the context of one request. */
export function createContext({ site, sites, channel, now, signal, connectors }: ContextOptions): RequestContext {
  const snapshot = createSnapshot(findInput, { site, channel, visitorId: null, profile: null });
  return {
    site,
    sites,
    recorder: createRecorder(snapshot, now, 0),
    signal,
    loaders: createLoaders(site, connectors, signal),
    degraded: createDegradations(),
    texts: textsFor(site.language),
  };
}
