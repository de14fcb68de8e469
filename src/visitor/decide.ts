import type { ConsentPurpose } from '../contract/profile.ts';
import { insertConsents } from '../store/consents.ts';
import { allows } from './consent.ts';
import { benefitOf, consentTextVersion } from './consent-texts.ts';
import type { Desk, DeskOptions, UserError } from './desk.ts';
import type { ProfileState } from './store-port.ts';

/** Takes decisions of visitors on what may be done with what they do, and writes down how they were made. */
export function createDeciding({ store, profiles, views, register, now }: DeskOptions): Pick<Desk, 'decide'> {
  return {
    async decide(decisions, { session, site, channel, texts }) {
      const purposes = decisions.map(({ purpose }) => purpose);
      if (new Set(purposes).size < purposes.length) return [twice];
      if (decisions.length === 0) return [];
      const visitorId = session.ensure();
      const at = now();
      const profile = await store.transaction(async (tx) => {
        let known = false;
        let next: ProfileState | undefined;
        const written = await profiles.update(
          visitorId,
          (state) => {
            known = state.recognition === 'KNOWN';
            next = decided(state, site.key, decisions, known, at);
            return next;
          },
          tx,
        );
        if (next) for (const holder of register.all()) await holder.consentChanged?.(next, tx);
        const rows = decisions.map(({ purpose, granted }) => ({
          visitor_id: visitorId,
          site: site.key,
          purpose,
          granted: Number(granted),
          pending: Number(isPending(purpose, granted, known)),
          text_version: consentTextVersion(site),
          text: benefitOf(purpose, site, texts),
          language: site.language,
          how: channel,
          at,
        }));
        await insertConsents(tx, rows);
        return written;
      });
      session.wrote(views.get(visitorId, site.key) ?? profile);
      return [];
    },
  };
}

const twice: UserError = { code: 'PURPOSE_TWICE', field: ['consents'], message: 'Decide on each purpose once' };

/** Who is written to must have proven that the address is theirs. */
function isPending(purpose: ConsentPurpose, granted: boolean, known: boolean): boolean {
  return purpose === 'MARKETING' && granted && !known;
}

function decided(
  state: ProfileState,
  site: string,
  decisions: readonly { readonly purpose: ConsentPurpose; readonly granted: boolean }[],
  known: boolean,
  at: number,
): ProfileState {
  const own = decisions.map(({ purpose, granted }) => {
    const pending = isPending(purpose, granted, known) ? ({ pending: true } as const) : {};
    return [purpose, { granted, decidedAt: at, ...pending }] as const;
  });
  const consents = { ...state.consents, [site]: { ...state.consents[site], ...Object.fromEntries(own) } };
  const next = { ...state, consents, seenAt: at };
  // What was computed of somebody who allows it nowhere any more is not kept for a change of mind.
  const isWanted = Object.keys(consents).some((key) => allows(next, key, 'PERSONALISATION'));
  return isWanted ? next : { ...next, implicit: {} };
}
