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
