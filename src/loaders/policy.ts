/** How the calls to one connector are bounded. */
export interface PolicyOptions {
  /** Deadline of one call, in milliseconds; the request's own deadline applies besides. Default 5,000. */
  readonly timeoutMs?: number;
  /** Calls under way at once. Default 16. */
  readonly concurrency?: number;
  /** Calls that may wait for a place; one more is refused with CONNECTOR_UNAVAILABLE. Default 256. */
  readonly queue?: number;
}
