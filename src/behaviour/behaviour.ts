import type { EventsConfig } from '../config/events.ts';
import type { Site } from '../config/site.ts';
import type { Channel } from '../context/channel.ts';
import type { EventCountTable } from '../store/event-tables.ts';
import { readCounts, readEventsOf } from '../store/events.ts';
import type { Store } from '../store/store.ts';
import { allows, stateOf } from '../visitor/consent.ts';
import type { PersonalData } from '../visitor/personal-data.ts';
import type { ProfileStore } from '../visitor/store-port.ts';
import { createFolding } from './folding.ts';
import { createIntake, type Taken } from './intake.ts';
import { toLogged } from './log.ts';
import { createBehaviourData } from './personal-data.ts';
import { type GivenEvent, type RejectedEvent, readEvents } from './read-events.ts';
import { type ForgottenEvents, forgetOldEvents, retentionOf } from './retention.ts';
import { type TimelinePage, type ToldContacts, timelineOf } from './timeline.ts';
import { defaultTraitSettings } from './traits/settings.ts';
import { createWriteBack, type TellCustomer, type WriteBack } from './write-back.ts';

export interface TrackedCall {
  readonly site: Site;
  readonly channel: Channel;
  /** Null for a visitor without a valid token. */
  readonly visitorId: string | null;
  readonly events: readonly GivenEvent[];
}

export interface TrackAnswer extends Taken {
  readonly rejected: readonly RejectedEvent[];
}

/**
 * Takes the events of one call. Resolves when those that are right are on the disk; they are in the traits soon after.
 *
 * @throws {EtalageError} TOO_MANY_EVENTS, EVENTS_OVERLOADED; {StoreError}
 */
export type Track = (call: TrackedCall) => Promise<TrackAnswer>;

export interface BehaviourOptions {
  readonly store: Store;
  readonly profiles: ProfileStore;
  /** Tells the CRM what was computed of its customers; absent: nobody is told. */
  readonly tell?: TellCustomer;
  readonly config?: EventsConfig;
  /** How often old events are looked for, in milliseconds. Default an hour; 0 for never. */
  readonly forgetEveryMs?: number;
  /** Hears what goes wrong in the background; it is tried again. */
  readonly failed: (error: unknown) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface Behaviour {
  readonly track: Track;
  /** Joins export, erase, merge and consent of what is held of a person. */
  readonly data: PersonalData;
  /** For customer service: all contacts with a person, with what backends told of them. */
  timeline(
    visitorId: string,
    told: readonly ToldContacts[],
    window: { readonly first: number; readonly before?: number | null },
  ): Promise<TimelinePage>;
  /** Counts by day, name and subject, of everybody. */
  counts(site: string, from: string, to: string): Promise<readonly EventCountTable[]>;
  /** Resolves when all events are in the traits. */
  settled(): Promise<void>;
  /** One round of the job that keeps nothing too long. */
  forget(): Promise<ForgottenEvents>;
  /** One round of the job that tells the CRM. @returns how many it was told of. */
  writeBack(): Promise<number>;
  /** Events that wait to be written. */
  waiting(): number;
  close(): Promise<void>;
}

/** How often another process's events are looked for on a store that is shared, in milliseconds. */
const pollMs = 50;

const day = 86_400_000;

/** Takes what visitors do, keeps it as far as they allow, and computes what is relevant to them from it. */
export function createBehaviour(options: BehaviourOptions): Behaviour {
  const { store, profiles, failed, now, config = {}, forgetEveryMs = 3_600_000 } = options;
  const { halfLifeDays, waiting } = config;
  const settings = halfLifeDays ? { ...defaultTraitSettings, halfLifeMs: halfLifeDays * day } : defaultTraitSettings;
  const retention = retentionOf(config);
  const writeBack: WriteBack | null = options.tell
    ? createWriteBack({ store, profiles, tell: options.tell, failed, now })
    : null;
  const folding = createFolding({
    ...{ store, profiles, settings, failed },
    changed: async (tx, visitors) => writeBack?.ask(tx, visitors),
    pollMs: store.shared ? pollMs : 0,
  });
  const intake = createIntake({ store, now, mostWaiting: waiting, committed: folding.wake });

  const forget = () => forgetOldEvents(store, folding, retention, now());
  let forgetting: Promise<unknown> = Promise.resolve();
  const timer = forgetEveryMs > 0 ? setInterval(() => (forgetting = forget().catch(failed)), forgetEveryMs) : undefined;
  timer?.unref();

  async function track({ site, channel, visitorId, events: given }: TrackedCall): Promise<TrackAnswer> {
    const { events, rejected } = readEvents(given, { site, channel, now: now() });
    const state = visitorId === null ? null : stateOf(await profileOf(visitorId));
    const isKept = allows(state, site.key, 'ANALYTICS');
    const taken = await intake.take({
      events,
      visitorId: isKept ? visitorId : null,
      used: isKept && allows(state, site.key, 'PERSONALISATION'),
    });
    return { ...taken, rejected };
  }

  /** Resident nearly always: the request was recognised by it. */
  async function profileOf(visitorId: string) {
    const profile = profiles.get(visitorId);
    return profile === undefined ? profiles.load(visitorId) : profile;
  }

  return {
    track,
    data: createBehaviourData(store, folding, settings),
    timeline: async (visitorId, told, window) =>
      timelineOf((await readEventsOf(store.db, visitorId)).map(toLogged), told, window),
    counts: (site, from, to) => readCounts(store.db, site, from, to),
    settled: folding.settled,
    forget,
    writeBack: async () => (writeBack ? writeBack.run() : 0),
    waiting: intake.waiting,
    async close() {
      clearInterval(timer);
      await intake.close();
      await Promise.all([forgetting, folding.close(), writeBack?.close()]);
    },
  };
}
