import { afterEach, describe, expect, it, vi } from 'vitest';
import { startPolling } from '../../src/changes/polling.ts';
import { createSecondLooks } from '../../src/changes/second-looks.ts';
import type { Change, ChangeDraft, Polled } from '../../src/contract/changes.ts';
import type { Connector } from '../../src/contract/connector.ts';
import { startSite } from '../support/start-site.ts';

const everyMs = 1_000;
const price = (key: string, more: Partial<ChangeDraft> = {}): ChangeDraft => ({ kind: 'price', key, ...more });

describe('flows: a connector that is polled', () => {
  it('shows a change in an answer after the next poll', async () => {
    const backend = { title: 'Lamp', edits: 0 };
    const records = async (keys: readonly string[]) =>
      keys.map(() => ({ id: 'p1', handle: 'lamp', title: backend.title }));
    const shop: Connector = {
      name: 'shop',
      products: {
        byIds: records,
        byHandles: records,
        list: async () => ({ nodes: ['p1'], endCursor: null, hasNextPage: false }),
      },
      changes: {
        poll: async (since) => ({
          changes: since !== null && Number(since) < backend.edits ? [{ kind: 'product', key: 'p1' }] : [],
          cursor: String(backend.edits),
        }),
      },
    };
    const site = await startSite([shop], { policy: { connectors: { shop: { pollMs: 50 } } } });
    const title = async () => (await site.ask('{ product(handle: "lamp") { title } }')).data.product.title;
    expect(await title()).toBe('Lamp');
    backend.title = 'Table lamp';
    expect(await title()).toBe('Lamp');
    backend.edits += 1;
    await vi.waitFor(async () => expect(await title()).toBe('Table lamp'), { timeout: 10_000 });
    await site.close();
  });
});

describe('changes: polling', () => {
  afterEach(() => vi.useRealTimers());

  /** Answers one poll after the other with these, then with nothing new. */
  function start(answers: readonly (Polled | Error)[]) {
    // `node:timers/promises` is not faked: real time, at a pace of its own.
    const asked: (string | null)[] = [];
    const reported: string[] = [];
    const failures: number[][] = [];
    const polling = startPolling({
      everyMs: 20,
      random: () => 0.5,
      poll: async (since) => {
        const answer = answers[asked.length] ?? { changes: [], cursor: 'end' };
        asked.push(since);
        if (answer instanceof Error) throw answer;
        return answer;
      },
      report: async (changes) => void reported.push(...changes.map(({ key }) => key)),
      failed: (_error, count, retryMs) => void failures.push([count, retryMs]),
    });
    const polls = (count: number) => vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(count));
    return { asked, reported, failures, polling, polls };
  }

  it('goes on where the poll before ended', async () => {
    const { asked, reported, polling, polls } = start([
      { changes: [], cursor: 'a' },
      { changes: [price('1')], cursor: 'b' },
    ]);
    await polls(3);
    polling.close();
    expect(asked.slice(0, 3)).toEqual([null, 'a', 'b']);
    expect(reported).toEqual(['1']);
  });

  it('counts once what two overlapping polls tell, if it can be told from another', async () => {
    const dated = price('dated', { at: 5 });
    const versioned = price('versioned', { version: 7 });
    const { reported, polling, polls } = start([
      { changes: [dated, versioned, price('bare')], cursor: 'a' },
      { changes: [dated, versioned, price('bare'), price('dated', { at: 6 })], cursor: 'b' },
    ]);
    await polls(3);
    polling.close();
    expect(reported).toEqual(['dated', 'versioned', 'bare', 'bare', 'dated']);
  });

  it('asks again from the same place when a poll failed, less and less often', async () => {
    const down = new Error('out of reach');
    const { asked, failures, polling, polls } = start([{ changes: [], cursor: 'a' }, down, down, down]);
    await polls(6);
    polling.close();
    expect(asked.slice(0, 6)).toEqual([null, 'a', 'a', 'a', 'a', 'end']);
    expect(failures).toEqual([
      [1, 40],
      [2, 80],
      [3, 160],
    ]);
  });

  it('asks again for what could not be taken in', async () => {
    const asked: (string | null)[] = [];
    let full = true;
    const polling = startPolling({
      everyMs: 10,
      poll: async (since) => {
        asked.push(since);
        return since === null ? { changes: [], cursor: 'a' } : { changes: [price('1', { at: 1 })], cursor: 'b' };
      },
      report: async () => {
        if (full) throw new Error('the log is full');
      },
      failed: () => {
        full = false;
      },
    });
    await vi.waitFor(() => expect(asked.slice(0, 4)).toEqual([null, 'a', 'a', 'b']));
    polling.close();
  });

  it('aborts the poll under way, and asks no more, when it is closed', async () => {
    const signals: AbortSignal[] = [];
    const polling = startPolling({
      everyMs,
      poll: (_since, signal) => {
        signals.push(signal);
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
      report: async () => undefined,
      failed: () => expect.unreachable('a poll that was stopped has not failed'),
    });
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    polling.close();
    expect(signals[0]?.aborted).toBe(true);
  });
});

describe('changes: second looks', () => {
  afterEach(() => vi.useRealTimers());

  const change = (more: Partial<Change> = {}): Change => ({
    ...{ position: 1, id: '1', at: 1_000, source: 'shop', kind: 'stock', key: 'A' },
    ...{ facets: null, version: null, sites: null },
    ...more,
  });

  function open(lagMs: number) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const applied: { readonly after: number; readonly change: Change }[] = [];
    let elapsed = 0;
    const looks = createSecondLooks(
      () => lagMs,
      (one) => applied.push({ after: elapsed, change: one }),
    );
    const pass = (ms: number) => {
      for (const end = elapsed + ms; elapsed < end; ) {
        elapsed += 100;
        vi.advanceTimersByTime(100);
      }
    };
    return { looks, applied, pass };
  }

  it('follow a change until its source must show it', () => {
    const { looks, applied, pass } = open(5_000);
    looks.plan([change()]);
    pass(60_000);
    expect(applied.map(({ after }) => after)).toEqual([200, 800, 3_200, 5_000]);
  });

  it('follow nothing that is told when it shows', () => {
    const { looks, applied, pass } = open(0);
    looks.plan([change()]);
    pass(60_000);
    expect(applied).toEqual([]);
  });

  it('are shared by the changes of one entity, and cover all of them', () => {
    const { looks, applied, pass } = open(1_000);
    looks.plan([change({ facets: ['status'], sites: ['a'] })]);
    pass(500);
    looks.plan([
      change({ position: 2, at: 1_500, facets: ['quantity'], sites: ['b'] }),
      change({ key: 'B', position: 3 }),
    ]);
    pass(5_000);
    expect(applied.map(({ after, change: { key } }) => [after, key])).toEqual([
      [200, 'A'],
      [700, 'A'],
      [700, 'B'],
      [1_300, 'A'],
      [1_300, 'B'],
      [1_500, 'A'],
      [1_500, 'B'],
    ]);
    const merged = { position: 2, at: 1_000, facets: ['status', 'quantity'], sites: ['a', 'b'] };
    expect(applied[1]?.change).toMatchObject(merged);
  });

  it('end when they are closed', () => {
    const { looks, applied, pass } = open(5_000);
    looks.plan([change()]);
    looks.close();
    pass(10_000);
    expect(applied).toEqual([]);
  });
});
