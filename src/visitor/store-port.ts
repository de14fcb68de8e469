import type { ConsentPurpose, Profile, Profiles, Recognition } from '../contract/profile.ts';
import type { Tx } from '../store/store.ts';

/** What a visitor decided about one purpose on one site. The log of consents holds how, and under which text. */
export interface ConsentDecision {
  readonly granted: boolean;
  /** Milliseconds since the epoch. */
  readonly decidedAt: number;
  /** Wanted, and not yet proven to be theirs: it counts as not granted. */
  readonly pending?: true;
}

/** The decisions of one site; a purpose that is absent was never decided, which counts as not granted. */
export type ConsentDecisions = Readonly<Partial<Record<ConsentPurpose, ConsentDecision>>>;

/**
 * All that is remembered of a visitor, whatever they have consented to: for who writes it. What may be read of it for an
 * answer is a `Profile`, made by the gate in consent.ts. Never changed in place. Plain JSON.
 */
export interface ProfileState {
  /** Of a device, or of a person once they are KNOWN. */
  readonly visitorId: string;
  /** Rises by one with every write; 0 for one of whom nothing is remembered yet. */
  readonly version: number;
  readonly priceGroup: string | null;
  /** How sure it is at most: AUTHENTICATED is a matter of one request, and never kept. */
  readonly recognition: Exclude<Recognition, 'AUTHENTICATED'>;
  /** By key of the site. */
  readonly consents: Readonly<Record<string, ConsentDecisions>>;
  /** What the person said: a shoe size. Of KNOWN visitors never mixed with what anybody typed before. */
  readonly explicit: Readonly<Record<string, unknown>>;
  /** What was computed from what they did: `journeyStage`, `shopperType`, `affinities`. Written with consent only. */
  readonly implicit: Readonly<Record<string, unknown>>;
  /** Id of the customer in the CRM; null until KNOWN. */
  readonly customerKey: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly seenAt: number;
}

/** Where profiles are kept, with those in memory that are asked for while an answer is looked up. */
export interface ProfileStore extends Profiles {
  /** The newest state, from where it is kept; null for a visitor of whom nothing is remembered. @throws {StoreError} */
  state(visitorId: string): Promise<ProfileState | null>;
  /**
   * Writes a profile anew, in one transaction: no other write comes in between. `change` gets the newest state (a blank one
   * of version 0 at first) and returns the next; `visitorId`, `version` and `createdAt` are the store's own. It is
   * synchronous, and free of side effects.
   *
   * When it resolves (with `tx`: when that has committed) `get` answers by the new state, and listeners have been told.
   *
   * @throws {EtalageError} VISITOR_GONE for a visitor who was erased, or merged into another: nothing is written.
   * @throws {StoreError}
   */
  update(visitorId: string, change: (state: ProfileState) => ProfileState, tx?: Tx): Promise<Profile>;
  /** Forgets a visitor for good: their id is never taken again. @throws {StoreError} */
  forget(visitorId: string, tx?: Tx): Promise<void>;
  /** Hears of every profile that is another one now, also when another process wrote it. @returns a function that ends it. */
  onChange(listener: (visitorId: string) => void): () => void;
  load(visitorId: string, atLeast?: number): Promise<Profile | null>;
}
