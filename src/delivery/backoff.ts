/**
 * The pause before the next try, in milliseconds: somewhere between nothing and a limit that doubles with each try
 * ("full jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), so that what failed together
 * does not come back together.
 *
 * @param tries that failed so far, from 1.
 */
export function pauseAfter(tries: number, limits: { baseMs: number; capMs: number }, random: () => number): number {
  return Math.round(random() * Math.min(limits.capMs, limits.baseMs * 2 ** Math.min(tries - 1, 40)));
}

/** What `Retry-After` asks for, in milliseconds from now: seconds or a date (RFC 9110, 10.2.3). Null for anything else. */
export function readRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = header.endsWith(' GMT') ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
