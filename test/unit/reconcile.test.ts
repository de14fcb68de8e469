import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { openChangeLog } from '../../src/changes/log.ts';
import { createMemoryLog } from '../../src/changes/memory-log.ts';
import { type ReconcileOptions, reconcile } from '../../src/changes/reconcile.ts';
import type { Ledger } from '../../src/changes/reconcile-ledger.ts';
import { createMemoryLedger } from '../../src/changes/reconcile-memory.ts';
import { createStoreLedger } from '../../src/changes/reconcile-store.ts';
import type { Change, Listed, ListedPage, ListQuery } from '../../src/contract/changes.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import { openStore } from '../../src/store/open.ts';
import { databases } from '../support/stores.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** A backend of numbered products, as many as asked for, with a revision each. */
function createLister(count: number, pageSize: number) {
  const lister = {
    count,
    revisions: new Map<number, number>(),
    gone: new Set<number>(),
    pages: 0,
    /** Fails the page with this number, once. */
    failAt: null as number | null,
    failure: 'CONNECTOR_UNAVAILABLE' as 'CONNECTOR_UNAVAILABLE' | 'CONNECTOR_REJECTED',
    /** Words that stand in for a version. */
    asVersions: false,
    list: async ({ cursor, signal }: ListQuery): Promise<ListedPage> => {
      signal.throwIfAborted();
      lister.pages += 1;
      if (lister.failAt === lister.pages) {
        lister.failAt = null;
        throw new ConnectorError(lister.failure, { connector: 'shop', capability: 'changes' }, 'out of order');
      }
      const from = Number(cursor ?? 0);
      const end = Math.min(lister.count, from + pageSize);
      const entities: Listed[] = [];
      for (let n = from; n < end; n += 1) {
        if (lister.gone.has(n)) continue;
        const revision = lister.revisions.get(n) ?? 1;
        entities.push({
          kind: 'product',
          key: `p${n}`,
          ...(lister.asVersions ? { version: revision } : { fingerprint: `r${revision}` }),
        });
      }
      return { entities, cursor: end < lister.count ? String(end) : null };
    },
  };
  return lister;
}

type Lister = ReturnType<typeof createLister>;

function inMemory() {
  const log = createMemoryLog();
  const changes: Change[] = [];
  const ledger = createMemoryLedger(log, Date.now);
  log.follow({ changed: (list) => changes.push(...list), lost: () => undefined });
  return { log, ledger, changes };
}

function walk(lister: Lister, ledger: Ledger, log: { position(): number }, more: Partial<ReconcileOptions> = {}) {
  return reconcile({
    ...{ source: 'shop', list: lister.list, sites: [], ledger, position: () => log.position(), now: Date.now },
    ...{ signal: new AbortController().signal, retryMs: [1, 1], graceMs: 0 },
    ...more,
  });
}

const none = { count: 0, examples: [] };

