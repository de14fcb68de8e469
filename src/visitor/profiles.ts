import type { Profile, Profiles } from '../contract/profile.ts';

/** Profiles held in memory. */
export function createProfiles(profiles: Iterable<Profile> = []): Profiles & { put(profile: Profile): void } {
  const byId = new Map(Array.from(profiles, (profile) => [profile.visitorId, profile]));
  return {
    get: (visitorId) => byId.get(visitorId),
    put: (profile) => void byId.set(profile.visitorId, profile),
  };
}
