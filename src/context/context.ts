import type { Track } from '../behaviour/behaviour.ts';
import type { Recorder } from '../cache/recorder.ts';
import type { InputValue } from '../cache/snapshot.ts';
import type { Site, SiteDirectory } from '../config/site.ts';
import type { Loaders } from '../loaders/loaders.ts';
import type { Texts } from '../texts/shape.ts';
import type { Desk } from '../visitor/desk.ts';
import type { Channel } from './channel.ts';
import type { Degradations } from './degraded.ts';
import type { Explainer } from './explain.ts';
import type { Preview } from './preview.ts';
import type { Session, Who } from './session.ts';

/** What an answer shows that is to be counted for everyone who is sent it: an arm of an experiment, or what a cap is for. */
export interface Assignment {
  /** Key of the site. */
  readonly site: string;
  readonly experiment?: string;
  readonly arm?: string;
  readonly cap?: string;
}

/** All that a resolver may know of its request. Resolvers see no raw request, no wall clock and no randomness. */
export interface RequestContext {
  readonly site: Site;
  readonly sites: SiteDirectory;
  /** What this answer depends on: the only way to an input (`channel`, `segment.KEY`) and to the clock. */
  readonly recorder: Recorder;
  readonly loaders: Loaders;
  readonly degraded: Degradations;
  /** Takes notes for `extensions.explain`; null when nobody asked for it. */
  readonly explainer: Explainer | null;
  /** Null but for an editor's look at the page as somebody else. */
  readonly preview: Preview | null;
  /** The arms that the answer shows, as the decisions are made. */
  readonly assignments: Assignment[];
  /** The sentences of our own, in the site's language. */
  readonly texts: Texts;
  /** Who asks when the request began: to be read below private roots only, and by mutations. */
  readonly who: Who;
  /** Who asks, while an operation writes; null where nothing can be sent back to them. */
  readonly session: Session | null;
  /** What visitors may do about what is known of them. */
  readonly desk: Desk | null;
  /** Takes what visitors did; null where nothing of it can be kept. */
  readonly track: Track | null;
  readonly channel: Channel;
  /** Where this server is reached: `https://api.example`. */
  readonly origin: string;
  /** The inputs of another than who asked: of who they are after a mutation. */
  readonly inputsOf: (who: Who) => (name: string) => InputValue;
  /** Aborts when the client left or the request's time is over. */
  readonly signal: AbortSignal;
}
