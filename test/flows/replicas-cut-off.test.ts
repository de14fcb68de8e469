import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CutOff, startCutOff } from '../support/cut-off.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { killReplicas, type Replica, type Shop, startReplica, startShop } from '../support/replicas.ts';
import { requirement } from '../support/requirement.ts';

const postgres = requirement('postgres');
const keys = ['p1', 'p2'];

describe.skipIf(!postgres.met)(`flows: a replica cut off from Postgres alone${postgres.reason}`, () => {
  let database: TestPostgres;
  let shop: Shop;
  let line: CutOff;
  let near: Replica;
  let far: Replica;

  beforeAll(async () => {
    [database, shop] = await Promise.all([startPostgres(postgres.path ?? ''), startShop()]);
    const direct = new URL(database.url);
    line = await startCutOff({ host: direct.hostname, port: Number(direct.port) });
    const through = new URL(database.url);
    through.port = String(line.port);
    [near, far] = await Promise.all([
      startReplica(shop, { store: direct.href }),
      startReplica(shop, { store: through.href, requestMs: 1_000 }),
    ]);
  });
  afterAll(async () => {
    killReplicas();
    await line?.close();
    await shop?.close();
    await database?.stop();
  });

  const caches = async (state: 'USED' | 'BYPASSED') => {
    while ((await far.state()).caches !== state) await sleep(20);
  };
  const numbers = () => keys.map((key) => shop.number(key));

  beforeEach(async () => {
    shop.fail(false);
    line.mend();
    await caches('USED');
    for (const key of keys) shop.edit(key);
    for (const key of keys) await near.report(key);
    const { cursor } = await near.report('p1');
    expect((await far.ask(keys, String(cursor))).numbers).toEqual(numbers());
  });

  it.each(['cut', 'freeze'] as const)('shows nothing old: %s', async (how) => {
    line[how]();
    await caches('BYPASSED');
    for (let edits = 0; edits < 3; edits += 1) {
      shop.edit('p1');
      const { status, cursor } = await near.report('p1');
      expect(status).toBe(202);
      // What was read before the change lives for half a second.
      await sleep(600);
      const answer = await far.ask(keys);
      expect({ status: answer.status, numbers: answer.numbers }).toEqual({ status: 200, numbers: numbers() });
      expect(answer.headers.get('cache-control')).toBe('no-store');

      const late = await far.ask(keys, String(cursor));
      expect(late.status).toBe(503);
      expect(late.headers.get('retry-after')).toBe('1');
      expect(late.body.errors?.[0]?.extensions).toEqual({ code: 'NOT_YET_CURRENT' });
    }
    expect((await far.state()).status).toBe('ready');

    line.mend();
    await caches('USED');
    const { cursor } = await near.report('p2');
    expect((await far.ask(keys, String(cursor))).numbers).toEqual(numbers());
  });

  it('asks its backend for each thing once in half a second, whatever the crowd', async () => {
    line.cut();
    await caches('BYPASSED');
    const before = shop.reads();
    const began = performance.now();
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => far.ask(keys)));
      expect(answers.every((answer) => answer.numbers.join() === numbers().join())).toBe(true);
    }
    const halves = Math.ceil((performance.now() - began) / 500) + 1;
    expect(shop.reads() - before).toBeLessThanOrEqual(halves * keys.length);
  });

  it('shows what it has, marked as old, when its backend is away too', async () => {
    line.cut();
    await caches('BYPASSED');
    shop.fail(true);
    await sleep(600);
    const { status, body, numbers: shown } = await far.ask(keys);
    shop.fail(false);
    expect(status).toBe(200);
    expect(shown.every((number, place) => number > 0 && number <= Number(numbers()[place]))).toBe(true);
    expect(body.extensions?.degraded).toHaveLength(keys.length);
    for (const part of body.extensions?.degraded ?? [])
      expect(part).toMatchObject({ connector: 'shop', served: 'STALE' });
  });

  it('takes no report, and has what was refused when it is sent again', async () => {
    line.cut();
    await caches('BYPASSED');
    shop.edit('p1');
    expect(await far.report('p1')).toEqual({ status: 503, cursor: null });
    line.mend();
    await caches('USED');
    const { status, cursor } = await far.report('p1');
    expect(status).toBe(202);
    expect((await near.ask(keys, String(cursor))).numbers).toEqual(numbers());
  });
});
