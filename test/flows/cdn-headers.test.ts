import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyFaults } from '../../demo/faults.ts';
import { cdnTagOf, createCdnTags } from '../../src/http/cdn-tags.ts';
import { type Dated, freshnessHeaders } from '../../src/http/freshness.ts';
import { toPayload } from '../../src/http/payload.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';

const file = new URL('../../src/generated/documents.json', import.meta.url);
const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const idOf = (name: string) => String(Object.keys(manifest).find((id) => manifest[id]?.startsWith(`query ${name}`)));

const start = Date.parse('2026-11-16T12:00:00Z');
let now = start;
let demo: DemoServer;
beforeAll(async () => {
  demo = await startDemo({ config: { documents: { manifest: file } }, server: { now: () => now } });
});
afterAll(() => demo.close());

const variables = JSON.stringify({ handle: 'matras-wadden' });

async function get(parameters: Record<string, string>, headers: Record<string, string> = {}) {
  const search = new URLSearchParams(parameters);
  const response = await fetch(`${demo.server.url}/nachtwit-nl/graphql?${search}`, { headers });
  await response.text();
  return Object.fromEntries(response.headers);
}

const shared = { 'cache-control': 'public, max-age=0, must-revalidate' };
const own = { 'cache-control': 'private, no-cache' };

