/** What is remembered of a visitor. Never changed in place: a profile that is written to is another object. */
export interface Profile {
  readonly visitorId: string;
  /** Rises with every write. */
  readonly version: number;
  readonly priceGroup: string | null;
  /** Facts that segments are rules over: `orders`, `lastSeenAt`. */
  readonly traits: Readonly<Record<string, unknown>>;
}

/** Profiles that are at hand: asked while an answer is looked up, so resident and without side effects. */
export interface Profiles {
  get(visitorId: string): Profile | undefined;
}

/** Profiles held in memory. */
export function createProfiles(profiles: Iterable<Profile> = []): Profiles & { put(profile: Profile): void } {
  const byId = new Map(Array.from(profiles, (profile) => [profile.visitorId, profile]));
  return {
    get: (visitorId) => byId.get(visitorId),
    put: (profile) => void byId.set(profile.visitorId, profile),
  };
}
