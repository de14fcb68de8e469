/** What a recency list threads through its items: they are the list's own while they are in it. */
export interface Ranked<T> {
  newer: T | null;
  older: T | null;
  /** Number of the addition that its last use came after. */
  usedAfter: number;
}

/**
 * Items by when they were last used, in steps of one addition: only then the order is asked for, so that only the first use
 * after one moves an item. Most hits thus write nothing, and touch no other item.
 */
export interface Recency<T extends Ranked<T>> {
  add(item: T): void;
  use(item: T): void;
  remove(item: T): void;
  oldest(): T | null;
}

export function createRecency<T extends Ranked<T>>(): Recency<T> {
  let newest: T | null = null;
  let oldest: T | null = null;
  let additions = 0;

  function attach(item: T) {
    item.usedAfter = additions;
    item.newer = null;
    item.older = newest;
    if (newest === null) oldest = item;
    else newest.newer = item;
    newest = item;
  }

  function remove(item: T) {
    if (item.newer === null) newest = item.older;
    else item.newer.older = item.older;
    if (item.older === null) oldest = item.newer;
    else item.older.newer = item.newer;
  }

  return {
    add(item) {
      additions += 1;
      attach(item);
    },
    remove,
    use(item) {
      if (item.usedAfter === additions) return;
      remove(item);
      attach(item);
    },
    oldest: () => oldest,
  };
}
