import { describe, expect, it } from 'vitest';
import { fixture, snapshotOf } from '../model/fixture.ts';

describe('cache: responses', () => {
  it('keeps one answer for each vector of the inputs that were read, whoever asks', async () => {
    const { cache, answer } = fixture();
    let executions = 0;
    for (let visitor = 0; visitor < 1_000; visitor += 1)
      await answer('page', { member: visitor % 2 === 0, arm: visitor % 3, unread: visitor }, (recorder) => {
        executions += 1;
        return recorder.input('member') ? `member ${recorder.input('arm')}` : 'guest';
      });
    expect(executions).toBe(4);
    expect(cache.responses.size()).toMatchObject({ entries: 4, contents: 4, tries: 1 });
  });

  it('holds equal bytes once, and lets go of them with their last entry', async () => {
    const { cache, answer, change, values, read } = fixture();
    values.set('stock.a', { quantity: 5 });
    for (const arm of [1, 2, 3])
      await answer('page', { arm }, async (recorder) => {
        recorder.input('arm');
        await read(recorder, 'stock', 'a');
        return 'the same';
      });
    expect(cache.responses.size()).toMatchObject({ entries: 3, contents: 1 });
    values.set('stock.a', { quantity: 4 });
    await change('stock', 'a');
    expect(cache.responses.size()).toEqual({ bytes: 0, entries: 0, contents: 0, tries: 0 });
  });

  it('finds by value and type: true is not "true", null is not "null"', async () => {
    const { answer } = fixture();
    for (const [place, a] of [true, 'true', null, 'null', 1, '1'].entries()) {
      const { payload, from } = await answer('page', { a }, (recorder) => `${place} ${recorder.input('a')}`);
      expect([payload.text, from]).toEqual([`${place} ${a}`, 'MISS']);
    }
  });

  it('never keeps an answer that read the visitor itself', async () => {
    const { cache, answer } = fixture();
    const greet = (id: string) => answer('page', { id }, (recorder) => `hello ${recorder.input('id')}`);
    const answers = await Promise.all([greet('ada'), greet('bob'), greet('ada')]);
    expect(answers.map(({ payload, from }) => [payload.text, from])).toEqual([
      ['hello ada', 'MISS'],
      ['hello bob', 'MISS'],
      ['hello ada', 'MISS'],
    ]);
    expect(cache.responses.size().entries).toBe(0);
  });

  it('executes once for a thousand concurrent requests that agree', async () => {
    const { answer, read, values, calls, hold } = fixture();
    values.set('stock.a', { quantity: 5 });
    const release = hold();
    const requests = Array.from({ length: 1_000 }, (_, arm) =>
      answer('page', { arm }, async (recorder) => JSON.stringify(await read(recorder, 'stock', 'a'))),
    );
    release();
    const answers = await Promise.all(requests);
    expect(calls).toEqual(['stock.a']);
    expect(answers.filter(({ from }) => from === 'MISS')).toHaveLength(1);
  });

  it('ends at a boundary of time, on both sides', async () => {
    const { answer, now, pass } = fixture();
    const start = now() + 100;
    const sale = () => answer('page', {}, (recorder) => (recorder.passed(start) ? 'sale' : 'not yet'));
    expect((await sale()).payload.text).toBe('not yet');
    pass(99);
    expect(await sale()).toMatchObject({ from: 'HIT', payload: { text: 'not yet' }, until: start });
    pass(1);
    expect(await sale()).toMatchObject({ from: 'MISS', payload: { text: 'sale' } });
    pass(-1);
    expect(await sale()).toMatchObject({ from: 'MISS', payload: { text: 'not yet' } });
  });

  it('drops the answers that were used longest ago when the bytes run out', async () => {
    const { cache, answer } = fixture({ limits: { responseBytes: 3_000 } });
    const page = (name: string) => answer(name, {}, () => name.repeat(600));
    for (const name of ['a', 'b', 'a', 'c', 'a', 'd']) await page(name);
    expect((await page('a')).from).toBe('HIT');
    expect((await page('b')).from).toBe('MISS');
    expect(cache.responses.size().bytes).toBeLessThanOrEqual(3_000);
  });

  it('looks up without a promise, and only what needs nothing done', async () => {
    const { cache, answer, now, hold, change, values, read } = fixture();
    values.set('stock.a', { quantity: 5 });
    const visitor = snapshotOf({ arm: 1 });
    const lookup = cache.responses.lookup('page');
    expect(lookup(visitor, now())).toBeUndefined();
    await answer('page', visitor, async (recorder) => {
      await read(recorder, 'stock', 'a', ['status']);
      return `arm ${recorder.input('arm')}`;
    });
    expect(lookup(visitor, now())?.payload.text).toBe('arm 1');
    expect(lookup(snapshotOf({ arm: 2 }), now())).toBeUndefined();
    const release = hold();
    values.set('stock.a', { quantity: 4 });
    const settled = change('stock', 'a');
    expect(lookup(visitor, now())).toBeUndefined();
    release();
    await settled;
    expect(lookup(visitor, now())?.payload.text).toBe('arm 1');
    // All that was kept is dropped, its trie with it; what is kept then is found as well.
    values.set('stock.a', { quantity: 0 });
    await change('stock', 'a');
    expect(lookup(visitor, now())).toBeUndefined();
    await answer('page', visitor, (recorder) => `arm ${recorder.input('arm')} again`);
    expect(lookup(visitor, now())?.payload.text).toBe('arm 1 again');
  });

  it('hands on the failure of an execution to its own request only', async () => {
    const { answer } = fixture();
    let first = true;
    const make = async () => {
      const fails = first;
      first = false;
      await null;
      if (fails) throw new Error('no luck');
      return 'fine';
    };
    const results = await Promise.allSettled([
      answer('page', {}, make),
      answer('page', {}, make),
      answer('page', {}, make),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('keeps as many entries as there are distinct vectors, for 10,000 visitors and 200 pages', async () => {
    const { cache, answer, calls, read, values, now } = fixture();
    const visitor = (nth: number) => snapshotOf({ member: nth % 2 === 0, region: nth % 3, arm: nth % 4, unread: nth });
    for (let nth = 0; nth < 200; nth += 1) values.set(`stock.${nth}`, { quantity: nth });
    for (let nth = 0; nth < 10_000; nth += 1) {
      const page = String(nth % 200);
      await answer(page, visitor(nth), async (recorder) => {
        await read(recorder, 'stock', page, ['status']);
        // Twelve vectors, and four contents.
        const shown = `${page} ${recorder.input('region') === 0} ${recorder.input('arm')}`;
        return recorder.input('arm') === 0 || recorder.input('arm') === 2 ? `${page} even` : shown;
      });
    }
    const vectors = new Set<string>();
    for (let nth = 0; nth < 10_000; nth += 1) vectors.add(`${nth % 200} ${nth % 3} ${nth % 4}`);
    const { entries, contents, tries } = cache.responses.size();
    expect(entries).toBe(vectors.size);
    expect(tries).toBe(200);
    expect(contents).toBeLessThan(entries);
    calls.length = 0;
    const lookups = Array.from({ length: 200 }, (_, page) => cache.responses.lookup(String(page)));
    for (let nth = 0; nth < 100_000; nth += 1) expect(lookups[nth % 200]?.(visitor(nth % 10_000), now())).toBeDefined();
    expect(calls).toEqual([]);
  });
});