describe('flows: CDN headers', () => {
  it('let a CDN keep what a trusted document was answered without the visitor, by miss and by hit', async () => {
    for (let time = 0; time < 3; time += 1) {
      const headers = await get({ documentId: `sha256:${idOf('Say')}`, variables });
      expect(headers).toMatchObject({ ...shared, vary: 'accept, accept-encoding, etalage-after, etalage-channel' });
      expect(headers['cdn-cache-control']).toMatch(/^max-age=[1-9]\d*$/);
      expect(headers['cache-tag']).toBe(headers['edge-cache-tag']);
      expect(headers['surrogate-key']).toBe(headers['cache-tag']?.replaceAll(',', ' '));
      expect(headers).not.toHaveProperty('set-cookie');
    }
  });

  it('name products and facets, with their variants folded in', async () => {
    const headers = await get({ documentId: idOf('ProductPage'), variables });
    const tags = String(headers['cache-tag']).split(',');
    const { data } = await demo.ask(
      'nachtwit-nl',
      '{ product(handle: "matras-wadden") { id variants { nodes { sku } } } }',
    );
    const id = Buffer.from(data.product.id, 'base64url').toString().split(':')[1];
    expect(tags).toEqual(expect.arrayContaining([`product.${id}`, `price.${id}`, `stock.${id}`, `stock.${id}.status`]));
    const skus: string[] = data.product.variants.nodes.map(({ sku }: { sku: string }) => sku);
    expect(skus.length).toBeGreaterThan(1);
    for (const sku of skus) expect(tags.filter((tag) => tag.includes(sku))).toEqual([]);
    expect(tags.length).toBeLessThanOrEqual(128);
    expect(tags.join('')).not.toMatch(/[:\s*]/);
    expect(new Set(tags).size).toBe(tags.length);
  });

  it('let a CDN keep the very first answer after a change, though several backends are asked for it', async () => {
    const asked = { documentId: idOf('ProductPage'), variables };
    await get(asked);
    demo.backends.pim.edit('nw-101', 'nl', { name: 'Matras Rottum' });
    // What the change moves is known once the product has been read again.
    await demo.ask('nachtwit-nl', '{ node(id: "UHJvZHVjdDpudy0xMDE") { ... on Product { title } } }');
    expect(await get(asked)).toMatchObject(shared);
    demo.backends.pim.edit('nw-101', 'nl', { name: 'Matras Wadden' });
  });

  it('are for no POST and no document in a URL, whose answers a client keeps for itself', async () => {
    const byText = await get({ query: '{ site { key } }' });
    expect(byText).toMatchObject({ ...own, etag: expect.stringMatching(/^W\/"/) });
    expect(byText).not.toHaveProperty('cdn-cache-control');
    for (let time = 0; time < 2; time += 1) {
      const posted = await fetch(`${demo.server.url}/nachtwit-nl/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ documentId: idOf('Say'), variables: JSON.parse(variables) }),
      });
      expect(posted.headers.get('cache-control')).toBe('private, no-cache');
      expect(posted.headers.get('cache-tag')).toBeNull();
    }
  });

  it('keep nothing of errors and of what is degraded', async () => {
    expect(await get({ documentId: idOf('ProductPage') })).toMatchObject({ 'cache-control': 'no-store' });
    const { data } = await demo.ask('nachtwit-nl', '{ search(query: "", first: 30) { nodes { handle } } }');
    const other = JSON.stringify({ handle: data.search.nodes.at(-1).handle });
    applyFaults(demo.backends, 'crm:failing');
    for (let time = 0; time < 2; time += 1) {
      const headers = await get({ documentId: idOf('ProductPage'), variables: other });
      expect(headers).toMatchObject({ 'cache-control': 'no-store' });
      expect(headers).not.toHaveProperty('etag');
    }
    applyFaults(demo.backends, 'crm:ok');
  });
});

describe('flows: CDN headers, by what an answer depends on', () => {
  const ownerOf = (sku: string) => ({ 'NW-1': 'nw', 'NW.2': 'nw', 'NW-3': 'nw3' })[sku];
  const cdnTags = createCdnTags(ownerOf);
  const dated = (part: Partial<Dated>): Dated => ({
    payload: toPayload('{"data":{}}'),
    personal: false,
    degraded: [],
    until: Number.POSITIVE_INFINITY,
    tags: ['product.nw'],
    ...part,
  });
  const cacheControlOf = (part: Partial<Dated>) => freshnessHeaders(dated(part), cdnTags, now)[1];
  const maxAgeOf = (until: number) => {
    const headers = freshnessHeaders(dated({ until }), cdnTags, now);
    return headers[headers.indexOf('cdn-cache-control') + 1];
  };

  it('last for as long as the answer holds, a day at most', () => {
    now = start;
    expect(maxAgeOf(now + 90_999)).toBe('max-age=90');
    expect(maxAgeOf(Number.POSITIVE_INFINITY)).toBe('max-age=86400');
    // Computed anew for each answer that is sent, also of one that is remembered.
    now += 60_000;
    expect(maxAgeOf(start + 90_999)).toBe('max-age=30');
    expect(cacheControlOf({ until: now + 999 })).toBe('private, no-cache');
  });

  it('are private when the visitor was asked for, and none when nobody may keep it', () => {
    expect(cacheControlOf({ personal: true })).toBe('private, no-cache');
    expect(cacheControlOf({ private: true, personal: true })).toBe('no-store');
    expect(cacheControlOf({ fleeting: true })).toBe('no-store');
    expect(cacheControlOf({ payload: toPayload('{}', { faulty: true }) })).toBe('no-store');
    expect(cacheControlOf({ payload: toPayload('{}', { status: 504 }) })).toBe('no-store');
    expect(cacheControlOf({ degraded: [{ kind: 'stock', key: 'a', served: 'STALE', ageMs: 1 }] })).toBe('no-store');
  });

  it('fold variants, spell out what every vendor takes, and hash the rest', () => {
    const of = (tag: string) => cdnTagOf(tag, ownerOf);
    expect(of('price.NW-1')).toBe('price.nw');
    expect(of('stock.NW-1.status')).toBe('stock.nw.status');
    expect(of('stock.NW.2')).toBe('stock.nw');
    expect(of('stock.NW.2.status')).toBe('stock.nw.status');
    expect(of('price*all')).toBe('price~all');
    expect(of('product*')).toBe('product~');
    expect(of('reviewList.["nw",3,null]')).toBe('reviews.nw');
    expect(of('slot.story|product|nw')).toMatch(/^slot\.[\w-]{16}$/);
    expect(of('slot.story|product|nw')).not.toBe(of('slot.story|product|nx'));
  });

  it('let no CDN keep what it could not purge: a variant without its product, and more tags than it takes', () => {
    expect(cacheControlOf({ tags: ['price.NW-9'] })).toBe('private, no-cache');
    const many = (count: number) => Array.from({ length: count }, (_, nth) => `product.p${nth}`);
    expect(cacheControlOf({ tags: many(128) })).toBe(shared['cache-control']);
    expect(cacheControlOf({ tags: many(129) })).toBe('private, no-cache');
    expect(cacheControlOf({ tags: many(60).map((tag) => tag + 'x'.repeat(80)) })).toBe('private, no-cache');
  });
});
