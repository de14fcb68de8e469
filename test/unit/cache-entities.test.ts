import Keyv from 'keyv';
import { describe, expect, it } from 'vitest';
import type { Recorder } from '../../src/cache/recorder.ts';
import { fixture, snapshotOf } from '../model/fixture.ts';

const recorderOf = ({ cache }: ReturnType<typeof fixture>): Recorder => cache.recorder(snapshotOf({}));

describe('cache: entities', () => {
  it('loads a key once for all who ask at the same time, and records for each of them', async () => {
    const shop = fixture();
    shop.values.set('stock.a', { quantity: 5 });
    const recorders = Array.from({ length: 100 }, () => recorderOf(shop));
    const release = shop.hold();
    const reads = recorders.map((recorder) => shop.read(recorder, 'stock', 'a', ['status']));
    release();
    await Promise.all(reads);
    expect(shop.calls).toEqual(['stock.a']);
    for (const recorder of recorders) expect([...recorder.tags]).toEqual(['stock.a.status']);
  });

  it('records a hit in memory as it does a load, and the whole where a facet is not declared', async () => {
    const shop = fixture();
    shop.values.set('stock.a', { quantity: 5 });
    await shop.read(recorderOf(shop), 'stock', 'a');
    const recorder = recorderOf(shop);
    await shop.read(recorder, 'stock', 'a', ['status', 'colour']);
    expect([...recorder.tags]).toEqual(['stock.a']);
    expect(shop.calls).toEqual(['stock.a']);
  });

  it('gives results in the order of the keys, with null and errors in their place', async () => {
    const { cache } = fixture();
    const recorder = cache.recorder(snapshotOf({}));
    const broken = new Error('broken');
    const load = async (keys: readonly string[]) =>
      keys.map((key) => (key === 'bad' ? broken : { value: key === 'none' ? null : key.toUpperCase() }));
    expect(await cache.entities.loadMany('thing', ['b', 'none', 'bad', 'a'], recorder, load)).toEqual([
      'B',
      null,
      broken,
      'A',
    ]);
    expect(recorder.degraded).toEqual([{ kind: 'thing', key: 'bad', served: 'MISSING', ageMs: null }]);
  });

  it('asks in one batch for what it does not have', async () => {
    const { cache } = fixture();
    const batches: string[][] = [];
    const load = async (keys: readonly string[]) => {
      batches.push([...keys]);
      return keys.map((key) => ({ value: key }));
    };
    await cache.entities.fetchMany('thing', ['a', 'b'], load);
    await cache.entities.fetchMany('thing', ['b', 'c', 'a', 'd'], load);
    expect(batches).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('says what a batch of the wrong length should have been', async () => {
    const { cache } = fixture();
    const [outcome] = await cache.entities.fetchMany('thing', ['a', 'b'], async () => [{ value: 1 }]);
    expect(outcome?.error).toMatchObject({
      code: 'CACHE_BATCH_LENGTH',
      message: 'expected a result for each of 2 keys, found 1 results',
    });
  });

  it('aborts a load when its last waiter has left, and not before', async () => {
    const { cache } = fixture();
    let aborted = false;
    const load = (keys: readonly string[], signal: AbortSignal) =>
      new Promise<{ value: string }[]>((resolve) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          resolve(keys.map((value) => ({ value })));
        });
      });
    const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
    const reads = [
      cache.entities.fetchMany('thing', ['a', 'b'], load, { signal: first.signal }),
      cache.entities.fetchMany('thing', ['b'], load, { signal: second.signal }),
      cache.entities.fetchMany('thing', ['a'], load, { signal: third.signal }),
    ].map((read) => read.catch((error) => String(error)));
    await new Promise(setImmediate);
    for (const [controller, expected] of [
      [first, false],
      [third, false],
      [second, true],
    ] as const) {
      controller.abort(new Error('left'));
      expect(aborted).toBe(expected);
    }
    expect(await Promise.all(reads)).toEqual(['Error: left', 'Error: left', 'Error: left']);
  });

  it('serves a softly expired value while it is renewed, once', async () => {
    const shop = fixture();
    shop.values.set('polled.a', 1);
    await shop.read(recorderOf(shop), 'polled', 'a');
    shop.pass(1_000);
    shop.values.set('polled.a', 2);
    expect(await Promise.all([1, 2, 3].map(() => shop.read(recorderOf(shop), 'polled', 'a')))).toEqual([1, 1, 1]);
    await new Promise(setImmediate);
    expect(await shop.read(recorderOf(shop), 'polled', 'a')).toBe(2);
    expect(shop.calls).toHaveLength(2);
  });

  it('renews a softly expired answer in the background, from its backends', async () => {
    const shop = fixture();
    shop.values.set('polled.a', 1);
    const page = () => shop.answer('page', {}, async (recorder) => `${await shop.read(recorder, 'polled', 'a')}`);
    await page();
    shop.pass(1_000);
    shop.values.set('polled.a', 2);
    expect(await page()).toMatchObject({ from: 'STALE', payload: { text: '1' } });
    await new Promise(setImmediate);
    expect((await page()).payload.text).toBe('2');
  });

  it('lets the last value stand in for a failing backend, marked, and leaves the backend alone for two seconds', async () => {
    const shop = fixture();
    shop.values.set('polled.a', 1);
    await shop.read(recorderOf(shop), 'polled', 'a');
    shop.pass(500);
    shop.fail(new Error('down'));
    await shop.change('polled', 'a');
    shop.calls.length = 0;
    for (let nth = 0; nth < 100; nth += 1) {
      const recorder = recorderOf(shop);
      expect(await shop.read(recorder, 'polled', 'a')).toBe(1);
      expect(recorder.degraded).toEqual([{ kind: 'polled', key: 'a', served: 'STALE', ageMs: 500 }]);
    }
    expect(shop.calls.length).toBeLessThanOrEqual(1);
    shop.fail(undefined);
    shop.values.set('polled.a', 2);
    shop.pass(2_000);
    expect(await shop.read(recorderOf(shop), 'polled', 'a')).toBe(2);
  });

  it('keeps a degraded answer for two seconds', async () => {
    const shop = fixture();
    shop.fail(new Error('down'));
    const page = () =>
      shop.answer('page', {}, (recorder) => shop.read(recorder, 'stock', 'a').then(JSON.stringify, () => 'missing'));
    expect(await page()).toMatchObject({ from: 'MISS', degraded: [{ served: 'MISSING' }] });
    shop.fail(undefined);
    shop.values.set('stock.a', { quantity: 5 });
    shop.pass(1_999);
    expect(await page()).toMatchObject({
      from: 'HIT',
      payload: { text: 'missing' },
      degraded: [{ served: 'MISSING' }],
    });
    shop.pass(1);
    expect(await page()).toMatchObject({ from: 'MISS', payload: { text: '{"quantity":5}' }, degraded: [] });
  });

  it('remembers what does not exist apart from what does', async () => {
    const shop = fixture({ limits: { negatives: 2 } });
    shop.values.set('stock.a', { quantity: 5 });
    for (const key of ['a', 'x1', 'x2', 'x3', 'x4']) await shop.read(recorderOf(shop), 'stock', key);
    shop.calls.length = 0;
    for (const key of ['a', 'x4', 'x3']) await shop.read(recorderOf(shop), 'stock', key);
    expect(shop.calls).toEqual([]);
    await shop.read(recorderOf(shop), 'stock', 'x1');
    expect(shop.calls).toEqual(['stock.x1']);
  });
});

