/** What the weather is like, in words and degrees Celsius. */
export interface Weather {
  readonly condition: 'CLEAR' | 'CLOUDS' | 'RAIN' | 'SNOW' | 'STORM' | 'FOG';
  readonly temperature: number;
}

/** Where somebody is, as roughly as rules need it. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 3166-2 without the country, `NH`; null when it is not known. */
  readonly region: string | null;
}

/** How somebody came to the storefront. */
export type Referrer = 'DIRECT' | 'SEARCH' | 'SOCIAL' | 'EMAIL' | 'OWN' | 'OTHER';

/** The `utm_` parameters of the page that somebody landed on. */
export interface Campaign {
  readonly source: string | null;
  readonly medium: string | null;
  readonly name: string | null;
  readonly term: string | null;
  readonly content: string | null;
}

/** From where and how a visitor comes: what of a request rules may be over besides site, channel and time. Never changed in place. */
export interface Circumstances {
  readonly country: string | null;
  readonly region: string | null;
  readonly weather: Weather | null;
  readonly referrer: Referrer | null;
  readonly campaign: Campaign | null;
}
