import { type Contents, createContents, type Payload } from './contents.ts';
import type { DegradedPart, Footprint } from './footprint.ts';
import { createRecency } from './recency.ts';
import type { InputValue } from './snapshot.ts';
import type { Dependent, TagIndex } from './tag-index.ts';
import { createTries, type TrieNode, type Tries } from './trie.ts';

/** An execution's result, as its caller builds it. */
export interface Made<P extends Payload, A> {
  readonly payload: P;
  /** False when it holds errors: such an answer is never kept. */
  readonly storable: boolean;
  /** Which arms of which experiments it shows: a hit is an exposure as a miss is. */
  readonly assignments: readonly A[];
}

/** A kept answer. */
export interface Entry<P extends Payload, A> extends Dependent {
  readonly payload: P;
  readonly assignments: readonly A[];
  readonly since: number;
  readonly until: number;
  readonly softUntil: number;
  /** Not for a CDN: it asked for an input that is known from the visitor. */
  readonly personal: boolean;
  readonly degraded: readonly DegradedPart[];
}

/** An entry as it hangs in its trie and in the order of use. */
interface Hung<P extends Payload, A, F> extends Entry<P, A> {
  node: TrieNode<Hung<P, A, F>, F>;
  newer: Hung<P, A, F> | null;
  older: Hung<P, A, F> | null;
  usedAfter: number;
  readonly bytes: number;
  live: boolean;
}

/** Kept answers: found by their tries, dropped by the index, bounded in bytes by when they were last used. */
export interface Entries<P extends Payload, A, F> {
  readonly tries: Tries<Hung<P, A, F>, F>;
  use(entry: Entry<P, A>): void;
  /**
   * Keeps an answer under the inputs that it was made with, unless it must not be kept: it is private, holds errors, is
   * fleeting, its time is over, or something that it depends on has moved. From check to store is one synchronous block.
   */
  store(key: string, made: Made<P, A>, footprint: Footprint, now: number): Entry<P, A> | undefined;
  /** What an entry was made for: the way to its place. */
  inputsOf(entry: Entry<P, A>): ReadonlyMap<string, InputValue>;
  /** Takes out an entry that another one has replaced elsewhere; nothing happens when it is gone already. */
  retire(entry: Entry<P, A>): void;
  bytes(): number;
  count(): number;
  contents(): number;
}

/**
 * @param maxBytes of payloads, each counted once, and what surrounds them.
 * @param degradedMs how long an answer with degraded parts lives: to keep none would turn an outage into a storm of misses.
 */
export function createEntries<P extends Payload, A, F>(
  index: TagIndex,
  maxBytes: number,
  degradedMs: number,
): Entries<P, A, F> {
  type Item = Hung<P, A, F>;
  const tries = createTries<Item, F>();
  const recency = createRecency<Item>();
  const contents: Contents<P> = createContents();
  let overhead = 0;
  let count = 0;

  /** After the index has let go of it. */
  function detach(item: Item) {
    item.live = false;
    recency.remove(item);
    contents.release(item.payload);
    overhead -= item.bytes;
    count -= 1;
    if (item.node.entry !== item) return;
    item.node.entry = undefined;
    tries.prune(item.node);
  }

  function remove(item: Item) {
    index.unlink(item);
    detach(item);
  }

  return {
    tries,
    use: (entry) => recency.use(entry as Item),
    store(key, made, footprint, now) {
      const { since, softUntil, personal, degraded, tags } = footprint;
      if (!made.storable || footprint.private || footprint.fleeting) return undefined;
      if (now < since || now >= footprint.until) return undefined;
      if (index.movedSince(tags, footprint.asOf)) return undefined;
      // What surrounds the bytes: the entry, its place in the trie and in each tag's set.
      const bytes = 400 + 64 * tags.size + 200 * footprint.inputs.size;
      // One that is larger than all the room there is would push out everything, itself at last.
      if (made.payload.size + bytes > maxBytes) return undefined;
      const until = degraded.length > 0 ? Math.min(footprint.until, now + degradedMs) : footprint.until;
      const node = tries.place(key, footprint.inputs);
      if (node.entry !== undefined) {
        // Taken out without pruning: its place is about to be filled.
        const before = node.entry;
        node.entry = undefined;
        remove(before);
      }
      const item: Item = {
        payload: contents.take(made.payload),
        assignments: made.assignments,
        tags: [...tags],
        since,
        until,
        softUntil,
        personal,
        degraded,
        readBy: now,
        doubts: 0,
        drop: () => detach(item),
        node,
        newer: null,
        older: null,
        usedAfter: 0,
        bytes,
        live: true,
      };
      node.entry = item;
      index.link(item);
      recency.add(item);
      overhead += item.bytes;
      count += 1;
      while (contents.bytes() + overhead > maxBytes) remove(recency.oldest() as Item);
      return item.live ? item : undefined;
    },
    inputsOf(entry) {
      const inputs = new Map<string, InputValue>();
      for (let { node } = entry as Item; node.parent !== null; node = node.parent) inputs.set(node.input, node.value);
      return inputs;
    },
    retire(entry) {
      if ((entry as Item).live) remove(entry as Item);
    },
    bytes: () => contents.bytes() + overhead,
    count: () => count,
    contents: () => contents.count(),
  };
}
