/** What a connector may know of the site it is asked for. */
export interface CallSite {
  readonly key: string;
  readonly brand: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** BCP 47 primary language, lower case: `nl`. */
  readonly language: string;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** This connector's own settings for the site, from the sites file: a channel token, a store view, a space. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Goes with every call to a connector. */
export interface Call {
  readonly site: CallSite;
  /** BCP 47 with region: `nl-BE`. A backend without it answers in its nearest language, never with an error. */
  readonly locale: string;
  /** Aborts when the request's time is over or nobody waits any more. Pass it to `fetch`. */
  readonly signal: AbortSignal;
  /** Drafts are wanted, for an editor's preview. Who has none answers what is published. */
  readonly preview?: boolean;
}

/**
 * The answer to a batch: one entry per key, in the order of the keys; `null` for what does not exist (for this site),
 * an `Error` for a key that could not be read while others could. A failure of the whole batch is thrown instead.
 */
export type Results<T> = readonly (T | null | Error)[];
