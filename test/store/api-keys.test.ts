import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKey, createKeyVerifier, type KeyTerms, listKeys, revokeKey } from '../../src/admin/keys.ts';
import { readApiKey } from '../../src/store/api-keys.ts';
import { openStore } from '../../src/store/open.ts';
import { readSettings, writeSetting } from '../../src/store/settings.ts';
import type { Store } from '../../src/store/store.ts';
import { type Database, databases } from '../support/stores.ts';

const terms: KeyTerms = {
  ...{ name: 'ada', role: 'MARKETER', sites: ['a-nl'], areas: ['SEGMENTS'], expiresAt: null, createdBy: 'code' },
};

describe.each(databases)('store: what operators have on $title', ({ start, skip }) => {
  let database: Database;
  let store: Store;
  let now = 1_000;
  beforeAll(async () => {
    if (!skip) database = await start();
  }, 60_000);
  afterAll(() => database?.stop());
  beforeEach(async () => {
    if (skip) return;
    now = 1_000;
    store = await openStore(await database.createUrl());
    return () => store.close();
  });

  const make = (more: Partial<KeyTerms> = {}) => store.transaction((tx) => createKey(tx, { ...terms, ...more }, now));
  const verifier = () =>
    createKeyVerifier(
      store,
      () => now,
      (error) => {
        throw error;
      },
    );

  it.skipIf(skip)('keeps a key without what opens it', async () => {
    const { key, text } = await make();
    const row = await readApiKey(store.db, key.id);
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(text.slice(16, 59));
    expect(await listKeys(store.db)).toEqual([key]);
  });

  it.skipIf(skip)('opens by a key what was given with it, until it is over', async () => {
    const { key, text } = await make({ expiresAt: 5_000 });
    const { verify } = verifier();
    const { name, role, sites, areas } = terms;
    expect(await verify(text)).toEqual({ id: `key:${key.id}`, name, role, sites, areas });
    now = 4_999;
    expect(await verify(text)).not.toBeNull();
    now = 5_000;
    expect(await verify(text)).toBeNull();
  });

  it.skipIf(skip)('opens nothing by the secret of another key, or by one that was revoked', async () => {
    const [one, other] = [await make(), await make()];
    const { verify } = verifier();
    expect(await verify(one.text.slice(0, 16) + other.text.slice(16))).toBeNull();
    expect(await store.transaction((tx) => revokeKey(tx, one.key.id, now))).toBe(true);
    expect(await verify(one.text)).toBeNull();
    expect(await store.transaction((tx) => revokeKey(tx, one.key.id, now))).toBe(false);
    expect(await verify(other.text)).not.toBeNull();
  });

  it.skipIf(skip)('notes that a key is in use, once a minute', async () => {
    const { key, text } = await make();
    const { verify } = verifier();
    const used = async () => (await readApiKey(store.db, key.id))?.last_used_at;
    await verify(text);
    await expect.poll(used).toBe(1_000);
    now = 60_999;
    await verify(text);
    now = 61_000;
    await verify(text);
    await expect.poll(used).toBe(61_000);
  });

  it.skipIf(skip)('writes an edit of the version that was looked at, and no other', async () => {
    const row = { site: 'a-nl', kind: 'segment', key: 'loyal', value: '{}', changed_by: 'key:a', changed_at: 1 };
    const write = (version: number) =>
      store.transaction((tx) => writeSetting(tx, { ...row, version, value: `"${version}"` }));
    expect(await write(1)).toBe(true);
    expect(await write(1)).toBe(false);
    expect(await write(3)).toBe(false);
    expect(await Promise.all([write(2), write(2)])).toEqual(expect.arrayContaining([true, false]));
    expect(await readSettings(store.db)).toEqual([{ ...row, version: 2, value: '"2"' }]);
  });
});
