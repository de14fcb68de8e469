import { assertEnumType, buildASTSchema, extendSchema, isObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../src/admin/diff.ts';
import { areas, type Grant, isWithin, roles, whyNot } from '../../src/admin/grants.ts';
import { needsOf } from '../../src/admin/guard.ts';
import { createKeyText, hashOfSecret, isSameHash, readKeyText } from '../../src/admin/key-text.ts';
import { createPreviewTokens, type PreviewChoice } from '../../src/admin/preview-tokens.ts';
import { createAdminSchema } from '../../src/admin/schema.ts';

const schema = createAdminSchema();
const enumOf = (name: string) => assertEnumType(schema.getType(name));

describe('admin: roles', () => {
  it('every field of the schema says who may ask for it', () => {
    const needs = needsOf(schema);
    expect(needs.length).toBeGreaterThan(150);
    expect(needs.filter(({ need }) => need === null)).toEqual([]);
  });

  it('every root field says what it is over, and which area it belongs to', () => {
    const roots = needsOf(schema).filter(({ isRoot }) => isRoot);
    expect(roots.filter(({ need }) => need?.area == null || need.over == null)).toEqual([]);
  });

  it('a field over one site takes the site as an argument', () => {
    const overSite = needsOf(schema).filter(({ isRoot, need }) => isRoot && need?.over === 'SITE');
    expect(overSite.length).toBeGreaterThan(10);
    for (const { type, field } of overSite) {
      const named = schema.getType(type);
      const args = isObjectType(named) ? named.getFields()[field]?.args.map(({ name }) => name) : [];
      expect([field, args]).toEqual([field, expect.arrayContaining(['site'])]);
    }
  });

  it('finds a field that somebody forgot', () => {
    const forgotten = extendSchema(schema, parse('extend type Query { secrets: [String!]! }'));
    expect(needsOf(forgotten).filter(({ need }) => need === null)).toMatchObject([{ type: 'Query', field: 'secrets' }]);
    const none = buildASTSchema(parse('type Query { open: Int }'));
    expect(needsOf(none)).toEqual([{ type: 'Query', field: 'open', isRoot: true, need: null }]);
  });

  const all: Grant = { role: 'OWNER', sites: null, areas: null };
  it.each([
    ['a lower role', { ...all, role: 'VIEWER' }, 'SITE', 'a-nl', /role MARKETER/],
    ['another area', { ...all, areas: ['CACHE'] }, 'SITE', 'a-nl', /area SEGMENTS/],
    ['another site', { ...all, sites: ['b-nl'] }, 'SITE', 'a-nl', /not for that site/],
    ['no site where one is needed', { ...all, sites: ['a-nl'] }, 'SITE', undefined, /not for that site/],
    ['some sites where it is over all', { ...all, sites: ['a-nl'] }, 'GROUP', undefined, /over all sites/],
    ['the site', { ...all, sites: ['a-nl'] }, 'SITE', 'a-nl', null],
    ['what it has of a list', { ...all, sites: ['a-nl'] }, 'OWN', undefined, null],
    ['all sites', all, 'GROUP', undefined, null],
  ] as const)('decides for %s', (_, grant, over, site, expected) => {
    const why = whyNot(grant as Grant, { requires: 'MARKETER', area: 'SEGMENTS', over }, site);
    if (expected === null) expect(why).toBeNull();
    else expect(why).toMatch(expected);
  });

  it('lets nobody give more than they have', () => {
    const some: Grant = { role: 'OWNER', sites: ['a-nl'], areas: ['KEYS', 'SEGMENTS'] };
    expect(isWithin(some, some)).toBe(true);
    expect(isWithin({ ...some, role: 'VIEWER', areas: ['SEGMENTS'] }, some)).toBe(true);
    expect(isWithin({ ...some, sites: null }, some)).toBe(false);
    expect(isWithin({ ...some, areas: null }, some)).toBe(false);
    expect(isWithin({ ...some, areas: ['AUDIT'] }, some)).toBe(false);
    expect(isWithin({ ...some, sites: ['b-nl'] }, some)).toBe(false);
    expect(isWithin(all, { ...all, role: 'OPERATOR' })).toBe(false);
  });

  it('has the roles and areas of its schema', () => {
    const names = (type: string) => Object.keys(enumOf(type).toConfig().values);
    expect(names('Role')).toEqual([...roles]);
    expect(names('Area')).toEqual([...areas]);
  });
});

describe('admin: keys', () => {
  it('have a prefix, and are read back', () => {
    const { id, secret, text } = createKeyText();
    expect(text).toMatch(/^etk_[0-9A-Za-z]{61}$/);
    expect(readKeyText(text)).toEqual({ id, secret });
  });

  it('differ, and are not read with any letter changed, added or taken away', () => {
    const { text } = createKeyText();
    expect(createKeyText().text).not.toBe(text);
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'A' ? 'B' : 'A';
      expect(readKeyText(text.slice(0, at) + other + text.slice(at + 1))).toBeNull();
    }
    expect(readKeyText(text.slice(0, -1))).toBeNull();
    expect(readKeyText(`${text}A`)).toBeNull();
  });

  it('compares hashes, also of unlike lengths', () => {
    expect(isSameHash(hashOfSecret('one'), hashOfSecret('one'))).toBe(true);
    expect(isSameHash(hashOfSecret('one'), hashOfSecret('other'))).toBe(false);
    expect(isSameHash(hashOfSecret('one'), '')).toBe(false);
  });
});

