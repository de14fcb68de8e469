import type { ConsentPurpose } from '../contract/profile.ts';
import { insertMerge } from '../store/identities.ts';
import { readProfile } from '../store/profiles.ts';
import { readsOf } from '../store/reads.ts';
import type { Tx } from '../store/store.ts';
import { consentPurposes } from './consent.ts';
import type { DeskOptions } from './desk.ts';
import { digestOfVisitor } from './digests.ts';
import { toState } from './profile-rows.ts';
import type { ConsentDecision, ConsentDecisions, ProfileState } from './store-port.ts';

/** A device that was found to be a person's, and how. */
export interface Merge {
  readonly from: string;
  readonly to: string;
  readonly how: string;
  readonly site: string;
  readonly channel: string;
}

/**
 * Gives a person what was held of their device, and notes it. The device's id ends here: tokens that were issued before
 * the proof, perhaps to somebody else, become nobody's. A device that was known as a person already is left to that one:
 * two people may share it.
 */
export async function mergeInto(
  tx: Tx,
  merge: Merge,
  { profiles, register, now }: Pick<DeskOptions, 'profiles' | 'register' | 'now'>,
): Promise<void> {
  const { from, to, how, site, channel } = merge;
  const row = await readProfile(readsOf(tx.db), from);
  if (row?.recognition === 'KNOWN') return;
  for (const holder of register.all()) await holder.move(from, to, tx);
  if (row) {
    let next: ProfileState | undefined;
    const change = (person: ProfileState) => {
      next = merged(person, toState(row));
      return next;
    };
    await profiles.update(to, change, tx);
    if (next) for (const holder of register.all()) await holder.consentChanged?.(next, tx);
  }
  await profiles.forget(from, tx);
  const entry = { visitor_id: to, merged_digest: digestOfVisitor(from), how, site, channel, at: now() };
  await insertMerge(tx, entry);
}

/** What a person said or did outranks what was said or done on the device before it was known whose it is. */
export function merged(person: ProfileState, device: ProfileState): ProfileState {
  const sites = new Set([...Object.keys(person.consents), ...Object.keys(device.consents)]);
  const consents = [...sites].map(
    (site) => [site, mergedDecisions(person.consents[site] ?? {}, device.consents[site] ?? {})] as const,
  );
  return {
    ...person,
    consents: Object.fromEntries(consents),
    explicit: { ...device.explicit, ...person.explicit },
    implicit: { ...device.implicit, ...person.implicit },
    seenAt: Math.max(person.seenAt, device.seenAt),
  };
}

function mergedDecisions(person: ConsentDecisions, device: ConsentDecisions): ConsentDecisions {
  const decide = (purpose: ConsentPurpose): ConsentDecision | undefined => {
    const [one, other] = [person[purpose], device[purpose]];
    // Where they differ the refusal holds: nobody is opted in by a device.
    const decision = one && other ? (one.granted ? other : one) : (one ?? other);
    if (!decision) return undefined;
    // The address is proven by now, which is what it waited for.
    const { granted, decidedAt } = decision;
    return { granted, decidedAt };
  };
  return Object.fromEntries(
    consentPurposes.flatMap((purpose) => {
      const decision = decide(purpose);
      return decision ? [[purpose, decision]] : [];
    }),
  );
}
