import type { Recorder } from '../cache/recorder.ts';
import { createSnapshot, type Snapshot } from '../cache/snapshot.ts';
import type { SiteDirectory } from '../config/site.ts';
import { createLoaders } from '../loaders/loaders.ts';
import type { Backends } from '../loaders/sources.ts';
import { textsFor } from '../texts/texts.ts';
import type { RequestContext } from './context.ts';
import { createDegradations } from './degraded.ts';
import type { Explainer } from './explain.ts';
import { findInput, type RequestFacts } from './inputs.ts';

export interface RequestOptions extends RequestFacts {
  readonly sites: SiteDirectory;
  /** Aborts when the client left or the request's time is over. */
  readonly signal: AbortSignal;
  readonly backends: Backends;
  /** Takes notes of all that is done; without one nothing is noted. */
  readonly explainer?: Explainer | null;
}

/** A request whose inputs are fixed, before it is known whether anything must be executed. */
export interface OpenRequest {
  readonly snapshot: Snapshot;
  /** The context of one part of it: parts share the snapshot and what is read, and each has a recorder of its own. */
  part(recorder: Recorder): RequestContext;
}

/** Opens a request: from here on nothing of it changes. */
export function openRequest({ sites, signal, backends, explainer = null, ...facts }: RequestOptions): OpenRequest {
  const { site } = facts;
  let bind: ReturnType<typeof createLoaders> | undefined;
  return {
    snapshot: createSnapshot(findInput, facts),
    part(recorder) {
      // Not before something is executed: most requests are answered without.
      bind ??= createLoaders(site, explainer?.watch(backends) ?? backends, signal);
      const degraded = createDegradations();
      return {
        site,
        sites,
        recorder,
        signal,
        degraded,
        explainer,
        assignments: [],
        loaders: bind({ recorder, degraded: degraded.add, read: explainer?.read }),
        texts: textsFor(site.language),
      };
    },
  };
}
