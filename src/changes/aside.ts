import {
  type AsideRow,
  countAside,
  deleteAside,
  forgetAside,
  insertAside,
  readAside,
  readAsideBody,
} from '../store/aside.ts';
import type { Store } from '../store/store.ts';

/** Longest body that is kept, in characters. */
const bodyKept = 65_536;
/** Longest reason, in characters. */
const reasonKept = 1_000;

/** A delivery that was kept aside, as it is listed: without its body. */
export interface AsideEntry {
  readonly id: number;
  readonly source: string;
  readonly delivery: string | null;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly loggedAt: number;
}

/**
 * Poison: deliveries that were accepted and cannot be understood. They must neither block what comes after them nor
 * vanish. A body may hold personal data, which a vendor may send with anything: it is never listed, logged or passed on,
 * only read one at a time by whoever mends it, and retention removes it.
 */
export interface Aside {
  /** Keeps one. @returns its id. @throws {StoreError} */
  add(delivery: AsideRow): Promise<number>;
  /** Newest first; `before` is the id of the last one seen, null for the start. */
  list(window: { readonly first: number; readonly before: number | null }): Promise<readonly AsideEntry[]>;
  /** The body as received, cut off after 65,536 characters; null when it is not there. */
  body(id: number): Promise<string | null>;
  /** Removes one that was dealt with. @returns whether it was there. */
  remove(id: number): Promise<boolean>;
  count(): Promise<number>;
  /** Removes those kept since before a moment. @returns how many. */
  forget(before: number): Promise<number>;
}

export function createAside(store: Store): Aside {
  return {
    add: ({ source, delivery, reason, body }) => {
      const row = { source, delivery, reason: storable(reason, reasonKept), body: storable(body, bodyKept) };
      return store.transaction((tx) => insertAside(tx, row, Date.now()));
    },
    list: (window) => readAside(store.db, window),
    body: (id) => readAsideBody(store.db, id),
    remove: (id) => store.transaction((tx) => deleteAside(tx, id)),
    count: () => countAside(store.db),
    forget: (before) => store.transaction((tx) => forgetAside(tx, before)),
  };
}

/** Text that both databases take: Postgres refuses NUL and lone surrogates, and poison is where they turn up. */
function storable(text: string, length: number): string {
  return text.slice(0, length).toWellFormed().replaceAll('\0', '\uFFFD');
}
