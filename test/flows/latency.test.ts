/**
 * From a report that was accepted to every answer and every subscriber, in one process and on three. How long it takes is
 * the bench's to say (`npm run bench -- --only latency`); here it arrives, all of it, in order.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Watchers, watchReplicas } from '../support/propagation.ts';
import { killReplicas, type Replica, type Shop, startReplica, startShop } from '../support/replicas.ts';
import { type Database, databases } from '../support/stores.ts';

const keys = ['p1', 'p2', 'p3', 'p4'];
const edits = 40;

for (const { kind, title, skip, start } of databases) {
  const count = kind === 'sqlite' ? 1 : 3;
  describe.skipIf(skip)(`flows: from a report to everybody, ${count} on ${title}`, () => {
    let database: Database;
    let shop: Shop;
    let replicas: Replica[];
    let watchers: Watchers;
    beforeAll(async () => {
      [database, shop] = await Promise.all([start(), startShop()]);
      const store = await database.createUrl();
      replicas = await Promise.all(Array.from({ length: count }, () => startReplica(shop, { store })));
    });
    afterEach(() => watchers?.close());
    afterAll(async () => {
      killReplicas();
      await shop?.close();
      await database?.stop();
    });
    const teller = (nth: number) => replicas[nth % count] as Replica;

    it('shows each edit in every answer and to every subscriber, without a cursor', async () => {
      watchers = await watchReplicas(shop, replicas, keys);
      for (let nth = 0; nth < edits; nth += 1) {
        const key = keys[nth % keys.length] as string;
        const { answered, told } = await watchers.edit(key, teller(nth));
        expect([answered.length, told.length]).toEqual([count, count]);
      }
      // One edit at a time, each waited for: each is told once, none is missing, none comes again.
      const each = edits / keys.length;
      for (const told of watchers.told) {
        for (const key of keys) {
          const own = told.filter(({ handle }) => handle === key);
          expect(own.map((one) => one.number)).toEqual(Array.from({ length: each + 1 }, (_, number) => number));
          expect(own.map((one) => one.kind)).toEqual(['SNAPSHOT', ...Array(each).fill('CHANGED')]);
        }
      }
    });

    it('ends right for everybody, and never goes back, when edits come at once on all of them', async () => {
      watchers = await watchReplicas(shop, replicas, keys);
      await Promise.all(
        keys.map(async (key, place) => {
          for (let nth = 0; nth < edits / keys.length; nth += 1) await watchers.edit(key, teller(nth + place));
        }),
      );
      for (const told of watchers.told) {
        for (const key of keys) {
          const numbers = told.filter(({ handle }) => handle === key).map((one) => one.number);
          expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
          expect(numbers.at(-1)).toBe(shop.number(key));
        }
      }
    });
  });
}
