import { stateOf } from './consent.ts';
import { createDeciding } from './decide.ts';
import type { Desk, DeskOptions } from './desk.ts';
import { createIdentifying } from './identify.ts';
import { createLeaving } from './leave.ts';

/** All that visitors may do about what is known of them. */
export function createDesk(options: DeskOptions): Desk {
  const { customers } = options;
  return {
    ...createIdentifying(options),
    ...createDeciding(options),
    ...createLeaving(options),
    async customer({ profile, subject }, { site, signal }) {
      const state = stateOf(profile);
      const isKnown = state?.recognition === 'KNOWN' || subject != null;
      if (!isKnown) return null;
      const key = state?.customerKey ?? subject?.customerKey ?? null;
      if (key !== null) return customers.byId(key, site, signal);
      const email = subject?.email ?? null;
      return email === null ? null : customers.byClaim({ kind: 'EMAIL', value: email }, site, signal);
    },
  };
}
