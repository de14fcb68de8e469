import type { Site, SiteDirectory } from '../config/site.ts';
import { createLoaders } from '../loaders/loaders.ts';
import type { Connectors } from '../loaders/sources.ts';
import { textsFor } from '../texts/texts.ts';
import type { Channel } from './channel.ts';
import type { RequestContext } from './context.ts';
import { createDegradations } from './degraded.ts';

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
  return {
    site,
    sites,
    channel,
    now,
    signal,
    loaders: createLoaders(site, connectors, signal),
    degraded: createDegradations(),
    texts: textsFor(site.language),
  };
}
