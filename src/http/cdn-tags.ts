/**
 * The names by which a CDN purges answers. A footprint has a tag for each price and stock of each variant; a CDN takes few.
 * So variants are folded into their product: `price.NW-101-90` and `price.NW-101-140` are `price.nw-101`. The same function
 * of a tag that moves says what to purge.
 */
import { hash } from 'node:crypto';
import type { Site } from '../config/site.ts';

/** The product that an SKU belongs to, once it was read; undefined before. */
export type OwnerOf = (sku: string) => string | undefined;

/** Names and values of headers in turn; null when the tags cannot be told to a CDN, which then must keep nothing. */
export type CdnTags = (tags: Iterable<string>) => readonly string[] | null;

/** Akamai's limit, and the lowest of the vendors'. */
const most = 128;
/** Bytes of one header: three vendors' headers have the same words, and proxies take some 16 kB of all headers. */
const longest = 4_000;

/** The same function for each site: an SKU is a site's own. */
export function createSiteCdnTags(ownerOf: (site: string, sku: string) => string | undefined): (site: Site) => CdnTags {
  const bySite = new WeakMap<Site, CdnTags>();
  return (site) => {
    let tags = bySite.get(site);
    if (tags === undefined) {
      tags = createCdnTags((sku) => ownerOf(site.key, sku));
      bySite.set(site, tags);
    }
    return tags;
  };
}

/** Remembers by the tags' object: a remembered answer has its own for as long as it lives. */
export function createCdnTags(ownerOf: OwnerOf): CdnTags {
  const known = new WeakMap<Iterable<string>, readonly string[]>();
  return (tags) => {
    const before = known.get(tags);
    if (before) return before;
    const headers = headersOf(tags, ownerOf);
    // An owner that is not known yet may be known the next time.
    if (headers) known.set(tags, headers);
    return headers;
  };
}

function headersOf(tags: Iterable<string>, ownerOf: OwnerOf): readonly string[] | null {
  const names = new Set<string>();
  for (const tag of tags) {
    const name = cdnTagOf(tag, ownerOf);
    if (name === null) return null;
    names.add(name);
    if (names.size > most) return null;
  }
  const all = [...names].sort();
  const commas = all.join(',');
  if (commas.length > longest) return null;
  return ['cache-tag', commas, 'edge-cache-tag', commas, 'surrogate-key', all.join(' ')];
}

/** The CDN's name of a footprint's tag; null for that of a variant whose product was never read. */
export function cdnTagOf(tag: string, ownerOf: OwnerOf): string | null {
  const dot = tag.indexOf('.');
  const kind = tag.slice(0, dot === -1 ? tag.length : dot);
  const rest = tag.slice(kind.length + 1);
  // All of a kind's groups, or one of them: a list is no product's.
  if (kind.includes('*') || dot === -1) return word(tag);
  if (kind === 'price' || kind === 'stock') return ofVariant(kind, rest, ownerOf);
  // A page of reviews is keyed `["nw-101",3,null]`.
  if (kind === 'reviewList') return word(`reviews.${(JSON.parse(rest) as [string])[0]}`);
  return word(tag);
}

/** `NW-101-90` or `NW-101-90.status`: an SKU may hold dots itself. */
function ofVariant(kind: string, rest: string, ownerOf: OwnerOf): string | null {
  const whole = ownerOf(rest);
  if (whole !== undefined) return word(`${kind}.${whole}`);
  const at = rest.lastIndexOf('.');
  const owner = at === -1 ? undefined : ownerOf(rest.slice(0, at));
  return owner === undefined ? null : word(`${kind}.${owner}.${rest.slice(at + 1)}`);
}

/** Letters that every vendor takes: no comma, colon, star or space. What else there is becomes a hash of all of it. */
function word(tag: string): string {
  const plain = tag.replace('*', '~');
  if (/^[\w.~-]{1,100}$/.test(plain)) return plain;
  const [kind = ''] = plain.split(/[.~]/, 1);
  return `${kind}.${hash('sha1', tag, 'base64url').slice(0, 16)}`;
}
