import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/changes/draft.ts';
import {
  addSubscription,
  listDead,
  listSubscriptions,
  pauseSubscription,
  removeSubscription,
  replayDead,
  resumeSubscription,
  rotateSecret,
} from '../../src/delivery/subscriptions.ts';
import { type DeliveryNode, openDelivery } from '../support/deliveries.ts';
import { distinct, type Receiver, startReceiver } from '../support/receiver.ts';
import { type Database, databases } from '../support/stores.ts';

const draft = (key: string, rest: Partial<Draft> = {}): Draft => ({ source: 'pim', kind: 'product', key, ...rest });

for (const { title, skip, start } of databases) {
  describe.skipIf(skip)(`store: webhooks, ${title}`, () => {
    let database: Database;
    const closing: (() => Promise<void>)[] = [];
    beforeAll(async () => {
      database = await start();
    });
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) await close();
    });
    afterAll(() => database?.stop());

    const open = async (url?: string): Promise<DeliveryNode> =>
      openDelivery(url ?? (await database.createUrl()), (close) => void closing.push(close));
    async function receive(options?: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
      const receiver = await startReceiver(options);
      closing.push(() => receiver.close());
      return receiver;
    }
    const subscribe = (node: DeliveryNode, id: string, { url, secret }: Receiver, filter: object = {}) =>
      addSubscription(node.store, id, { url, secret, ...filter });
    async function statusOf(node: DeliveryNode, id: string) {
      return (await listSubscriptions(node.store.db)).find((one) => one.id === id);
    }
    async function eventually<T>(look: () => Promise<T>, right: (value: T) => boolean): Promise<T> {
      for (;;) {
        const value = await look();
        if (right(value)) return value;
        await sleep(10);
      }
    }

    it('tells what its specifications say, once, of what happened since it was added', async () => {
      const node = await open();
      await node.log.record([draft('before')]);
      const receiver = await receive();
      await subscribe(node, 'next', receiver);
      await node.start();
      await node.log.record([draft('nw-101', { facets: ['title'], sites: ['nachtwit-nl'], at: 1_000 })]);
      await receiver.until(1);
      const [event] = receiver.taken;
      expect(event).toMatchObject({
        type: 'etalage.product.changed',
        subject: 'nw-101',
        source: `urn:uuid:${node.log.id}`,
        data: { kind: 'product', key: 'nw-101', facets: ['title'], sites: ['nachtwit-nl'], tags: ['product.nw-101'] },
      });
      expect(event?.id).toBe(event?.headers['webhook-id']);
      expect(event?.headers['content-type']).toContain('application/cloudevents+json');
      await eventually(
        () => statusOf(node, 'next'),
        (status) => status?.delivered === 1,
      );
      expect(receiver.taken.map(({ subject }) => subject)).toEqual(['nw-101']);
    });

    it('leaves out what a subscription does not ask for', async () => {
      const node = await open();
      const [prices, belgium, one, all] = [await receive(), await receive(), await receive(), await receive()];
      await subscribe(node, 'prices', prices, { kinds: ['price'] });
      await subscribe(node, 'belgium', belgium, { sites: ['be'] });
      await subscribe(node, 'one', one, { tags: ['product.a', 'stock.*'] });
      await subscribe(node, 'all', all);
      await node.start();
      const [nl, be] = [{ sites: ['nl'] }, { sites: ['be', 'nl'] }];
      await node.log.record([
        draft('a', nl),
        draft('b', be),
        { ...draft('c'), kind: 'price' },
        { ...draft('d', nl), kind: 'stock' },
      ]);
      await all.until(4);
      await prices.until(1);
      await belgium.until(2);
      await one.until(2);
      expect(prices.taken.map(({ subject }) => subject)).toEqual(['c']);
      const told = belgium.taken.map(({ subject, data }) => [subject, data.sites]).sort();
      expect(told).toEqual([
        ['b', ['be']],
        ['c', ['be']],
      ]);
      expect(one.taken.map(({ subject }) => subject).sort()).toEqual(['a', 'd']);
    });

    it('repeats under the same id until it is taken, in order for each entity, and keeps nobody else waiting', async () => {
      const node = await open();
      const refused = new Map<string, number>();
      // Fails thrice for each event in turn: with a status, a closed connection, silence.
      const stubborn = await receive({
        behaviour(event, response, ok) {
          const times = refused.get(event.id) ?? 0;
          refused.set(event.id, times + 1);
          if (times === 0) response.writeHead(500).end('a body that nobody reads');
          else if (times === 1) response.destroy();
          else if (times > 2) ok();
        },
      });
      const healthy = await receive();
      await subscribe(node, 'stubborn', stubborn);
      await subscribe(node, 'healthy', healthy);
      await node.start({ deadlineMs: 300 });
      const keys = ['a', 'b', 'c'];
      for (let n = 1; n <= 4; n += 1) {
        await node.log.record(keys.map((key) => draft(key, { facets: [`f${n}`] })));
        const last = healthy.taken.length;
        // The one is told of all while the other has taken nothing yet.
        await healthy.until(last + keys.length);
      }
      const facetsOf = (taken: Receiver['taken'], key: string) =>
        distinct(taken)
          .filter(({ subject }) => subject === key)
          .flatMap(({ data }) => data.facets);
      const changes = () => distinct(stubborn.taken).reduce((sum, { data }) => sum + data.changes, 0);
      await stubborn.until(() => changes() === 12);
      for (const key of keys) {
        expect(facetsOf(healthy.taken, key)).toEqual(['f1', 'f2', 'f3', 'f4']);
        // What changed while it failed came as one event: nothing of it is missing, and nothing is in the wrong order.
        expect(facetsOf(stubborn.taken, key)).toEqual(['f1', 'f2', 'f3', 'f4']);
      }
      expect(distinct(healthy.taken)).toHaveLength(12);
      await eventually(
        () => statusOf(node, 'stubborn'),
        (status) => status?.waiting === 0,
      );
    });

    it('does not let one entity that is refused keep the others of its receiver waiting', async () => {
      const node = await open();
      const receiver = await receive({
        behaviour: (event, response, ok) => (event.subject === 'poison' ? response.writeHead(422).end() : ok()),
      });
      await subscribe(node, 'picky', receiver);
      await node.start({ giveUpMs: 400 });
      await node.log.record([draft('poison'), draft('a')]);
      await receiver.until(1);
      await node.log.record([draft('poison', { facets: ['later'] }), draft('b'), draft('a')]);
      await receiver.until(3);
      expect(receiver.taken.map(({ subject }) => subject).sort()).toEqual(['a', 'a', 'b']);
      // Something is taken now and then, so it is the event that is at fault, and not the receiver.
      const dead = await eventually(
        async () => {
          await node.log.record([draft('c')]);
          return listDead(node.store.db, 'picky', 10);
        },
        (rows) => rows.length === 2,
      );
      expect(dead[0]).toMatchObject({ subject: 'poison', last_status: 422, last_error: 'answered 422' });
      expect(dead[0]?.attempts).toBeGreaterThan(1);
      receiver.behave((_event, _response, ok) => ok());
      expect(await replayDead(node.store, { subscription: 'picky' })).toBe(2);
      const poison = () => receiver.taken.filter(({ subject }) => subject === 'poison');
      await receiver.until(() => poison().length === 2);
      expect(poison().map(({ id }) => id)).toEqual(dead.map(({ event }) => event).reverse());
      expect(await listDead(node.store.db, null, 10)).toEqual([]);
    });

    it('pauses a receiver that takes nothing for long, keeps all that it is to be told, and goes on when it is resumed', async () => {
      const node = await open();
      const receiver = await receive({ behaviour: (_event, response) => response.writeHead(503).end() });
      await subscribe(node, 'down', receiver);
      await node.start({ giveUpMs: 200 });
      await node.log.record(['a', 'b', 'c'].map((key) => draft(key)));
      const status = await eventually(
        () => statusOf(node, 'down'),
        (one) => one?.state === 'PAUSED',
      );
      expect(status).toMatchObject({ reason: 'FAILING', waiting: 3, dead: 0 });
      expect(node.reports).toContainEqual({ type: 'STOPPED', subscription: 'down', reason: 'FAILING' });
      receiver.behave((_event, _response, ok) => ok());
      await resumeSubscription(node.store, 'down');
      await receiver.until(3);
      expect(receiver.taken.map(({ subject }) => subject).sort()).toEqual(['a', 'b', 'c']);
    });

    it('has all that failed tried at once when the receiver is back', async () => {
      const node = await open();
      const receiver = await receive({ behaviour: (_event, response) => response.writeHead(500).end() });
      await subscribe(node, 'away', receiver);
      // Whatever has failed would be tried again in a quarter of an hour; only the pause of the receiver is short.
      await node.start({ retryMs: 1_000_000, retryCapMs: 1_000_000 }, { random: () => 0.9 });
      const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
      await node.log.record(keys.map((key) => draft(key)));
      await eventually(
        () => statusOf(node, 'away'),
        (status) => (status?.failures ?? 0) >= keys.length,
      );
      receiver.behave((_event, _response, ok) => ok());
      await pauseSubscription(node.store, 'away');
      await resumeSubscription(node.store, 'away');
      await receiver.until(keys.length);
      expect(distinct(receiver.taken)).toHaveLength(keys.length);
    });

    it('waits for as long as a receiver asks it to, and ends with one that is gone', async () => {
      const node = await open();
      const receiver = await receive({
        behaviour: (_event, response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
      });
      const gone = await receive({ behaviour: (_event, response) => response.writeHead(410).end() });
      await subscribe(node, 'busy', receiver);
      await subscribe(node, 'gone', gone);
      await node.start();
      await node.log.record([draft('a')]);
      const busy = await eventually(
        () => statusOf(node, 'busy'),
        (status) => status?.holdUntil !== null,
      );
      expect((busy?.holdUntil ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
      await eventually(
        () => statusOf(node, 'gone'),
        (status) => status?.state === 'DISABLED',
      );
      await node.log.record([draft('b')]);
      await sleep(100);
      expect([receiver.requests(), gone.requests()]).toEqual([1, 1]);
      // It was not told of what happened since, and hears that.
      gone.behave((_event, _response, ok) => ok());
      await resumeSubscription(node.store, 'gone');
      await gone.until(2);
      expect(gone.taken.map(({ type }) => type).sort()).toEqual(['etalage.gap', 'etalage.product.changed']);
    });

    it('says that the log has a gap, to who followed before it', async () => {
      const node = await open();
      const receiver = await receive();
      await subscribe(node, 'next', receiver);
      const delivery = await node.start();
      await node.log.record([draft('a')]);
      await receiver.until(1);
      await delivery.close();
      for (const key of ['b', 'c', 'd', 'e']) await node.log.record([draft(key)]);
      await node.log.trim();
      await node.start();
      await receiver.until(4);
      const [, ...rest] = receiver.taken;
      expect(rest.find(({ type }) => type === 'etalage.gap')?.data).toMatchObject({ reason: 'TRIMMED' });
      expect(rest.flatMap(({ subject }) => subject ?? []).sort()).toEqual(['d', 'e']);
    });

    it('signs with both secrets while one replaces the other', async () => {
      const node = await open();
      const old = await receive();
      await subscribe(node, 'next', old);
      const secret = await rotateSecret(node.store, 'next', false);
      await node.start();
      await node.log.record([draft('a')]);
      await old.until(1);
      expect(old.taken[0]?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
      expect(await rotateSecret(node.store, 'next', true)).toBe(secret);
      await eventually(
        async () => {
          await node.log.record([draft('b')]);
          await sleep(30);
          return old.requests();
        },
        // By now it is refused, since the receiver has the secret of before only.
        (requests) => requests > old.taken.length,
      );
    });

    it('waits until the source shows what it told of', async () => {
      const node = await open();
      const receiver = await receive();
      await subscribe(node, 'next', receiver);
      let ahead = 0;
      await node.start({}, { lagMs: () => 5_000, now: () => Date.now() + ahead });
      await node.log.record([draft('a', { facets: ['one'] })]);
      await eventually(
        () => statusOf(node, 'next'),
        (status) => status?.waiting === 1,
      );
      ahead += 4_000;
      await node.log.record([draft('a', { facets: ['two'] })]);
      await eventually(
        () => statusOf(node, 'next'),
        (status) => status?.waiting === 2,
      );
      expect(receiver.requests()).toBe(0);
      ahead += 1_000;
      await receiver.until(1);
      expect(receiver.taken[0]?.data.facets).toEqual(['one']);
      ahead += 4_000;
      await receiver.until(2);
      expect(receiver.taken[1]?.data.facets).toEqual(['two']);
    });

    it('forgets what was delivered after a while, and a subscription with all of its', async () => {
      const node = await open();
      const receiver = await receive();
      await subscribe(node, 'next', receiver);
      const delivery = await node.start();
      await node.log.record([draft('a')]);
      await eventually(
        () => statusOf(node, 'next'),
        (status) => status?.delivered === 1,
      );
      await delivery.close();
      await sleep(5);
      await node.start({ keepDeliveredMs: 1 });
      await eventually(
        () => statusOf(node, 'next'),
        (status) => status?.delivered === 0,
      );
      await removeSubscription(node.store, 'next');
      expect(await listSubscriptions(node.store.db)).toEqual([]);
      await node.log.record([draft('b')]);
      await sleep(60);
      expect(receiver.requests()).toBe(1);
    });
  });
}
