/** How sure it is who a visitor is, from not at all upwards. CLAIMED is an address or card that was given and not proven: it only writes. */
export type Recognition = 'ANONYMOUS' | 'CLAIMED' | 'KNOWN' | 'AUTHENTICATED';

/** What a visitor may allow: counting them, being shown what fits them, being written to. */
export type ConsentPurpose = 'ANALYTICS' | 'PERSONALISATION' | 'MARKETING';

/**
 * What is remembered of a visitor, as far as answers may vary by it. Never changed in place: a profile that is written to
 * is another object.
 */
export interface Profile {
  readonly visitorId: string;
  /** Rises with every write. */
  readonly version: number;
  readonly priceGroup: string | null;
  /**
   * Facts that segments are rules over: `orders`, `lastSeenAt`. Empty of behaviour without consent to PERSONALISATION:
   * what may not be used is not here.
   */
  readonly traits: Readonly<Record<string, unknown>>;
  /** Absent: ANONYMOUS. */
  readonly recognition?: Recognition;
  /** What the visitor has consented to on the site that asks. Absent: nothing. */
  readonly consents?: readonly ConsentPurpose[];
}

/** Profiles that are at hand: asked while an answer is looked up, so resident and without side effects. */
export interface Profiles {
  /**
   * What may be known of a visitor on a site; without a site, what needs no consent. The same object for as long as it is
   * the same. Undefined for one that is not resident; null for one who is gone (erased, or merged into another), whose
   * token stands for nobody.
   */
  get(visitorId: string, site?: string): Profile | null | undefined;
  /**
   * Makes a profile resident, of at least this version; null for a visitor of whom nothing is remembered. Absent where all
   * profiles are resident. Whoever finds none by `get`, or an older one than the token names, calls it before answering.
   */
  load?(visitorId: string, atLeast?: number): Promise<Profile | null>;
}