describe('changes: reconcile', () => {
  it('logs what differs, once, and says what it was', async () => {
    const { log, ledger, changes } = inMemory();
    const lister = createLister(25, 10);
    expect(await walk(lister, ledger, log)).toMatchObject({ baseline: true, looked: 25, changed: none, added: none });
    lister.revisions.set(3, 2);
    lister.gone.add(7);
    lister.count = 26;
    expect(await walk(lister, ledger, log)).toMatchObject({
      ...{ baseline: false, error: null, repeated: 0 },
      ...{ changed: { count: 1, examples: ['product p3'] }, added: { count: 1, examples: ['product p25'] } },
      removed: { count: 1, examples: ['product p7'] },
    });
    expect(changes.map(({ kind, key }) => `${kind} ${key}`).sort()).toEqual([
      'product p25',
      'product p3',
      'product p7',
    ]);
    expect(await walk(lister, ledger, log)).toMatchObject({ changed: none, added: none, removed: none });
    expect(changes).toHaveLength(3);
  });

  it('knows by a version that all was told, and by a fingerprint that it may not have been', async () => {
    for (const asVersions of [true, false]) {
      const { log, ledger, changes } = inMemory();
      const lister = createLister(5, 10);
      lister.asVersions = asVersions;
      await walk(lister, ledger, log);
      lister.revisions.set(2, 2);
      await log.record('shop', [{ kind: 'product', key: 'p2', ...(asVersions && { version: 2 }) }], 1);
      expect(await walk(lister, ledger, log)).toMatchObject({ changed: none, repeated: asVersions ? 0 : 1 });
      expect(changes).toHaveLength(asVersions ? 1 : 2);
      // The edit after the one that was told.
      lister.revisions.set(2, 3);
      expect(await walk(lister, ledger, log)).toMatchObject({ changed: { count: 1, examples: ['product p2'] } });
    }
  });

  it('does not take a listing that lags behind what was told for news', async () => {
    const { log, ledger, changes } = inMemory();
    const lister = createLister(5, 10);
    lister.asVersions = true;
    await walk(lister, ledger, log);
    await log.record('shop', [{ kind: 'product', key: 'p2', version: 9 }], 1);
    lister.revisions.set(2, 4);
    expect(await walk(lister, ledger, log)).toMatchObject({ changed: none, repeated: 0 });
    lister.revisions.set(2, 9);
    expect(await walk(lister, ledger, log)).toMatchObject({ changed: none, repeated: 0 });
    expect(changes).toHaveLength(1);
  });

  it('does not call missed what is told while the listing is read', async () => {
    const { log, ledger } = inMemory();
    const lister = createLister(5, 10);
    await walk(lister, ledger, log);
    lister.revisions.set(2, 2);
    setTimeout(() => void log.record('shop', [{ kind: 'product', key: 'p2' }], 1), 20);
    expect(await walk(lister, ledger, log, { graceMs: 300 })).toMatchObject({ changed: none, repeated: 1 });
  });

  it('asks again for a page that failed, and counts that', async () => {
    const { log, ledger } = inMemory();
    const lister = createLister(30, 10);
    lister.failAt = 2;
    expect(await walk(lister, ledger, log)).toMatchObject({ error: null, looked: 30, retries: 1 });
  });

  it('goes on with a walk that was cut off, and takes nothing for removed before its end', async () => {
    const { log, ledger, changes } = inMemory();
    const lister = createLister(30, 10);
    await walk(lister, ledger, log);
    const before = lister.pages;
    lister.gone.add(5);
    lister.revisions.set(4, 2);
    lister.failAt = before + 2;
    const cut = await walk(lister, ledger, log, { retryMs: [] });
    expect(cut).toMatchObject({ error: { code: 'CONNECTOR_UNAVAILABLE' }, changed: { count: 1 }, removed: none });
    expect(changes.map(({ key }) => key)).toEqual(['p4']);
    const rest = await walk(lister, ledger, log);
    expect(rest).toMatchObject({
      error: null,
      looked: 29,
      changed: { count: 1 },
      removed: { count: 1, examples: ['product p5'] },
    });
    // Two pages were left to read, besides the one that failed.
    expect(lister.pages).toBe(before + 4);
    expect(changes.map(({ key }) => key)).toEqual(['p4', 'p5']);
  });

  it('starts over where its backend refuses to go on', async () => {
    const { log, ledger } = inMemory();
    const lister = createLister(30, 10);
    lister.failAt = 2;
    lister.failure = 'CONNECTOR_REJECTED';
    expect(await walk(lister, ledger, log)).toMatchObject({ error: { code: 'CONNECTOR_REJECTED' }, looked: 10 });
    expect(await walk(lister, ledger, log)).toMatchObject({ error: null, looked: 30, baseline: true });
  });

  it('logs once more what its backend says to have changed since a moment', async () => {
    const { log, ledger, changes } = inMemory();
    const dated = async () => ({
      entities: [5, 50].map((at) => ({ kind: 'product', key: `p${at}`, fingerprint: 'same', at })),
      cursor: null,
    });
    const lister = { ...createLister(0, 1), list: dated };
    await walk(lister, ledger, log);
    expect(await walk(lister, ledger, log, { since: 20 })).toMatchObject({ changed: none, repeated: 1 });
    expect(changes.map(({ key }) => key)).toEqual(['p50']);
  });

  it('leaves out what the log would refuse, and says how much', async () => {
    const { log, ledger } = inMemory();
    const entities = [
      { kind: 'product', key: 'jan@example.com', fingerprint: 'a' },
      { kind: 'product', key: 'p1' },
      { kind: 'product', key: 'p2', fingerprint: 'x'.repeat(201) },
      { kind: 'product', key: 'p3', fingerprint: 'a' },
    ];
    const lister = { ...createLister(0, 1), list: async () => ({ entities, cursor: null }) };
    expect(await walk(lister, ledger, log)).toMatchObject({ looked: 4, refused: 3, error: null });
  });

  it('says so where memory is too small for a backend', async () => {
    const log = createMemoryLog();
    const ledger = createMemoryLedger(log, Date.now, 15);
    expect(await walk(createLister(30, 10), ledger, log)).toMatchObject({ error: { code: 'RECONCILE_TOO_LARGE' } });
  });

  it('refuses a listing without an end, or of another form', async () => {
    const { log, ledger } = inMemory();
    const stuck = { ...createLister(0, 1), list: async () => ({ entities: [], cursor: 'again' }) };
    expect(await walk(stuck, ledger, log)).toMatchObject({ error: { code: 'CONNECTOR_MALFORMED' } });
    const odd = { ...createLister(0, 1), list: async () => ({ entities: [null], cursor: null }) as never };
    expect(await walk(odd, ledger, log)).toMatchObject({ error: { code: 'CONNECTOR_MALFORMED' } });
  });

  it('walks over 100,000 entities in flat memory, and finds the one that differs', { timeout: 300_000 }, async () => {
    const store = await openStore(':memory:');
    const log = await openChangeLog(store, { trimEveryMs: 0 });
    const ledger = createStoreLedger(store, log, Date.now);
    /** The most that was alive on the heap while a walk was under way, beyond what was before it, in bytes. */
    async function growth(lister: Lister, source: string): Promise<number> {
      collect();
      const before = process.memoryUsage().heapUsed;
      let most = 0;
      let pages = 0;
      const progress = () => {
        pages += 1;
        if (pages % 5 > 0) return;
        collect();
        most = Math.max(most, process.memoryUsage().heapUsed - before);
      };
      expect(await walk(lister, ledger, log, { progress, source })).toMatchObject({
        error: null,
        looked: lister.count,
      });
      return most;
    }
    const small = await growth(createLister(5_000, 500), 'small');
    const lister = createLister(100_000, 500);
    const large = await growth(lister, 'shop');
    console.log(
      `alive: ${(small / 1e6).toFixed(1)} MB more for 5,000 entities, ${(large / 1e6).toFixed(1)} MB for 100,000`,
    );
    // Twenty times as many entities; a few hundred bytes kept of each would be tens of megabytes.
    expect(large).toBeLessThan(3 * small + 10e6);
    lister.revisions.set(77_777, 2);
    expect(await walk(lister, ledger, log)).toMatchObject({ changed: { count: 1, examples: ['product p77777'] } });
    await log.close();
    await store.close();
  });
});

