import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from '../../src/changes/cursor.ts';
import { createMemoryLog } from '../../src/changes/memory-log.ts';
import { createAge, createProgress } from '../../src/changes/progress.ts';
import type { Connector } from '../../src/contract/connector.ts';
import { createConsistency } from '../../src/http/consistency.ts';
import { StoreError } from '../../src/store/errors.ts';
import { startSite, type TestSite } from '../support/start-site.ts';
import { limits, post, type StandIn, startStandIn } from './http-stand-in.ts';

describe('changes: cursors', () => {
  const epoch = '0b1f6d0e-83e3-4d5b-9c7e-0b6f3f2f0a11';

  it.each([0, 1, 35, 36, 1_042, Number.MAX_SAFE_INTEGER])('say position %d again', (position) => {
    const word = writeCursor({ epoch, position });
    expect(word).toMatch(/^[\x21-\x7e]{1,76}$/);
    expect(readCursor(word)).toEqual({ epoch, position });
  });

  it.each([
    '',
    '12',
    epoch,
    `${epoch}.`,
    `.${epoch}`,
    `${epoch}.-1`,
    `${epoch}.1.1`,
    `${epoch}.A`,
    `${epoch}.zzzzzzzzzzz`,
    `${epoch}.1 `,
    `${'e'.repeat(65)}.1`,
  ])('are not %j', (word) => {
    expect(readCursor(word)).toBeNull();
  });
});

describe('changes: how far followers have been told', () => {
  it('is what the slowest was told, and whoever waits hears of it', async () => {
    const progress = createProgress();
    const never = new AbortController().signal;
    expect(progress.position()).toBe(Number.POSITIVE_INFINITY);
    const [one, other] = [progress.begin(3), progress.begin(5)];
    expect(progress.position()).toBe(3);
    expect(await progress.reached(3, never)).toBe(true);
    expect(await progress.reached(4, AbortSignal.abort())).toBe(false);
    const reached = progress.reached(6, never);
    one.told(9);
    expect(progress.position()).toBe(5);
    other.end();
    expect(await reached).toBe(true);
  });

  it('counts as caught up when the store was asked and all of its answer was told', () => {
    const log = { at: 0, head: 10, clock: 0, told: 10 };
    const position = () => log.head;
    const age = createAge(
      { position, age: () => log.clock - log.at },
      () => log.told,
      () => log.clock,
    );
    expect(age()).toBe(0);
    // The store is out of reach.
    log.clock = 700;
    expect(age()).toBe(700);
    // It answers, with news that have yet to be told.
    log.at = 700;
    log.head = 12;
    expect(age()).toBe(700);
    log.clock = 800;
    log.told = 11;
    expect(age()).toBe(800);
    log.told = 12;
    expect(age()).toBe(100);
  });

  it('is never far behind while changes come all the time', () => {
    const log = { head: 0, clock: 0, told: 0 };
    const age = createAge(
      { position: () => log.head, age: () => 0 },
      () => log.told,
      () => log.clock,
    );
    expect(age()).toBe(0);
    for (let step = 0; step < 100; step += 1) {
      log.clock += 10;
      log.head += 5;
      expect(age()).toBeLessThanOrEqual(30);
      log.told = log.head - 1;
    }
  });
});

