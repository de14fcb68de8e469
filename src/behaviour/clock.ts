/** A client's clock may be ahead by so much; more is no clock. */
export const mostAheadMs = 24 * 3_600_000;
/** What an app kept while it was offline may be so old. */
export const mostBehindMs = 7 * 24 * 3_600_000;

/**
 * How far the clock of a client is ahead, in milliseconds: nothing can have happened after it was received, so the newest
 * event of a call is at most as new as the call. A clock that is behind cannot be told from an event that waited.
 */
export function aheadOf(times: readonly number[], now: number): number {
  const newest = times.reduce((latest, at) => (at - now <= mostAheadMs ? Math.max(latest, at) : latest), now);
  return newest - now;
}

/** When it happened by our clock; or why that cannot be. */
export function placeInTime(at: number, ahead: number, now: number): number | 'IN_FUTURE' | 'TOO_OLD' {
  if (at - now > mostAheadMs) return 'IN_FUTURE';
  const corrected = at - ahead;
  return now - corrected > mostBehindMs ? 'TOO_OLD' : corrected;
}