describe.each(databases)('changes: reconcile over $title', ({ skip, start }) => {
  it.skipIf(skip)('is done by one process at a time, and another takes over when that is gone', async () => {
    const database = await start();
    const store = await openStore(await database.createUrl());
    const log = await openChangeLog(store, { trimEveryMs: 0 });
    let now = 1_000_000;
    const [one, other] = [createStoreLedger(store, log, () => now), createStoreLedger(store, log, () => now)];
    const lister = createLister(25, 10);
    expect(await one.hold('shop', 60_000)).toBe(true);
    // A SQLite file has one process, so that nobody can be in the way.
    if (store.shared) await expect(walk(lister, other, log)).rejects.toMatchObject({ code: 'RECONCILE_RUNNING' });
    expect(await walk(lister, one, log)).toMatchObject({ error: null, baseline: true });

    await one.hold('shop', 60_000);
    now += 60_001;
    lister.revisions.set(3, 2);
    lister.gone.add(7);
    lister.count = 26;
    await log.record([{ source: 'shop', kind: 'product', key: 'p9' }]);
    lister.revisions.set(9, 2);
    expect(await walk(lister, other, log)).toMatchObject({
      ...{ error: null, baseline: false, repeated: 1 },
      ...{ changed: { count: 1, examples: ['product p3'] }, added: { count: 1, examples: ['product p25'] } },
      removed: { count: 1, examples: ['product p7'] },
    });
    // What reconciling logged itself was told by nobody.
    lister.revisions.set(3, 3);
    expect(await walk(lister, other, log)).toMatchObject({ changed: { count: 1 }, repeated: 0, removed: none });
    expect((await log.stats()).kinds).toMatchObject([{ source: 'shop', count: 6 }]);
    expect(await other.reports('shop', 10)).toHaveLength(3);
    await log.close();
    await store.close();
    await database.stop();
  });
});
