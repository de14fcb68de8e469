import { describe, expect, it } from 'vitest';
import { fixture } from '../model/fixture.ts';

describe('cache: invalidation', () => {
  function shop() {
    const all = fixture();
    const { values, answer, read } = all;
    values.set('stock.a', { quantity: 40 });
    const page = (facet: string) =>
      answer(facet, {}, async (recorder) => {
        const stock = await read<{ quantity: number }>(recorder, 'stock', 'a', [facet]);
        if (facet === 'status') return stock && stock.quantity > 0 ? 'in' : 'out';
        return facet === 'lowStock' ? String((stock?.quantity ?? 0) < 10) : String(stock?.quantity);
      });
    return {
      ...all,
      page,
      async sell(quantity: number) {
        values.set('stock.a', { quantity });
        await all.change('stock', 'a');
      },
    };
  }

  it('drops no answer that read only the status when the quantity falls from 40 to 39', async () => {
    const { page, sell } = shop();
    for (const facet of ['status', 'lowStock', 'quantity']) await page(facet);
    await sell(39);
    expect([(await page('status')).from, (await page('lowStock')).from]).toEqual(['HIT', 'HIT']);
    expect(await page('quantity')).toMatchObject({ from: 'MISS', payload: { text: '39' } });
  });

  it('drops exactly those that show scarcity when it falls from 10 to 9', async () => {
    const { page, sell } = shop();
    await sell(10);
    for (const facet of ['status', 'lowStock']) await page(facet);
    await sell(9);
    expect((await page('status')).from).toBe('HIT');
    expect(await page('lowStock')).toMatchObject({ from: 'MISS', payload: { text: 'true' } });
  });

  it('ends right after 11, 9, 11 when a load saw the 9 and no reload did', async () => {
    const { page, values, change, pass, hold } = shop();
    values.set('stock.a', { quantity: 11 });
    await page('quantity');
    values.set('stock.a', { quantity: 9 });
    const release = hold();
    const first = change('stock', 'a');
    release();
    await first;
    expect((await page('lowStock')).payload.text).toBe('true');
    values.set('stock.a', { quantity: 11 });
    await Promise.all([change('stock', 'a'), change('stock', 'a')]);
    pass(1);
    expect((await page('lowStock')).payload.text).toBe('false');
  });

  it('drops all when nobody can tell what has changed, also what is being made at that moment', async () => {
    const { page, values, cache, calls, hold } = shop();
    await page('status');
    expect((await page('status')).from).toBe('HIT');
    values.set('stock.a', { quantity: 0 });
    cache.forget(9);
    const release = hold();
    const asked = page('status');
    await Promise.resolve();
    cache.forget(10);
    release();
    expect(await asked).toMatchObject({ from: 'MISS', payload: { text: 'out' } });
    const before = calls.length;
    expect((await page('status')).from).toBe('MISS');
    expect(calls.length).toBe(before + 1);
    expect(cache.position()).toBe(10);
  });

  it('loads a changed entity once, for the change and for those who ask meanwhile', async () => {
    const { page, values, change, calls, hold } = shop();
    await page('quantity');
    calls.length = 0;
    values.set('stock.a', { quantity: 7 });
    const release = hold();
    const settled = change('stock', 'a');
    const asked = Promise.all([page('quantity'), page('lowStock'), page('status')]);
    release();
    await settled;
    expect((await asked).map(({ payload }) => payload.text)).toEqual(['7', 'true', 'in']);
    expect(calls).toEqual(['stock.a']);
  });

  it('drops everything of an entity whose reload fails', async () => {
    const { page, change, fail } = shop();
    await page('status');
    fail(new Error('down'));
    await change('stock', 'a');
    fail(undefined);
    expect((await page('status')).from).toBe('MISS');
  });

  it('drops everything of an entity whose reload takes too long', async () => {
    const all = fixture({ limits: { settleMs: 10 } });
    const { values, answer, read, hold, change } = all;
    values.set('stock.a', { quantity: 40 });
    const page = () =>
      answer('page', {}, async (recorder) => JSON.stringify(await read(recorder, 'stock', 'a', ['status'])));
    await page();
    const release = hold();
    await change('stock', 'a');
    release();
    expect((await page()).from).toBe('MISS');
  });

  it('drops a change that is older than one applied before, and applies an equal one', async () => {
    const { values, versions, answer, read, change, calls } = fixture();
    values.set('stock.a', { quantity: 1 });
    versions.set('stock.a', 5);
    const page = () => answer('page', {}, async (recorder) => JSON.stringify(await read(recorder, 'stock', 'a')));
    await page();
    await change('stock', 'a', { version: 5 });
    calls.length = 0;
    await change('stock', 'a', { version: 4 });
    expect(calls).toEqual([]);
    await change('stock', 'a', { version: 5 });
    expect(calls).toEqual(['stock.a']);
  });

  it('repeats a load that shows less than was announced', async () => {
    const { values, versions, answer, read, change } = fixture({ limits: { backoffMs: [1, 1, 1, 1, 1, 1] } });
    values.set('stock.a', { quantity: 1 });
    versions.set('stock.a', 1);
    const page = () => answer('page', {}, async (recorder) => JSON.stringify(await read(recorder, 'stock', 'a')));
    await page();
    const settled = change('stock', 'a', { version: 2 });
    const asked = page();
    setTimeout(() => {
      values.set('stock.a', { quantity: 2 });
      versions.set('stock.a', 2);
    }, 2);
    expect((await asked).payload.text).toBe('{"quantity":2}');
    await settled;
    expect(await page()).toMatchObject({ payload: { text: '{"quantity":2}' } });
  });

  it('moves the lists of the groups that a product leaves and enters, and no others', async () => {
    const { values, answer, read, change, pass } = fixture();
    const inCategory = (name: string) =>
      [...values].flatMap(([key, value]) =>
        key.startsWith('product.') && (value as { category: string }).category === name ? [key] : [],
      );
    values.set('product.1', { handle: 'one', category: 'beds', title: 'One' });
    const list = (name: string) => {
      values.set(`category.${name}`, inCategory(name));
      return answer(name, {}, async (recorder) => JSON.stringify(await read(recorder, 'category', name)));
    };
    await answer('product', {}, async (recorder) => JSON.stringify(await read(recorder, 'product', '1')));
    pass(10);
    for (const name of ['beds', 'sofas', 'lamps']) await list(name);
    pass(10);
    values.set('product.1', { handle: 'one', category: 'sofas', title: 'One' });
    await change('product', '1');
    expect(await list('lamps')).toMatchObject({ from: 'HIT' });
    expect(await list('beds')).toMatchObject({ from: 'MISS', payload: { text: '[]' } });
    expect(await list('sofas')).toMatchObject({ from: 'MISS', payload: { text: '["product.1"]' } });
  });

  it('moves all lists of a kind when an entity changes that nobody has seen', async () => {
    const { values, answer, read, change } = fixture();
    values.set('category.beds', []);
    const list = () => answer('beds', {}, async (recorder) => JSON.stringify(await read(recorder, 'category', 'beds')));
    await list();
    values.set('category.beds', ['product.2']);
    await change('product', '2');
    expect((await list()).payload.text).toBe('["product.2"]');
  });

  it('does not trust a list that was read during a state that is gone again, though its load began before', async () => {
    const { values, answer, read, change, pass, hold, now } = fixture();
    const product = { handle: 'one', category: 'beds', title: 'One' };
    values.set('product.1', product);
    await answer('product', {}, async (recorder) => JSON.stringify(await read(recorder, 'product', '1')));
    pass(10);
    const sofas = () =>
      answer('sofas', {}, async (recorder) => JSON.stringify(await read(recorder, 'category', 'sofas')));
    const release = hold();
    const during = sofas();
    await new Promise(setImmediate);
    pass(10);
    const at = now();
    values.set('product.1', { ...product, category: 'sofas' });
    values.set('category.sofas', ['product.1']);
    release();
    expect((await during).payload.text).toBe('["product.1"]');
    values.set('product.1', product);
    values.set('category.sofas', []);
    pass(10);
    await change('product', '1', { at });
    expect((await sofas()).payload.text).toBe('[]');
  });
});
