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
   * @throws {ConnectorError} CONNECTOR_DENIED when its signature is wrong or it is too old, CONNECTOR_MALFORMED when it is not what the vendor sends.
   */
  parse?(delivery: Delivery): Promise<readonly ChangeDraft[]>;
  /** @param since the cursor of the poll before; null at the first, which reports nothing but where to begin. */
  poll?(since: string | null, signal: AbortSignal): Promise<Polled>;
  /** Calls back with what happens from now on, until the function that it returns is called. */
  subscribe?(report: (changes: readonly ChangeDraft[]) => void): () => void;
}
