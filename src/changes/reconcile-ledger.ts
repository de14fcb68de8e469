import type { ChangeDraft, Listed } from '../contract/changes.ts';

/** Changes of one way to differ that nobody had told of. */
export interface Missed {
  readonly count: number;
  /** The first of them: `product nw-101`. */
  readonly examples: readonly string[];
}

/** What one walk over all that a backend has came to. */
export interface ReconcileReport {
  readonly source: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** It was the first: it noted what there is, and had nothing to compare with. */
  readonly baseline: boolean;
  /** Entries of the backend's listing that were looked at; a resumed walk counts those before, too. */
  readonly looked: number;
  readonly changed: Missed;
  readonly added: Missed;
  readonly removed: Missed;
  /**
   * Entities that differ and of which something was told since the walk before. Whether it was all of it cannot be known, so
   * each is logged once more; none of them counts as missed.
   */
  readonly repeated: number;
  /** Entries that are no changes by the rules of the log, such as a key that is not opaque. */
  readonly refused: number;
  /** Pages that had to be asked for again. */
  readonly retries: number;
  /** Why it did not come to the end; what it had found until then is logged. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** How far a walk is. It is kept after each page, so that another process can go on. */
export interface Walk extends Omit<ReconcileReport, 'endedAt' | 'error'> {
  /** Rises with each walk of a source. */
  readonly number: number;
  /** Of the next page; null for the first. */
  readonly cursor: string | null;
  /** All pages are read: what is left is what they did not have. */
  readonly listed: boolean;
  readonly ended: boolean;
  /** The log's position when this walk began, and when the complete one before did. */
  readonly position: number;
  readonly positionBefore: number;
  /** Kinds, by scope, that complete walks have seen, and that this one has: what is in a new one is not new itself. */
  readonly knownParts: readonly string[];
  readonly seenParts: readonly string[];
  /** When the last complete walk ended, in milliseconds since the epoch; null before the first. */
  readonly completeAt: number | null;
}

/** What was seen of an entry at the last walk. */
export interface Seen extends Pick<Listed, 'kind' | 'key'> {
  readonly scope: string;
  readonly version: number | null;
  readonly fingerprint: string | null;
  /** The log's position when it was asked for. */
  readonly position: number;
  /** Number of the walk that saw it last. */
  readonly walk: number;
}

export interface Entity {
  readonly kind: string;
  readonly key: string;
}

/** What walking needs to remember: one in memory for a process alone, the store's for what must survive and be shared. */
export interface Ledger {
  /** Takes the source for this process, or prolongs it, for so many milliseconds. False when another process has it. */
  hold(source: string, ms: number): Promise<boolean>;
  release(source: string): Promise<void>;
  /** The walk that was last begun. */
  walk(source: string): Promise<Walk | null>;
  /** What was seen of these entries, in their order. */
  seen(source: string, entries: readonly Listed[]): Promise<readonly (Seen | undefined)[]>;
  /** The position at which something was last told of each of these entities, not counting what reconciling logged itself;
   *  of those after `after`. In their order. */
  told(source: string, entities: readonly Entity[], after: number): Promise<readonly (number | undefined)[]>;
  /** The newest version that was told of each, in their order. */
  versions(source: string, entities: readonly Entity[]): Promise<readonly (number | undefined)[]>;
  /** Entries that the walk did not see, at most so many. */
  unseen(source: string, walk: number, limit: number): Promise<readonly Seen[]>;
  /**
   * Notes a step and logs what it found: all of it, or nothing.
   *
   * @throws {EtalageError} RECONCILE_TOO_LARGE where memory is the limit.
   */
  keep(source: string, step: Step): Promise<void>;
  /** Notes the end of a walk. */
  finish(source: string, walk: Walk, report: ReconcileReport): Promise<void>;
  /** Newest first; of one source or, with null, of all. */
  reports(source: string | null, first: number): Promise<readonly ReconcileReport[]>;
}

export interface Step {
  readonly walk: Walk;
  readonly seen: readonly Seen[];
  readonly gone: readonly Seen[];
  readonly drafts: readonly ChangeDraft[];
}

/** What the ids of changes that reconciling logs begin with. */
export const ownIds = 'etalage-reconcile:';

/** Reports that are kept of each source. */
export const reportsKept = 100;

export function nameOf({ kind, key }: Entity): string {
  return `${kind} ${key}`;
}
