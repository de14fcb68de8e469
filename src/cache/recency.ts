/** What a recency list threads through its items: they are the list's own while they are in it. */
export interface Ranked<T> {
  newer: T | null;
  older: T | null;
}

/** Items by when they were last used. A use is four pointer writes and no allocation: it happens on every hit. */
export interface Recency<T extends Ranked<T>> {
  add(item: T): void;
  use(item: T): void;
  remove(item: T): void;
  oldest(): T | null;
}

export function createRecency<T extends Ranked<T>>(): Recency<T> {
  let newest: T | null = null;
  let oldest: T | null = null;

  function add(item: T) {
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
    add,
    remove,
    use(item) {
      if (item === newest) return;
      remove(item);
      add(item);
    },
    oldest: () => oldest,
  };
}
