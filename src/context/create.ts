import type { Track } from '../behaviour/behaviour.ts';
import type { Recorder } from '../cache/recorder.ts';
import { createSnapshot, type Snapshot } from '../cache/snapshot.ts';
import type { SiteDirectory } from '../config/site.ts';
import { createLoaders } from '../loaders/loaders.ts';
import type { Backends } from '../loaders/sources.ts';
import { textsFor } from '../texts/texts.ts';
import type { Desk } from '../visitor/desk.ts';
import type { RequestContext } from './context.ts';
import { createDegradations } from './degraded.ts';
import type { Explainer } from './explain.ts';
import { findInput, type RequestFacts } from './inputs.ts';
import type { Preview } from './preview.ts';
import type { Session, Subject, Who } from './session.ts';

export interface RequestOptions extends RequestFacts {
  readonly sites: SiteDirectory;
  /** Aborts when the client left or the request's time is over. */
  readonly signal: AbortSignal;
  readonly backends: Backends;
  /** Takes notes of all that is done; without one nothing is noted. */
  readonly explainer?: Explainer | null;
  /** Whose eyes it is looked at through. */
  readonly preview?: Preview | null;
  /** For operations that write. */
  readonly session?: Session | null;
  readonly desk?: Desk | null;
  readonly track?: Track | null;
  readonly origin?: string;
  readonly subject?: Subject | null;
  readonly deviceId?: string | null;
}

/** A request whose inputs are fixed, before it is known whether anything must be executed. */
export interface OpenRequest {
  readonly snapshot: Snapshot;
  /** The context of one part of it: parts share the snapshot and what is read, and each has a recorder of its own. */
  part(recorder: Recorder): RequestContext;
}

/** Opens a request: from here on nothing of it changes. */
export function openRequest(options: RequestOptions): OpenRequest {
  const { sites, signal, backends, explainer = null, session = null, desk = null, origin = '', ...asked } = options;
  const { subject = null, deviceId = null, track = null, preview = null, ...facts } = asked;
  const { site, channel, visitorId, profile } = facts;
  const inputsOf = (who: Who) =>
    createSnapshot(findInput, { ...facts, visitorId: who.visitorId, profile: who.profile }).ask;
  let bind: ReturnType<typeof createLoaders> | undefined;
  return {
    snapshot: createSnapshot(preview?.inputs ?? findInput, facts),
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
        preview,
        assignments: [],
        loaders: bind({ recorder, degraded: degraded.add, read: explainer?.read }),
        texts: textsFor(site.language),
        who: { visitorId, profile, subject, deviceId },
        session,
        desk,
        track,
        channel,
        origin,
        inputsOf,
      };
    },
  };
}
