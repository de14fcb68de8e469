import { createHistory } from './history.ts';

/** Something kept that depends on tags. The index counts its doubts and drops it; nobody else writes `doubts`. */
export interface Dependent {
  readonly tags: readonly string[];
  /** How many of its tags are in doubt. Zero means that it holds as far as any announced change goes. */
  doubts: number;
  /** Milliseconds since the epoch: everything that it was made from had been read by then. */
  readonly readBy: number;
  /** A tag has moved: stop serving it. Called once, after the index has let go of it. */
  drop(): void;
}

interface Doubt {
  readonly arrival: number;
  readonly settled: Promise<void>;
}

/** A change whose effect is being found out: the tags that it may move are in doubt until `settle` is called. */
export interface OpenDoubt {
  settle(): void;
}

/**
 * Which kept things depend on which tags, and what has moved since when. Time in here is the `sequence`, which rises with
 * every move, in this process only. `position` is the log's, for what is shared with other processes.
 */
export interface TagIndex {
  sequence(): number;
  /** How many changes have arrived. */
  arrivals(): number;
  /** Of the newest change that has arrived. */
  position(): number;
  arrive(position: number): void;
  /** Tags have moved: whatever depends on them is dropped. Of what other processes share, only what was loaded at
   *  `position` or later still holds. */
  move(tags: Iterable<string>, position: number): void;
  /** Whatever there is may have moved: everything kept is dropped, and nothing loaded before holds. */
  moveAll(position: number): void;
  /** As `move`, but spares what had been read before the moment `before`; what is being made at present is not spared. */
  moveRecent(tag: string, position: number, before: number): void;
  /** Whether any of the tags has moved since that sequence; true as well when its history is no longer known. */
  movedSince(tags: Iterable<string>, sequence: number): boolean;
  /** Whether what another process loaded at this log position still holds. */
  holdsAt(tags: Iterable<string>, position: number): boolean;
  link(dependent: Dependent): void;
  unlink(dependent: Dependent): void;
  doubt(tags: readonly string[]): OpenDoubt;
  /** Whether no tag at all is in doubt: what is the case most of the time. */
  isQuiet(): boolean;
  /** Waits for the doubts about these tags that arrived no later than `arrival`; undefined when there are none. */
  settled(tags: Iterable<string>, arrival: number): Promise<void> | undefined;
  /** Tags that something depends on; for metrics and tests. */
  size(): number;
}

/**
 * @param start the log position from which on changes will arrive; nothing is known of the time before.
 * @param maxTags how many moved tags are remembered.
 */
export function createTagIndex(start: number, maxTags = 200_000): TagIndex {
  /** One that is alone stands for itself: most tags have no second. */
  const dependents = new Map<string, Dependent | Set<Dependent>>();
  const doubts = new Map<string, Set<Doubt>>();
  const history = createHistory(start, maxTags);
  let sequence = 0;
  let arrivals = 0;
  let position = start;

  function unlink(dependent: Dependent) {
    for (const tag of dependent.tags) {
      const linked = dependents.get(tag);
      if (linked === dependent || (linked instanceof Set && linked.delete(dependent) && linked.size === 0))
        dependents.delete(tag);
    }
  }

  function dependentsOf(tag: string): readonly Dependent[] {
    const linked = dependents.get(tag);
    if (linked === undefined) return [];
    return linked instanceof Set ? [...linked] : [linked];
  }

  function moveOne(tag: string, at: number, before: number) {
    history.set(tag, sequence, at);
    for (const dependent of dependentsOf(tag)) {
      if (dependent.readBy < before) continue;
      unlink(dependent);
      dependent.drop();
    }
  }

  return {
    sequence: () => sequence,
    arrivals: () => arrivals,
    position: () => position,
    arrive(at) {
      arrivals += 1;
      position = Math.max(position, at);
    },
    move(tags, at) {
      sequence += 1;
      for (const tag of tags) moveOne(tag, at, Number.NEGATIVE_INFINITY);
    },
    moveRecent(tag, at, before) {
      sequence += 1;
      moveOne(tag, at, before);
    },
    moveAll(at) {
      sequence += 1;
      arrivals += 1;
      position = Math.max(position, at);
      history.raise(sequence, at);
      for (const dependent of new Set([...dependents.keys()].flatMap(dependentsOf))) {
        unlink(dependent);
        dependent.drop();
      }
    },
    movedSince: history.movedSince,
    holdsAt: history.holdsAt,
    link(dependent) {
      dependent.doubts = 0;
      for (const tag of dependent.tags) {
        const linked = dependents.get(tag);
        if (linked === undefined) dependents.set(tag, dependent);
        else if (linked instanceof Set) linked.add(dependent);
        else dependents.set(tag, new Set([linked, dependent]));
        if (doubts.size > 0) dependent.doubts += doubts.get(tag)?.size ?? 0;
      }
    },
    unlink,
    doubt(tags) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const doubt: Doubt = { arrival: arrivals, settled: promise };
      for (const tag of tags) {
        const open = doubts.get(tag);
        if (open) open.add(doubt);
        else doubts.set(tag, new Set([doubt]));
        for (const dependent of dependentsOf(tag)) dependent.doubts += 1;
      }
      return {
        settle() {
          for (const tag of tags) {
            const open = doubts.get(tag);
            if (!open?.delete(doubt)) continue;
            if (open.size === 0) doubts.delete(tag);
            for (const dependent of dependentsOf(tag)) dependent.doubts -= 1;
          }
          resolve();
        },
      };
    },
    isQuiet: () => doubts.size === 0,
    settled(tags, arrival) {
      if (doubts.size === 0) return undefined;
      const open = new Set<Promise<void>>();
      for (const tag of tags)
        for (const doubt of doubts.get(tag) ?? []) if (doubt.arrival <= arrival) open.add(doubt.settled);
      return open.size === 0 ? undefined : Promise.all(open).then(() => undefined);
    },
    size: () => dependents.size,
  };
}
