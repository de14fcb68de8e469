import type { InputValue } from './snapshot.ts';

/** A part of an answer that is older than it should be, or absent, because its backend failed. */
export interface DegradedPart {
  readonly kind: string;
  readonly key: string;
  readonly served: 'STALE' | 'MISSING';
  /** Milliseconds since it was loaded; null when nothing was served. */
  readonly ageMs: number | null;
}

/** Everything that one answer depended on. */
export interface Footprint {
  /** The index's sequence at which all that was read was known to be current. */
  readonly asOf: number;
  readonly tags: ReadonlySet<string>;
  /** Inputs in the order in which they were first asked, with the value that was given. */
  readonly inputs: ReadonlyMap<string, InputValue>;
  /** Holds from this moment on, milliseconds since the epoch, inclusive. */
  readonly since: number;
  /** Holds up to this moment, exclusive. */
  readonly until: number;
  /** From this moment on it should be made anew, but may still be served while that happens. */
  readonly softUntil: number;
  /** An input known from the visitor was asked: not for a CDN. */
  readonly personal: boolean;
  /** The visitor was asked for itself: for nobody else. */
  readonly private: boolean;
  readonly degraded: readonly DegradedPart[];
  /** A value was used that a change has overtaken or that is older than announced: good for who asked, not to be kept. */
  readonly fleeting: boolean;
}
