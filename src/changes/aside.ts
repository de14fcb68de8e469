import type { Delivery } from '../contract/changes.ts';
import {
  type AsideRow,
  countAside,
  deleteAside,
  forgetAside,
  insertAside,
  insertAsideRequest,
  readAside,
  readAsideBody,
  readAsideEntry,
  readAsideRequest,
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
  /**
   * Keeps one.
   *
   * @param request the delivery itself, so that it can be read again; what a poll brought has none.
   * @returns its id. @throws {StoreError}
   */
  add(delivery: AsideRow, request?: Delivery): Promise<number>;
  /** Null when it is not there. */
  get(id: number): Promise<AsideEntry | null>;
  /** The delivery as it came, whole; null when it is not there or came by a poll. */
  request(id: number): Promise<Delivery | null>;
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
    add: ({ source, delivery, reason, body }, request) => {
      const row = {
        source,
        delivery: delivery === null ? null : storable(delivery, reasonKept),
        reason: storable(reason, reasonKept),
        body: storable(body, bodyKept),
      };
      return store.transaction(async (tx) => {
        const id = await insertAside(tx, row, Date.now());
        if (request) await insertAsideRequest(tx, id, toRow(request));
        return id;
      });
    },
    get: async (id) => (await readAsideEntry(store.db, id)) ?? null,
    async request(id) {
      const row = await readAsideRequest(store.db, id);
      if (!row) return null;
      return { headers: JSON.parse(row.headers), body: Buffer.from(row.body, 'base64'), receivedAt: row.received_at };
    },
    list: (window) => readAside(store.db, window),
    body: (id) => readAsideBody(store.db, id),
    remove: (id) => store.transaction((tx) => deleteAside(tx, id)),
    count: () => countAside(store.db),
    forget: (before) => store.transaction((tx) => forgetAside(tx, before)),
  };
}

function toRow({ headers, body, receivedAt }: Delivery) {
  return { headers: JSON.stringify(headers), body: Buffer.from(body).toString('base64'), received_at: receivedAt };
}

/** Entries that memory keeps. */
const memoryKept = 200;

/** The same for a process without a store: the newest 200, gone with it. */
export function createMemoryAside(now: () => number): Aside {
  let kept: readonly { readonly entry: AsideEntry; readonly body: string; readonly request: Delivery | null }[] = [];
  let last = 0;
  const find = (id: number) => kept.find(({ entry }) => entry.id === id);
  const keepOnly = (wanted: (entry: AsideEntry) => boolean) => {
    const before = kept.length;
    kept = kept.filter(({ entry }) => wanted(entry));
    return before - kept.length;
  };

  return {
    async add({ source, delivery, reason, body }, request) {
      last += 1;
      const entry = { id: last, source, delivery, reason: reason.slice(0, reasonKept), loggedAt: now() };
      kept = [{ entry, body: body.slice(0, bodyKept), request: request ?? null }, ...kept].slice(0, memoryKept);
      return last;
    },
    async list({ first, before }) {
      const older = kept.filter(({ entry }) => before === null || entry.id < before);
      return older.slice(0, first).map(({ entry }) => entry);
    },
    get: async (id) => find(id)?.entry ?? null,
    body: async (id) => find(id)?.body ?? null,
    request: async (id) => find(id)?.request ?? null,
    remove: async (id) => keepOnly((entry) => entry.id !== id) > 0,
    count: async () => kept.length,
    forget: async (before) => keepOnly((entry) => entry.loggedAt >= before),
  };
}

/** Text that both databases take: Postgres refuses NUL and lone surrogates, and poison is where they turn up. */
function storable(text: string, length: number): string {
  return text.slice(0, length).toWellFormed().replaceAll('\0', '\uFFFD');
}
