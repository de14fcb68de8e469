/** Who may keep an answer, and for how long: the headers of it that depend on what it was made from. */
import type { Answer } from '../cache/responses.ts';
import type { Assignment } from '../context/context.ts';
import type { CdnTags } from './cdn-tags.ts';
import type { ResponsePayload } from './payload.ts';

/** An answer with what is known of its validity: as it was made, or as it is remembered. */
export type Dated = Pick<Answer<ResponsePayload, Assignment>, 'payload' | 'personal' | 'degraded' | 'until' | 'tags'> &
  Partial<Pick<Answer<ResponsePayload, Assignment>, 'private' | 'fleeting'>>;

/** A day, in seconds: a tag that was purged in vain is forgotten by then. */
const longestShared = 86_400;

/** For what nobody must keep. */
export const noStore = ['cache-control', 'no-store'] as const;

/**
 * Names and values in turn. What read nothing of the visitor and was asked by a URL that names a trusted document is for
 * CDNs, for exactly as long as it holds; every other whole answer a client may keep, if it asks each time whether it
 * still holds.
 *
 * @param cdnTags null for what no CDN can key: a POST, or a URL with a document in it.
 * @param now milliseconds since the epoch.
 */
export function freshnessHeaders(dated: Dated, cdnTags: CdnTags | null, now: number): readonly string[] {
  const { payload, until, tags } = dated;
  if (!isKeepable(dated)) return noStore;
  const seconds = Math.min(longestShared, Math.floor((until - now) / 1000));
  const named = cdnTags && !dated.personal && seconds > 0 ? cdnTags(tags) : null;
  if (named === null) return ['cache-control', 'private, no-cache', 'etag', payload.etag];
  return [
    'cache-control',
    'public, max-age=0, must-revalidate',
    'etag',
    payload.etag,
    'cdn-cache-control',
    `max-age=${seconds}`,
    ...named,
  ];
}

/** Whether a client may keep it at all: it is whole, not the visitor's own, and not overtaken. */
export function isKeepable({ payload, private: own, fleeting, degraded }: Dated): boolean {
  return payload.status === undefined && !payload.faulty && !own && !fleeting && degraded.length === 0;
}

/** Whether `if-none-match` names the answer, by weak comparison (RFC 9110, 13.1.2). */
export function isNoneMatch(header: string | undefined, { etag }: ResponsePayload): boolean {
  if (header === undefined) return false;
  if (header === etag || header.trim() === '*') return true;
  return header.split(',').some((one) => one.trim().replace(/^(?!W\/)/, 'W/') === etag);
}
