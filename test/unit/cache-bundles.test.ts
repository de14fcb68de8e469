import { describe, expect, it } from 'vitest';
import { fixture, snapshotOf } from '../model/fixture.ts';

const keys = ['a', 'b'];

async function filled(limits: Parameters<typeof fixture>[0] = {}) {
  const shop = fixture(limits);
  const recorder = shop.cache.recorder(snapshotOf({}));
  for (const key of keys) {
    shop.values.set(`stock.${key}`, { quantity: 5 });
    await shop.read(recorder, 'stock', key);
  }
  const recall = () => shop.cache.entities.recallAll('stock', '', keys);
  return { ...shop, recall };
}

describe('cache: entities that are read together', () => {
  it('are the same array as long as nothing differs, and each is noted', async () => {
    const { cache, recall } = await filled();
    const bundle = recall();
    expect(bundle?.values).toEqual([{ quantity: 5 }, { quantity: 5 }]);
    expect(recall()?.values).toBe(bundle?.values);
    for (const [facets, tags] of [
      [null, ['stock.a', 'stock.b']],
      [['status'], ['stock.a.status', 'stock.b.status']],
    ] as const) {
      const recorder = cache.recorder(snapshotOf({}));
      if (bundle) cache.entities.recordAll(recorder, bundle, facets);
      expect([...recorder.tags]).toEqual(tags);
    }
  });

  it('are another array when one of them has changed', async () => {
    const { values, change, recall } = await filled();
    const before = recall();
    values.set('stock.b', { quantity: 0 });
    await change('stock', 'b');
    expect(recall()?.values).toEqual([{ quantity: 5 }, { quantity: 0 }]);
    expect(before?.values).toEqual([{ quantity: 5 }, { quantity: 5 }]);
  });

  it('are nothing while one of them is missing, and null where one does not exist', async () => {
    const { cache, read, recall } = fixtureWithout();
    expect(recall()).toBeUndefined();
    for (const key of keys) await read(cache.recorder(snapshotOf({})), 'stock', key);
    expect(recall()?.values).toEqual([{ quantity: 5 }, null]);
  });

  it('are nothing once one of them was pushed out of memory, where no change reaches it', async () => {
    const shop = await filled({ limits: { entityBytes: 2_000 } });
    expect(shop.recall()).toBeDefined();
    for (let nth = 0; nth < 20; nth += 1) {
      shop.values.set(`stock.other-${nth}`, { quantity: nth });
      await shop.read(shop.cache.recorder(snapshotOf({})), 'stock', `other-${nth}`);
    }
    expect(shop.recall()).toBeUndefined();
  });

  it('are nothing past the time of one of them', async () => {
    const shop = fixture();
    shop.values.set('polled.x', 1);
    await shop.read(shop.cache.recorder(snapshotOf({})), 'polled', 'x');
    const recall = () => shop.cache.entities.recallAll('polled', '', keysOfPolled);
    expect(recall()?.values).toEqual([1]);
    shop.pass(1_000);
    expect(recall()).toBeUndefined();
  });
});

const keysOfPolled = ['x'];

function fixtureWithout() {
  const shop = fixture();
  shop.values.set('stock.a', { quantity: 5 });
  return { ...shop, recall: () => shop.cache.entities.recallAll('stock', '', keys) };
}
