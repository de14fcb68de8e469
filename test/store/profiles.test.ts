import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { digestOfVisitor } from '../../src/visitor/digests.ts';
import { createProfileStore } from '../../src/visitor/profile-store.ts';
import { type Database, databases } from '../support/stores.ts';

const newId = () => randomBytes(16).toString('base64url');

describe.each(databases)('store: profiles on $title', ({ skip, start }) => {
  let database: Database;
  let store: Store;
  beforeAll(async () => {
    if (skip) return;
    database = await start();
    store = await openStore(await database.createUrl());
  });
  afterAll(async () => {
    await store?.close();
    await database?.stop();
  });
  const create = (options: { append?: Parameters<typeof createProfileStore>[0]['append'] } = {}) =>
    createProfileStore({ store, now: () => 1_000, ...options });

  it.skipIf(skip)('begins blank, and raises the version with every write', async () => {
    const profiles = create();
    const id = newId();
    expect(await profiles.state(id)).toBeNull();
    expect(profiles.get(id)).toBeUndefined();
    expect(await profiles.load(id)).toBeNull();
    expect(profiles.get(id)?.version).toBe(0);
    await profiles.update(id, (state) => ({ ...state, explicit: { shoe: 38 } }));
    const view = await profiles.update(id, (state) => ({ ...state, implicit: { visits: 2 }, version: 77 }));
    expect(view.version).toBe(2);
    expect(profiles.get(id)).toBe(view);
    expect(await profiles.state(id)).toMatchObject({
      version: 2,
      explicit: { shoe: 38 },
      implicit: { visits: 2 },
      createdAt: 1_000,
    });
  });

  it.skipIf(skip)('loses no write of many at once, by two processes', async () => {
    const [one, other] = [create(), create()];
    const id = newId();
    const count = (profiles: typeof one) =>
      profiles.update(id, (state) => ({ ...state, implicit: { n: Number(state.implicit.n ?? 0) + 1 } }));
    await Promise.all(Array.from({ length: 20 }, (_, nth) => count(nth % 2 ? one : other)));
    expect(await one.state(id)).toMatchObject({ version: 20, implicit: { n: 20 } });
  });

  it.skipIf(skip)('reads again what a token knows to be newer, and what another process says it wrote', async () => {
    const [one, other] = [create(), create()];
    const id = newId();
    await one.update(id, (state) => ({ ...state, priceGroup: 'trade' }));
    await other.load(id);
    await one.update(id, (state) => ({ ...state, priceGroup: 'gold' }));
    expect(other.get(id)?.priceGroup).toBe('trade');
    expect((await other.load(id, 2))?.priceGroup).toBe('gold');

    const told: string[] = [];
    other.onChange((visitorId) => told.push(visitorId));
    await one.update(id, (state) => ({ ...state, priceGroup: null }));
    other.changed(digestOfVisitor(id), 3);
    expect(told).toEqual([id]);
    expect(other.get(id)).toBeUndefined();
    one.changed(digestOfVisitor(id), 3);
    expect(one.get(id)?.version).toBe(3);
  });

  it.skipIf(skip)('keeps nothing of a load that a change has overtaken', async () => {
    const [one, other] = [create(), create()];
    const id = newId();
    await one.update(id, (state) => state);
    const load = other.load(id);
    other.changed(digestOfVisitor(id), 2);
    await load;
    expect(other.get(id)).toBeUndefined();
    other.lost();
    await other.load(id);
    other.lost();
    expect(other.get(id)).toBeUndefined();
  });

  it.skipIf(skip)('takes nobody back who is gone, in this process and in others', async () => {
    const [one, other] = [create(), create()];
    const id = newId();
    await one.update(id, (state) => state);
    await one.forget(id);
    expect(one.get(id)).toBeNull();
    expect(await one.state(id)).toBeNull();
    await expect(other.update(id, (state) => state)).rejects.toMatchObject({ code: 'VISITOR_GONE' });
    await other.load(id);
    expect(other.get(id)).toBeNull();
  });

  it.skipIf(skip)('writes with the transaction it is given, and tells the log of it without the id', async () => {
    const drafts: { key: string; version?: number }[] = [];
    const profiles = create({ append: (_, list) => void drafts.push(...list) });
    const id = newId();
    const failing = store.transaction(async (tx) => {
      await profiles.update(id, (state) => ({ ...state, priceGroup: 'gold' }), tx);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(profiles.get(id)).toBeUndefined();
    expect(await profiles.state(id)).toBeNull();
    await store.transaction((tx) => profiles.update(id, (state) => state, tx));
    expect(profiles.get(id)?.version).toBe(1);
    expect(drafts.at(-1)).toMatchObject({ source: 'etalage', kind: 'profile', key: digestOfVisitor(id), version: 1 });
    expect(JSON.stringify(drafts)).not.toContain(id);
  });
});
