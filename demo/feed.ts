import type { ChangeDraft, ChangesCapability } from '../src/contract/changes.ts';

/** What a backend tells of its edits, in its own words, once they can be read. */
export interface Feed<Event> {
  tell(event: Event): void;
  /** Calls back with every event from now on, until the function that it returns is called. */
  listen(listener: (event: Event) => void): () => void;
}

export function createFeed<Event>(): Feed<Event> {
  const listeners = new Set<(event: Event) => void>();
  return {
    tell(event) {
      for (const listener of [...listeners]) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A connector's changes out of its backend's feed, which tells of nothing that cannot be read yet. */
export function changesFrom<Event>(
  feed: Feed<Event>,
  toChanges: (event: Event) => readonly ChangeDraft[],
): ChangesCapability {
  return { lagMs: 0, subscribe: (report) => feed.listen((event) => report(toChanges(event))) };
}
