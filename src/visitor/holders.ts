import { deleteConsents, moveConsents, readConsents } from '../store/consents.ts';
import { deleteIdentities, moveIdentities, readIdentities, readMerges } from '../store/identities.ts';
import type { Store, Tx } from '../store/store.ts';
import type { PersonalData } from './personal-data.ts';
import type { ProfileStore } from './store-port.ts';

const day = (ms: number) => new Date(ms).toISOString();

function within(tx: Tx | null): Tx {
  if (!tx) throw new TypeError('what is in the store is changed in a transaction');
  return tx;
}

/** What this folder holds of persons: the profile, what proves it, and what was consented to. */
export function createHolders(store: Store, profiles: ProfileStore): readonly PersonalData[] {
  return [
    {
      name: 'profile',
      async collect(visitorId) {
        const state = await profiles.state(visitorId);
        if (!state) return null;
        const { recognition, priceGroup, explicit, implicit, createdAt, seenAt } = state;
        return { recognition, priceGroup, explicit, implicit, createdAt: day(createdAt), seenAt: day(seenAt) };
      },
      // Removed by `forget` itself, as the last: others may look at it while they erase theirs.
      erase: async (visitorId) => ((await profiles.state(visitorId)) ? 1 : 0),
      async move() {},
    },
    {
      name: 'identities',
      async collect(visitorId) {
        const proofs = await readIdentities(store.db, visitorId);
        const devices = await readMerges(store.db, visitorId);
        if (proofs.length + devices.length === 0) return null;
        return {
          proofs: proofs.map(({ kind, proven_at }) => ({ kind, provenAt: day(proven_at) })),
          devices: devices.map(({ how, site, channel, at }) => ({ how, site, channel, at: day(at) })),
        };
      },
      erase: (visitorId, tx) => deleteIdentities(within(tx), visitorId),
      move: (from, to, tx) => moveIdentities(within(tx), from, to),
    },
    {
      name: 'consents',
      async collect(visitorId) {
        const rows = await readConsents(store.db, visitorId);
        if (rows.length === 0) return null;
        return rows.map(({ site, purpose, granted, pending, text_version, text, language, how, at }) => ({
          ...{ site, purpose, granted: granted === 1, pending: pending === 1, textVersion: text_version },
          ...{ text, language, how, at: day(at) },
        }));
      },
      erase: (visitorId, tx) => deleteConsents(within(tx), visitorId),
      move: (from, to, tx) => moveConsents(within(tx), from, to),
    },
  ];
}
