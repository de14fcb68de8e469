import type { CallSite } from './call.ts';

/** Something that happened in a backend, or here: what, which facets of it, which version. Opaque ids only, never personal data. */
export interface Change {
  /** Its place in the log; every later change has a higher one. */
  readonly position: number;
  /** The delivery's id where the vendor gives one; unique within `source`. */
  readonly id: string;
  /** Milliseconds since the epoch at which the backend says that it happened; when it does not say, when it was received. */
  readonly at: number;
  /** The connector's name, or `etalage` for our own writes. */
  readonly source: string;
  /** What kind of entity changed: `product`, `price`, `stock`. No dot, no star. */
  readonly kind: string;
  /** Which one. */
  readonly key: string;
  /** Names of the facets that may have changed; null when the source does not say, which means all. */
  readonly facets: readonly string[] | null;
  /** Rises with every change that this source makes to this entity (a revision, `updatedAt` in milliseconds); null when it has none. */
  readonly version: number | null;
  /** Keys of the sites that it concerns; null means all. */
  readonly sites: readonly string[] | null;
}

/** What a cache needs to know of the change log. */
export interface ChangeLog {
  /** The position of its newest change; 0 while it is empty. */
  position(): number;
}

/** A change as a connector reports it, before it has its place in the log. */
export interface ChangeDraft extends Pick<Change, 'kind' | 'key'> {
  /** The vendor's id of the delivery or event: the same one twice is one change. Without it every report counts. */
  readonly id?: string;
  readonly at?: number;
  readonly facets?: readonly string[];
  readonly version?: number;
  readonly sites?: readonly string[];
}

/** What a backend sent us: its bytes as they came, since a signature is over bytes. */
export interface Delivery {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** Milliseconds since the epoch at which it arrived: a delivery that is too old is a replay. */
  readonly receivedAt: number;
}

/** What a poll found, and where the next one goes on. */
export interface Polled {
  readonly changes: readonly ChangeDraft[];
  /** Opaque; given back as `since`. */
  readonly cursor: string;
  /** Records of the page that could not be understood: they are kept aside, and the next poll goes on behind them. */
  readonly unread?: readonly Unread[];
}

/** Something that a backend told and its connector could not understand. */
export interface Unread {
  /** What was expected and where it was not so, without the values that were found: they may be personal data. */
  readonly reason: string;
  /** The record as it came. */
  readonly body: string;
}

/** One entity as a listing tells of it: which, and what differs whenever it differs. One of the two must be there. */
export interface Listed extends Pick<Change, 'kind' | 'key'> {
  /** As in `ChangeDraft`: comparable with what deliveries say of the same entity. */
  readonly version?: number;
  /** A word, at most 200 characters, that is another one whenever what this connector answers of the entity is another. */
  readonly fingerprint?: string;
  /**
   * What of the entity this is about, where one word is not enough: a channel, a currency, a part of it. An entity is listed
   * once per scope. At most 200 characters, no secret.
   */
  readonly scope?: string;
  /** When the backend says that it changed last, in milliseconds since the epoch. */
  readonly at?: number;
}

/** A part of all that a backend has, and where the next one begins. */
export interface ListedPage {
  readonly entities: readonly Listed[];
  /** Opaque; given back as `cursor`. Null on the last page. */
  readonly cursor: string | null;
}

export interface ListQuery {
  /** Null for the first page. It may come back from another process, up to an hour later. */
  readonly cursor: string | null;
  /** All sites that the connector serves: what it answers may differ by them. */
  readonly sites: readonly CallSite[];
  readonly signal: AbortSignal;
}

/** How a connector learns of changes in its backend. Each method is one way; a connector without any is asked again after a while. */
export interface ChangesCapability {
  /**
   * For how long after it told of a change the backend may still answer as before, in milliseconds: what a change concerns is
   * looked at again until then. 0 for one that tells of nothing that cannot be read yet. Default 5,000.
   */
  readonly lagMs?: number;
  /**
   * Reads a delivery of a webhook.
   *
   * @throws {ConnectorError} CONNECTOR_DENIED when its signature is wrong or it is too old; CONNECTOR_MALFORMED, only once the
   * signature was found right, when it is not what the vendor sends: it is then kept aside, so nobody else may cause that.
   */
  parse?(delivery: Delivery): Promise<readonly ChangeDraft[]>;
  /** @param since the cursor of the poll before; null at the first, which reports nothing but where to begin. */
  poll?(since: string | null, signal: AbortSignal): Promise<Polled>;
  /** Calls back with what happens from now on, until the function that it returns is called. */
  subscribe?(report: (changes: readonly ChangeDraft[]) => void): () => void;
  /**
   * Lists all that this connector tells of changes of, by pages, as cheaply as the backend can: it is read to the end again and
   * again, to find what deliveries and polls have missed. What was there all the time while the pages were read must be in one
   * of them; of what is listed twice the first counts. Beside one of the other ways: an answer that only this watches would be old for minutes.
   */
  list?(query: ListQuery): Promise<ListedPage>;
}
