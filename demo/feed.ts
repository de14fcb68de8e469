import type { ChangeDraft, ChangesCapability } from '../src/contract/changes.ts';

/** What a backend tells of its edits, in its own words, once they can be read. */
export interface Feed<Event> {
  /** While true, connectors hear of nothing: as when a webhook is set up wrongly. */
  silent: boolean;
  tell(event: Event): void;
  /** Calls back with every event from now on, until the function that it returns is called. */
  listen(listener: (event: Event) => void): () => void;
}

export function createFeed<Event>(): Feed<Event> {
  const listeners = new Set<(event: Event) => void>();
  return {
    silent: false,
    tell(event) {
      for (const listener of [...listeners]) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A connector's changes out of its backend's feed, which tells of nothing that cannot be read yet, and its listing. */
export function changesFrom<Event>(
  feed: Feed<Event>,
  toChanges: (event: Event) => readonly ChangeDraft[],
  list: NonNullable<ChangesCapability['list']>,
): ChangesCapability {
  return {
    lagMs: 0,
    subscribe: (report) =>
      feed.listen((event) => {
        if (!feed.silent) report(toChanges(event));
      }),
    list,
  };
}