describe('admin: diffs', () => {
  it('tell by path what was added, changed and removed', () => {
    const before = { title: 'Loyal', when: { 'profile.orders': { $gte: 3 } }, gone: true, list: [1, 2] };
    const after = { title: 'Loyal', when: { 'profile.orders': { $gte: 4 } }, list: [1, 3, 4] };
    expect(differencesOf(before, after)).toEqual([
      { path: 'when["profile.orders"].$gte', before: 3, after: 4 },
      { path: 'gone', before: true },
      { path: 'list[1]', before: 2, after: 3 },
      { path: 'list[2]', after: 4 },
    ]);
    expect(differencesOf(before, before)).toEqual([]);
    expect(differencesOf(undefined, { a: 1 })).toEqual([{ path: '', after: { a: 1 } }]);
  });

  it('are bounded', () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, nth) => [`k${nth}`, nth]));
    expect(differencesOf({}, many)).toHaveLength(101);
    expect(differencesOf({}, many).at(-1)).toEqual({ path: 'and 50 more' });
    expect(differencesOf({ a: '' }, { a: 'x'.repeat(1_000) })[0]?.after).toHaveLength(301);
  });
});

describe('admin: preview tokens', () => {
  const [one, other] = ['a'.repeat(32), 'b'.repeat(32)];
  const choice: PreviewChoice = {
    ...{ site: 'a-nl', segments: ['loyal'], variants: { hero: 'loyal' }, arms: {}, persona: null, channel: null },
    ...{ moment: 5, expiresAt: 1_000 },
  };

  it('say what they were made with, until they are over', () => {
    const tokens = createPreviewTokens([one]);
    const token = tokens.sign(choice);
    expect(tokens.verify(token, 999)).toEqual(choice);
    expect(tokens.verify(token, 1_000)).toBe('EXPIRED');
  });

  it('are taken while their secret is there, and no longer', () => {
    const token = createPreviewTokens([one]).sign(choice);
    expect(createPreviewTokens([other, one]).verify(token, 0)).toEqual(choice);
    expect(createPreviewTokens([other]).verify(token, 0)).toBeNull();
  });

  it('are not taken with any letter changed', () => {
    const tokens = createPreviewTokens([one]);
    const token = tokens.sign(choice);
    // The last letter of base64url has bits that say nothing.
    for (let at = 0; at < token.length - 1; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(tokens.verify(changed, 0)).toBeNull();
    }
    expect(tokens.verify('', 0)).toBeNull();
    expect(tokens.verify(token.slice(0, 40), 0)).toBeNull();
  });
});
