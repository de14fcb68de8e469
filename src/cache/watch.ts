import type { Dependent, TagIndex } from './tag-index.ts';

/** An eye on the tags of something that is kept outside the cache: what a stream has sent. */
export interface Watch {
  /** No tag has moved, and no change is being looked into that may move one. */
  holds(): boolean;
  close(): void;
}

/**
 * Watches tags until one of them moves.
 *
 * @param asOf the sequence at which all that was read was known to be current.
 * @param now milliseconds since the epoch: all had been read by then.
 * @param moved is called once, within the move: it must not ask the cache for anything there and then.
 * @returns null when a tag has moved since `asOf`: there is nothing left to watch.
 */
export function watchTags(
  index: TagIndex,
  tags: Iterable<string>,
  asOf: number,
  now: number,
  moved: () => void,
): Watch | null {
  const names = [...tags];
  if (index.movedSince(names, asOf)) return null;
  let open = true;
  const dependent: Dependent = {
    tags: names,
    doubts: 0,
    readBy: now,
    drop() {
      open = false;
      moved();
    },
  };
  index.link(dependent);
  return {
    holds: () => open && dependent.doubts === 0,
    close() {
      if (open) index.unlink(dependent);
      open = false;
    },
  };
}
