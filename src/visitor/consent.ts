/**
 * The gate: every read and every write of what a visitor did passes here, and asks for their consent. Without a decision
 * nothing is allowed.
 */
import type { ConsentPurpose, Profile } from '../contract/profile.ts';
import type { ProfileState } from './store-port.ts';

export const consentPurposes = ['ANALYTICS', 'PERSONALISATION', 'MARKETING'] as const satisfies ConsentPurpose[];

/**
 * Whether a visitor allows a purpose on a site. For who writes: an event keeps its visitor with ANALYTICS only, a trait
 * (`implicit`) is computed with PERSONALISATION only. A visitor of whom nothing is remembered has allowed nothing.
 */
export function allows(state: ProfileState | null, site: string, purpose: ConsentPurpose): boolean {
  const decision = state?.consents[site]?.[purpose];
  return decision?.granted === true && decision.pending !== true;
}

const nothing: Readonly<Record<string, unknown>> = Object.freeze({});
const views = new WeakMap<ProfileState, Map<string, Profile>>();

/**
 * What of a profile answers of a site may vary by. Behaviour and what the person said of themselves are in it with consent
 * to PERSONALISATION on this site only; without a site they never are. The same object for the same state and site.
 */
export function profileOn(state: ProfileState, site = ''): Profile {
  let bySite = views.get(state);
  if (!bySite) views.set(state, (bySite = new Map()));
  let view = bySite.get(site);
  if (!view) bySite.set(site, (view = viewOf(state, site)));
  return view;
}

function viewOf(state: ProfileState, site: string): Profile {
  const { visitorId, version, priceGroup, recognition } = state;
  const consents = consentPurposes.filter((purpose) => allows(state, site, purpose));
  const traits = consents.includes('PERSONALISATION') ? traitsOf(state) : nothing;
  return Object.freeze({ visitorId, version, priceGroup, recognition, consents, traits });
}

/** What was said outranks what was computed. */
function traitsOf({ implicit, explicit }: ProfileState): Profile['traits'] {
  return Object.freeze({ ...implicit, ...explicit });
}
