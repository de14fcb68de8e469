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
