/** What an answer is sent as. */
export interface Payload {
  /** Of all that is sent; equal hashes mean equal payloads. */
  readonly hash: string;
  /** Bytes, over all its forms (plain, compressed). */
  readonly size: number;
}

/** Payloads by their hash, each held once for as long as some entry uses it. */
export interface Contents<P extends Payload> {
  /** Gives the one payload that stands for all equal ones. */
  take(payload: P): P;
  release(payload: P): void;
  bytes(): number;
  count(): number;
}

export function createContents<P extends Payload>(): Contents<P> {
  const held = new Map<string, { readonly payload: P; uses: number }>();
  let bytes = 0;

  return {
    take(payload) {
      const same = held.get(payload.hash);
      if (same !== undefined) {
        same.uses += 1;
        return same.payload;
      }
      held.set(payload.hash, { payload, uses: 1 });
      bytes += payload.size;
      return payload;
    },
    release(payload) {
      const same = held.get(payload.hash);
      if (same === undefined || --same.uses > 0) return;
      held.delete(payload.hash);
      bytes -= same.payload.size;
    },
    bytes: () => bytes,
    count: () => held.size,
  };
}