describe('flows: etalage-after', () => {
  const backend = { title: 1, reads: 0 };
  const answer = async (keys: readonly string[]) => {
    backend.reads += 1;
    return keys.map((key) => (key === 'lamp' ? { id: 'lamp', handle: 'lamp', title: String(backend.title) } : null));
  };
  const shop: Connector = {
    name: 'shop',
    products: {
      byIds: answer,
      byHandles: answer,
      list: async () => ({ nodes: [], endCursor: null, hasNextPage: false }),
    },
    changes: { lagMs: 0, parse: async ({ body }) => JSON.parse(Buffer.from(body).toString()) },
  };
  const query = '{ product(handle: "lamp") { title } }';
  let site: TestSite;
  beforeAll(async () => {
    site = await startSite([shop]);
  });
  afterAll(() => site?.close());

  const ask = (after?: string) =>
    post(`${site.url}/shop-en/graphql`, { query }, after === undefined ? {} : { 'etalage-after': after });

  async function report(): Promise<string> {
    const response = await fetch(`${site.url}/webhooks/shop`, {
      method: 'POST',
      body: JSON.stringify([{ kind: 'product', key: 'lamp' }]),
    });
    expect(response.status).toBe(202);
    return String(response.headers.get('etalage-cursor'));
  }

  it('takes what the receipt of a webhook says, and answers nothing older', async () => {
    await ask();
    backend.title += 1;
    const cursor = await report();
    const { status, answer } = await ask(cursor);
    expect({ status, answer }).toEqual({
      status: 200,
      answer: { data: { product: { title: String(backend.title) } } },
    });
    expect(readCursor(cursor)?.position).toBe(1);
  });

  it('answers from the caches, for the client alone', async () => {
    const cursor = await report();
    await ask(cursor);
    const { reads } = backend;
    const { headers } = await ask(cursor);
    expect(backend.reads).toBe(reads);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('vary')).toContain('etalage-after');
    expect(headers.get('access-control-expose-headers')).toContain('etalage-cursor');
  });

  it.each([
    ['is none', () => 'yesterday', 'CURSOR_MALFORMED'],
    ['is empty', () => '', 'CURSOR_MALFORMED'],
    ['is of another log', (cursor: string) => `another${cursor}`, 'CURSOR_UNKNOWN'],
    ['was never given', (cursor: string) => `${cursor}zz`, 'CURSOR_UNKNOWN'],
  ])('refuses a cursor that %s, and names the header', async (_what, spoil, code) => {
    const { status, answer } = await ask(spoil(await report()));
    expect(status).toBe(400);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining('etalage-after'),
      extensions: { code },
    });
  });
});

describe('flows: cursors around a log that is away', () => {
  let server: StandIn;
  afterEach(() => server?.close());
  const epoch = 'log';
  const query = '{ site { key } }';

  function startOver(log: Parameters<typeof createConsistency>[0], requestMs = 100) {
    return startStandIn({ consistency: createConsistency(log), limits: { ...limits, requestMs } });
  }

  it.each([
    ['is away', () => Promise.reject(new StoreError('STORE_UNAVAILABLE', 'gone'))],
    ['hangs', () => new Promise<never>(() => undefined)],
    ['has what did not arrive yet', async () => 9],
  ])('answers 503 and when to ask again, but nothing old, when the store %s', async (_what, head) => {
    const progress = createProgress();
    progress.begin(3);
    server = await startOver({ epoch, position: () => 3, head, reached: progress.reached });
    const { status, headers, answer } = await post(server.url, { query }, { 'etalage-after': `${epoch}.7` });
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'NOT_YET_CURRENT' });
  });

  it('waits for what is on its way, and asks the store once', async () => {
    const progress = createProgress();
    const follower = progress.begin(3);
    let asked = 0;
    const head = async () => {
      asked += 1;
      setTimeout(() => follower.told(7), 20);
      return 7;
    };
    server = await startOver({ epoch, position: () => 3, head, reached: progress.reached }, 10_000);
    const { status } = await post(server.url, { query }, { 'etalage-after': `${epoch}.7` });
    expect({ status, asked }).toEqual({ status: 200, asked: 1 });
  });
});

describe('flows: the cursor of a mutation', () => {
  let server: StandIn;
  const log = createMemoryLog();
  beforeAll(async () => {
    server = await startStandIn({ consistency: createConsistency(log) });
  });
  afterAll(() => server?.close());

  it('is in its answer, as extension and as header, and names what is logged by then', async () => {
    const before = await post(server.url, { query: 'mutation { touch }' });
    await log.record('shop', [{ kind: 'product', key: 'lamp' }], 0);
    const after = await post(server.url, { query: 'mutation { touch }' });
    const cursors = [before, after].map(({ answer, headers }) => {
      expect(answer.data).toEqual({ touch: true });
      expect(headers.get('etalage-cursor')).toBe(answer.extensions?.cursor);
      return readCursor(String(answer.extensions?.cursor));
    });
    expect(cursors).toEqual([
      { epoch: log.epoch, position: 0 },
      { epoch: log.epoch, position: 1 },
    ]);
    const again = await post(
      server.url,
      { query: '{ site { key } }' },
      {
        'etalage-after': String(after.headers.get('etalage-cursor')),
      },
    );
    expect(again.status).toBe(200);
  });

  it.each([
    ['a query', '{ site { key } }'],
    ['a mutation that is not valid', 'mutation { touch(no: 1) }'],
  ])('is not in the answer to %s', async (_what, query) => {
    const { answer, headers } = await post(server.url, { query });
    expect(headers.get('etalage-cursor')).toBeNull();
    expect(answer.extensions?.cursor).toBeUndefined();
  });
});
