import { deleteEventsOf, deleteTraitState, moveEvents, readEventsOf, unuseEvents } from '../store/events.ts';
import type { Store, Tx } from '../store/store.ts';
import { deleteWriteBack } from '../store/write-backs.ts';
import { allows } from '../visitor/consent.ts';
import type { PersonalData } from '../visitor/personal-data.ts';
import type { Folding } from './folding.ts';
import { stateOf } from './folding.ts';
import { toLogged } from './log.ts';
import type { TraitSettings } from './traits/settings.ts';
import { traitsOf } from './traits/traits.ts';

/** What is held of a visitor's behaviour: their events, and the traits that were computed from them. */
export function createBehaviourData(
  store: Store,
  folding: Pick<Folding, 'recompute'>,
  settings: TraitSettings,
): PersonalData {
  return {
    name: 'behaviour',
    async collect(visitorId) {
      const rows = await readEventsOf(store.db, visitorId);
      if (rows.length === 0) return null;
      const state = stateOf(rows, settings);
      const events = rows.map(toLogged).map(({ id, name, at, site, channel, properties }) => ({
        ...{ id, name, at: new Date(at).toISOString(), site, channel, properties },
      }));
      return { events, traits: state && traitsOf(state, settings) };
    },
    async erase(visitorId, tx) {
      const writer = inStore(tx);
      await deleteTraitState(writer, visitorId);
      await deleteWriteBack(writer, visitorId);
      return deleteEventsOf(writer, visitorId, null);
    },
    async move(from, to, tx) {
      const writer = inStore(tx);
      await moveEvents(writer, from, to);
      await deleteTraitState(writer, from);
      await deleteWriteBack(writer, from);
      await folding.recompute(to, writer);
    },
    /**
     * Without ANALYTICS the events of a site go, without PERSONALISATION they are never used again: what was withdrawn once
     * is not used after a new consent either.
     */
    async consentChanged(state, tx) {
      const { visitorId, consents } = state;
      for (const site of Object.keys(consents)) {
        if (!allows(state, site, 'ANALYTICS')) await deleteEventsOf(tx, visitorId, site);
        else if (!allows(state, site, 'PERSONALISATION')) await unuseEvents(tx, visitorId, site);
      }
      await folding.recompute(visitorId, tx);
    },
  };
}

function inStore(tx: Tx | null): Tx {
  if (!tx) throw new TypeError('events are in the store: expected a transaction of it');
  return tx;
}
