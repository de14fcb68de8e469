/** A part of a process that takes events, on a store of its own or with others, with a clock that is moved by hand. */
import { type Behaviour, type BehaviourOptions, createBehaviour } from '../../src/behaviour/behaviour.ts';
import type { GivenEvent } from '../../src/behaviour/read-events.ts';
import type { ConsentPurpose } from '../../src/contract/profile.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createProfileStore } from '../../src/visitor/profile-store.ts';
import type { ProfileState, ProfileStore } from '../../src/visitor/store-port.ts';
import { testSite } from './site.ts';

const site = testSite();

export interface BehaviourNode {
  readonly store: Store;
  readonly profiles: ProfileStore;
  readonly behaviour: Behaviour;
  /** Milliseconds since the epoch; moved by hand. */
  now: number;
  readonly failures: unknown[];
  /** Decides on a site: the purposes that are named are granted, the others are not. */
  consent(visitorId: string, purposes: readonly ConsentPurpose[], key?: string): Promise<void>;
  /** Each a look at a product, as far as it says nothing else. */
  track(visitorId: string | null, ...events: Partial<GivenEvent>[]): ReturnType<Behaviour['track']>;
  implicit(visitorId: string): Promise<ProfileState['implicit'] | undefined>;
  rows(visitorId: string): Promise<{ id: string; used: number }[]>;
}

/** @param closing takes what is to be called at the end, the last first. */
export async function openBehaviour(
  url: string,
  closing: (() => Promise<void>)[],
  options: Partial<BehaviourOptions> = {},
): Promise<BehaviourNode> {
  const store = await openStore(url);
  closing.push(() => store.close());
  const failures: unknown[] = [];
  const node = { now: Date.parse('2026-11-22T12:00:00Z') } as {
    -readonly [Key in keyof BehaviourNode]: BehaviourNode[Key];
  };
  const now = () => node.now;
  const profiles = createProfileStore({ store, now });
  const behaviour = createBehaviour({
    ...{ store, profiles, now, forgetEveryMs: 0, failed: (error) => failures.push(error) },
    ...options,
  });
  closing.push(() => behaviour.close());
  let ids = 0;
  return Object.assign(node, {
    ...{ store, profiles, behaviour, failures },
    async consent(visitorId: string, purposes: readonly ConsentPurpose[], key = site.key) {
      await store.transaction(async (tx) => {
        const granted = { granted: true, decidedAt: node.now };
        let next: ProfileState | undefined;
        await profiles.update(
          visitorId,
          (state) => {
            const own = Object.fromEntries(purposes.map((purpose) => [purpose, granted]));
            next = { ...state, consents: { ...state.consents, [key]: own } };
            return next;
          },
          tx,
        );
        await behaviour.data.consentChanged?.(next as unknown as ProfileState, tx);
      });
    },
    track(visitorId: string | null, ...events: Partial<GivenEvent>[]) {
      const given = events.map((event) => {
        ids += 1;
        return { id: `e-${ids}`, name: 'PRODUCT_VIEWED', properties: { sku: 'a', category: 'beds' }, ...event };
      });
      return behaviour.track({ site, channel: 'WEB', visitorId, events: given });
    },
    implicit: async (visitorId: string) => (await profiles.state(visitorId))?.implicit,
    rows: (visitorId: string) =>
      store.db
        .selectFrom('event')
        .select(['id', 'used'])
        .where('visitor_id', '=', visitorId)
        .orderBy('position')
        .execute(),
  });
}
