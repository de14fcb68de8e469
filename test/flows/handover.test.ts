import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { killReplicas, type Replica, type Shop, startReplica, startShop } from '../support/replicas.ts';
import { requirement } from '../support/requirement.ts';

const postgres = requirement('postgres');
const keys = ['p0', 'p1', 'p2', 'p3'];

/** What a load balancer does: sends requests, in turn, to those that say that they are ready, and looks often. */
function createBalancer() {
  const members = new Map<Replica, boolean>();
  let turn = 0;
  let over = false;
  const watching = (async () => {
    while (!over) {
      for (const member of members.keys()) {
        const { status } = await member.state().catch(() => ({ status: 'gone' }));
        if (members.has(member)) members.set(member, status === 'ready');
      }
      await sleep(20);
    }
  })();
  return {
    add: (member: Replica) => members.set(member, false),
    remove: (member: Replica) => members.delete(member),
    ready: (member: Replica) => members.get(member) === true,
    next(): Replica {
      const ready = [...members].filter(([, isReady]) => isReady).map(([member]) => member);
      turn += 1;
      const chosen = ready[turn % ready.length];
      if (!chosen) throw new Error('no replica is ready');
      return chosen;
    },
    async close() {
      over = true;
      await watching;
    },
  };
}

describe.skipIf(!postgres.met)(`flows: a new release takes over${postgres.reason}`, () => {
  let database: TestPostgres;
  let shop: Shop;
  const balancer = createBalancer();
  // Longer than the balancer takes to look, also on a machine that is busy.
  const start = () => startReplica(shop, { store: database.url, noticeMs: 2_000 });

  beforeAll(async () => {
    [database, shop] = await Promise.all([startPostgres(postgres.path ?? ''), startShop()]);
  });
  afterAll(async () => {
    await balancer.close();
    killReplicas();
    await shop?.close();
    await database?.stop();
  });

  it('from three replicas, one after the other, with no request failed and no answer old', async () => {
    let running: readonly Replica[] = await Promise.all([start(), start(), start()]);
    running.forEach(balancer.add);
    while (!running.every(balancer.ready)) await sleep(10);

    const seen = { changes: 0, reads: 0, failed: [] as unknown[], old: 0 };
    const served = new Set<Replica>();
    let over = false;

    async function read(): Promise<void> {
      while (!over) {
        const replica = balancer.next();
        try {
          const { status, body } = await replica.ask(keys);
          if (status !== 200 || body.errors) seen.failed.push({ status, body });
        } catch (error) {
          seen.failed.push(error);
        }
        served.add(replica);
        seen.reads += 1;
      }
    }
    async function change(key: string): Promise<void> {
      while (!over) {
        try {
          const number = shop.edit(key);
          const { status, cursor } = await balancer.next().report(key);
          if (status !== 202) seen.failed.push({ status });
          const { numbers, status: asked } = await balancer.next().ask([key], String(cursor));
          if (asked !== 200) seen.failed.push({ asked });
          if (Number(numbers[0]) < number) seen.old += 1;
        } catch (error) {
          seen.failed.push(error);
        }
        seen.changes += 1;
        await sleep(5);
      }
    }
    async function roll(): Promise<void> {
      for (const old of running) {
        const fresh = await start();
        balancer.add(fresh);
        while (!balancer.ready(fresh)) await sleep(10);
        expect(await old.stop()).toBe(0);
        balancer.remove(old);
        running = running.map((one) => (one === old ? fresh : one));
      }
    }
    const rolled = roll().finally(() => {
      over = true;
    });
    await Promise.all([rolled, read(), read(), read(), ...keys.map(change)]);

    expect(seen).toMatchObject({ failed: [], old: 0 });
    expect(served.size).toBe(6);
    expect(seen.changes).toBeGreaterThan(100);
    for (const replica of running) {
      const { cursor } = await replica.report('p0');
      expect((await replica.ask(keys, String(cursor))).numbers).toEqual(keys.map((key) => shop.number(key)));
    }
    // Six processes are started, three of them one after the other.
  }, 240_000);
});
