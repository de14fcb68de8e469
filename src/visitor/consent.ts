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
const states = new WeakMap<Profile, ProfileState>();

/**
 * What of a profile answers of a site may vary by. Behaviour and what the person said of themselves are in it with consent
 * to PERSONALISATION on this site only; without a site they never are. The same object for the same state and site.
 */
export function profileOn(state: ProfileState, site = ''): Profile {
  const known = views.get(state) ?? new Map<string, Profile>();
  views.set(state, known);
  const view = known.get(site) ?? viewOf(state, site);
  known.set(site, view);
  return view;
}

/**
 * The state that a view was made of: for the private roots, where visitors read what is kept of themselves. Null for a
 * profile that was not made here.
 */
export function stateOf(profile: Profile | null): ProfileState | null {
  return (profile && states.get(profile)) ?? null;
}

function viewOf(state: ProfileState, site: string): Profile {
  const { visitorId, version, priceGroup, recognition } = state;
  const consents = consentPurposes.filter((purpose) => allows(state, site, purpose));
  const traits = consents.includes('PERSONALISATION') ? traitsOf(state) : nothing;
  const view: Profile = Object.freeze({ visitorId, version, priceGroup, recognition, consents, traits });
  states.set(view, state);
  return view;
}

/** The same profile for a request that proves who asks: by a customer's own token. */
export function authenticated(profile: Profile): Profile {
  const view: Profile = Object.freeze({ ...profile, recognition: 'AUTHENTICATED' });
  const state = states.get(profile);
  if (state) states.set(view, state);
  return view;
}

/** What was said outranks what was computed. */
function traitsOf({ implicit, explicit }: ProfileState): Profile['traits'] {
  return Object.freeze({ ...implicit, ...explicit });
}