describe('cache: shared level', () => {
  it('gives another process what one has loaded, while nothing has moved', async () => {
    const store = new Keyv();
    const one = fixture({ store });
    one.values.set('stock.a', { quantity: 5 });
    await one.read(recorderOf(one), 'stock', 'a');
    const other = fixture({ store });
    expect(await other.read(recorderOf(other), 'stock', 'a')).toEqual({ quantity: 5 });
    expect(other.calls).toEqual([]);
  });

  it('has nothing for a process that does not know the time back to the load', async () => {
    const store = new Keyv();
    const one = fixture({ store });
    one.values.set('stock.a', { quantity: 5 });
    await one.read(recorderOf(one), 'stock', 'a');
    const late = fixture({ store, start: 3 });
    late.values.set('stock.a', { quantity: 4 });
    expect(await late.read(recorderOf(late), 'stock', 'a')).toEqual({ quantity: 4 });
  });

  it('has nothing of an entity that has changed since', async () => {
    const store = new Keyv();
    const one = fixture({ store });
    one.values.set('stock.a', { quantity: 5 });
    await one.read(recorderOf(one), 'stock', 'a');
    const other = fixture({ store });
    other.values.set('stock.a', { quantity: 4 });
    await other.change('stock', 'a');
    expect(await other.read(recorderOf(other), 'stock', 'a')).toEqual({ quantity: 4 });
  });

  it('is not given what was loaded so soon after a change that the backend may not show it yet', async () => {
    for (const waited of [0, 10_000]) {
      const store = new Keyv();
      const one = fixture({ store });
      one.values.set('stock.a', { quantity: 5 });
      await one.change('stock', 'a');
      one.pass(waited);
      await one.read(recorderOf(one), 'stock', 'a');
      const other = fixture({ store, start: 1 });
      other.values.set('stock.a', { quantity: 4 });
      expect(await other.read(recorderOf(other), 'stock', 'a')).toEqual({ quantity: waited === 0 ? 4 : 5 });
    }
  });

  it('is done without when it fails, and says so', async () => {
    const failing = {
      getMany: () => Promise.reject(new Error('no route')),
      set: () => Promise.reject(new Error('no route')),
    };
    const shop = fixture({ store: failing });
    shop.values.set('stock.a', { quantity: 5 });
    expect(await shop.read(recorderOf(shop), 'stock', 'a')).toEqual({ quantity: 5 });
    expect(shop.errors).toHaveLength(2);
  });
});
