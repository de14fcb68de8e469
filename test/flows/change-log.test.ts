import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/changes/draft.ts';
import type { Batch } from '../../src/changes/follow.ts';
import { type ChangeLog, type ChangeLogOptions, openChangeLog } from '../../src/changes/log.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { type Database, databases } from '../support/stores.ts';

function draft(key: string, rest: Partial<Draft> = {}): Draft {
  return { source: 'pim', kind: 'product', key, ...rest };
}

for (const { title, skip, start } of databases) {
  describe.skipIf(skip)(`flows: change log: ${title}`, () => {
    let database: Database;
    const opened: { store: Store; log: ChangeLog }[] = [];
    beforeAll(async () => {
      database = await start();
    });
    afterEach(async () => {
      for (const { store, log } of opened.splice(0)) {
        await log.close();
        await store.close();
      }
    });
    afterAll(() => database?.stop());

    async function open(options: ChangeLogOptions = {}, url?: string) {
      const store = await openStore(url ?? (await database.createUrl()));
      const log = await openChangeLog(store, { trimEveryMs: 0, ...options });
      opened.push({ store, log });
      return { store, log };
    }
    /** Follows until as many changes (or gaps) have come, then cuts the reader off. */
    async function take(log: ChangeLog, after: number, count: number, limit?: number): Promise<Batch[]> {
      const cut = new AbortController();
      const batches: Batch[] = [];
      let seen = 0;
      for await (const batch of log.follow({ after, signal: cut.signal, limit })) {
        batches.push(batch);
        seen += batch.type === 'GAP' ? 1 : batch.changes.length;
        if (seen >= count) cut.abort();
      }
      return batches;
    }
    const keys = (batches: readonly Batch[]) =>
      batches.flatMap((batch) => (batch.type === 'GAP' ? [batch.reason] : batch.changes.map((change) => change.key)));
    const results = (outcomes: readonly { result: string }[]) => outcomes.map(({ result }) => result);

    it('gives back what was recorded, with a position and a time', async () => {
      const { log } = await open();
      const full = draft('nw-101', {
        id: 'd/1',
        at: 1_700_000_000_000,
        facets: ['price', 'attributes.care'],
        version: 7,
        sites: ['nachtwit-nl'],
      });
      const before = Date.now();
      const outcomes = await log.record([full, draft('nw-102')]);
      const [batch] = await take(log, 0, 2);
      expect(batch).toEqual({
        type: 'CHANGES',
        position: 2,
        changes: [
          { ...full, position: 1 },
          {
            ...draft('nw-102'),
            position: 2,
            id: expect.stringMatching(/^[0-9a-f-]{36}$/),
            at: expect.any(Number),
            facets: null,
            version: null,
            sites: null,
          },
        ],
      });
      expect(batch?.type === 'CHANGES' && batch.changes[1]?.at).toBeGreaterThanOrEqual(before);
      expect(outcomes).toEqual([
        { result: 'LOGGED', position: 1 },
        { result: 'LOGGED', position: 2 },
      ]);
      expect([log.position(), await log.head()]).toEqual([2, 2]);
    });

    it('logs a change with the rows of its writer, or neither', async () => {
      const { store, log } = await open();
      const receipt = await store.transaction(async (tx) => {
        await log.confirm('writer', 1, tx);
        return log.append(tx, [draft('a')]);
      });
      expect(receipt.position()).toBe(1);
      const failed = store.transaction(async (tx) => {
        await log.confirm('writer', 2, tx);
        log.append(tx, [draft('b')]);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      await log.record([draft('c')]);
      expect(await log.confirmed('writer')).toBe(1);
      expect(keys(await take(log, 0, 2))).toEqual(['a', 'c']);
    });

    it('tells no position before the transaction is over', async () => {
      const { store, log } = await open();
      const asked = store.transaction(async (tx) => log.append(tx, [draft('a')]).position());
      await expect(asked).rejects.toMatchObject({ code: 'CHANGE_NOT_COMMITTED' });
      expect(await log.head()).toBe(0);
    });

    it('gives positions in the order of commits, so that no reader jumps over one that commits late', async () => {
      const { store, log } = await open();
      const reading = take(log, 0, 2);
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      let hasPosition = () => {};
      const written = new Promise<void>((resolve) => {
        hasPosition = resolve;
      });
      const late = store.transaction(async (tx) => {
        log.append(tx, [draft('late')]);
        // After the row has its position, before it can be seen.
        tx.beforeCommit(() => {
          hasPosition();
          return held;
        });
      });
      await written;
      const next = log.record([draft('next')]);
      await sleep(200);
      letGo();
      await Promise.all([late, next]);
      expect(keys(await reading)).toEqual(['late', 'next']);
    });

    it('leaves out what a delivery said before of the same entity, and that only', async () => {
      const { log } = await open();
      await log.record([draft('a', { id: 'd1' })]);
      const again = await log.record([
        draft('a', { id: 'd1' }),
        draft('a', { id: 'd1', source: 'shop' }),
        draft('a', { id: 'd1', kind: 'price' }),
        draft('b', { id: 'd1' }),
        draft('c', { id: 'd2' }),
        draft('c', { id: 'd2' }),
      ]);
      expect(results(again)).toEqual(['DUPLICATE', 'LOGGED', 'LOGGED', 'LOGGED', 'LOGGED', 'DUPLICATE']);
      expect(keys(await take(log, 0, 5))).toEqual(['a', 'a', 'a', 'b', 'c']);
    });

    it('does not take two equal bodies without an id for one delivery', async () => {
      const { log } = await open();
      expect(results(await log.record([draft('a'), draft('a')]))).toEqual(['LOGGED', 'LOGGED']);
    });

    it('forgets a delivery that was only in a transaction that failed', async () => {
      const { store, log } = await open();
      const failed = store.transaction(async (tx) => {
        log.append(tx, [draft('a', { id: 'd1' })]);
        tx.beforeCommit(() => Promise.reject(new Error('no')));
      });
      await expect(failed).rejects.toThrow('no');
      expect(results(await log.record([draft('a', { id: 'd1' })]))).toEqual(['LOGGED']);
    });

    it('drops an older version and applies an equal one, per source, kind and key', async () => {
      const { log } = await open();
      const at = (version: number | undefined, rest: Partial<Draft> = {}) => draft('a', { version, ...rest });
      expect(results(await log.record([at(5)]))).toEqual(['LOGGED']);
      const others = [at(1, { kind: 'price' }), at(1, { source: 'shop' })];
      const more = await log.record([at(4), at(5), at(7), at(6), at(undefined), ...others]);
      expect(results(more)).toEqual(['STALE', 'LOGGED', 'LOGGED', 'STALE', 'LOGGED', 'LOGGED', 'LOGGED']);
      expect(results(await log.record([at(6), at(7)]))).toEqual(['STALE', 'LOGGED']);
    });

    it('takes more drafts at once than a statement has parameters', async () => {
      const { log } = await open();
      const many = Array.from({ length: 5_000 }, (_, n) => draft(`k${n}`, { id: `d${n}`, version: n }));
      expect(new Set(results(await log.record(many)))).toEqual(new Set(['LOGGED']));
      expect(keys(await take(log, 0, 5_000))).toEqual(many.map(({ key }) => key));
      expect(new Set(results(await log.record(many)))).toEqual(new Set(['DUPLICATE']));
    });

    it('refuses what must not be in a log, without repeating it, and logs nothing of that call', async () => {
      const { store, log } = await open();
      const wrong: Record<string, Draft> = {
        'an address as a key': draft('jan@example.org'),
        'an encoded address as a key': draft('jan%40example.org'),
        'a telephone number as a key': draft('+31612345678'),
        'white space in a key': draft('jan 101'),
        'a key that is too long': draft('k'.repeat(256)),
        'an empty key': draft(''),
        'a kind with a dot': draft('a', { kind: 'product.price' }),
        'a version that is no integer': draft('a', { version: 1.5 }),
        'an address as an id': draft('a', { id: 'jan@example.org' }),
        'a facet with a space': draft('a', { facets: ['price of jan'] }),
      };
      for (const [what, one] of Object.entries(wrong)) {
        const error = await log.record([draft('good'), one]).catch((cause: unknown) => cause);
        expect(error, what).toMatchObject({ code: 'CHANGE_INVALID' });
        expect(String(error), what).not.toMatch(/jan|31612/);
        const appended = store.transaction(async (tx) => log.append(tx, [one]));
        await expect(appended, what).rejects.toMatchObject({ code: 'CHANGE_INVALID' });
      }
      expect(await log.head()).toBe(0);
    });

    it('wakes a reader that waits, and goes on in order whatever the size of its batches', async () => {
      const { log } = await open();
      const reading = take(log, 0, 30, 4);
      for (let n = 0; n < 30; n += 1) await log.record([draft(`k${n}`)]);
      const batches = await reading;
      expect(keys(batches)).toEqual(Array.from({ length: 30 }, (_, n) => `k${n}`));
      const sizes = batches.map((batch) => (batch.type === 'GAP' ? 0 : batch.changes.length));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(4);
    });

    it('tells a GAP to a reader whose cursor is older than what is kept, and goes on after it', async () => {
      const { log } = await open({ retention: { changes: 2 } });
      await log.record(['a', 'b', 'c', 'd', 'e'].map((key) => draft(key)));
      expect(await log.trim()).toMatchObject({ changes: 3, trimmedTo: 3 });
      const gap = { type: 'GAP', reason: 'TRIMMED', after: 1, position: 3 };
      expect(await take(log, 1, 3)).toMatchObject([gap, { position: 5 }]);
      expect(keys(await take(log, 3, 2))).toEqual(['d', 'e']);
    });

    it('tells a GAP when retention overtakes a reader between two batches', async () => {
      const { log } = await open({ retention: { changes: 1 } });
      await log.record(['a', 'b', 'c', 'd'].map((key) => draft(key)));
      const cut = new AbortController();
      const seen: Batch[] = [];
      for await (const batch of log.follow({ after: 0, signal: cut.signal, limit: 1 })) {
        seen.push(batch);
        if (seen.length === 1) await log.trim();
        if (seen.length === 3) cut.abort();
      }
      expect(keys(seen)).toEqual(['a', 'TRIMMED', 'd']);
    });

    it('keeps its head when retention has removed everything', async () => {
      const url = await database.createUrl();
      const first = await open({ retention: { changesMs: -1 } }, url);
      await first.log.record([draft('a'), draft('b')]);
      expect(await first.log.trim()).toMatchObject({ changes: 2, trimmedTo: 2 });
      expect(await first.log.head()).toBe(2);
      await first.log.close();
      await first.store.close();
      const { log } = await open({}, url);
      expect(log.position()).toBe(2);
      expect(await log.record([draft('c')])).toEqual([{ result: 'LOGGED', position: 3 }]);
      expect(keys(await take(log, 0, 2))).toEqual(['TRIMMED', 'c']);
    });

    it('removes more than one transaction may, to the end', async () => {
      const { log } = await open({ retention: { changes: 10, deliveriesMs: -1 } });
      await log.record(Array.from({ length: 12_010 }, (_, n) => draft(`k${n}`, { id: `d${n}` })));
      expect(await log.trim()).toEqual({ changes: 12_000, deliveries: 12_010, aside: 0, trimmedTo: 12_000 });
      expect(keys(await take(log, 12_000, 10))).toHaveLength(10);
    });

    it('counts age from when a change was logged, not from when it happened', async () => {
      const { log } = await open({ retention: { changesMs: 60_000 } });
      await log.record([draft('a', { at: 1 })]);
      expect(await log.trim()).toMatchObject({ changes: 0, trimmedTo: 0 });
    });

    it('refuses a cursor that is none', async () => {
      const { log } = await open();
      for (const after of [-1, 1.5, Number.NaN])
        await expect(async () => take(log, after, 1)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    });

    it('tells a GAP to a cursor that the log never reached', async () => {
      const { log } = await open();
      await log.record([draft('a')]);
      expect(await take(log, 900, 1)).toEqual([{ type: 'GAP', reason: 'UNKNOWN', after: 900, position: 1 }]);
    });

    it('remembers how far a reader has come, never backwards', async () => {
      const { log } = await open();
      await log.record([draft('a'), draft('b'), draft('c')]);
      expect(await log.confirmed('webhooks')).toBeNull();
      await log.confirm('webhooks', 2);
      await log.confirm('webhooks', 1);
      expect(await log.confirmed('webhooks')).toBe(2);
      expect((await log.stats()).readers).toMatchObject([{ reader: 'webhooks', position: 2, behind: 1 }]);
      await log.dismiss('webhooks');
      expect(await log.confirmed('webhooks')).toBeNull();
    });

    it('remembers a delivery for its own time, whether or not the change is kept', async () => {
      const { log } = await open({ retention: { changesMs: -1, deliveriesMs: 60_000 } });
      await log.record([draft('a', { id: 'd1' })]);
      await log.trim();
      expect(results(await log.record([draft('a', { id: 'd1' })]))).toEqual(['DUPLICATE']);
      const { log: forgetful } = await open({ retention: { deliveriesMs: -1 } });
      await forgetful.record([draft('a', { id: 'd1' })]);
      expect(await forgetful.trim()).toMatchObject({ deliveries: 1 });
      expect(results(await forgetful.record([draft('a', { id: 'd1' })]))).toEqual(['LOGGED']);
    });

    it('keeps aside what could not be understood, lists it without its body, and lets go of it', async () => {
      const { log } = await open({ retention: { asideMs: -1 } });
      const poison = { source: 'pim', delivery: 'd9', reason: 'Unexpected end of JSON', body: '{"a": \0\uD800' };
      const id = await log.aside.add(poison);
      const longer = await log.aside.add({ ...poison, delivery: null, body: 'x'.repeat(70_000) });
      const listed = await log.aside.list({ first: 10, before: null });
      expect(listed.map((entry) => entry.delivery)).toEqual([null, 'd9']);
      expect(Object.keys(listed[1] ?? {}).sort()).toEqual(['delivery', 'id', 'loggedAt', 'reason', 'source']);
      expect(await log.aside.list({ first: 10, before: longer })).toHaveLength(1);
      expect(await log.aside.body(id)).toBe('{"a": \uFFFD\uFFFD');
      expect(await log.aside.body(longer)).toHaveLength(65_536);
      expect([await log.aside.remove(id), await log.aside.remove(id)]).toEqual([true, false]);
      expect(await log.aside.body(id)).toBeNull();
      expect((await log.stats()).aside).toBe(1);
      expect(await log.trim()).toMatchObject({ aside: 1 });
    });

    it('counts what it keeps', async () => {
      const { log } = await open();
      await log.record([draft('a'), draft('b'), draft('a', { kind: 'price' })]);
      expect(await log.stats()).toMatchObject({
        logId: log.id,
        head: 3,
        trimmedTo: 0,
        kinds: [
          { source: 'pim', kind: 'price', count: 1 },
          { source: 'pim', kind: 'product', count: 2 },
        ],
      });
    });

    it('ends its readers when it is closed', async () => {
      const { log } = await open();
      const reading = take(log, 0, 1);
      await log.close();
      expect(await reading).toEqual([]);
    });
  });
}
