import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BehaviourOptions } from '../../src/behaviour/behaviour.ts';
import type { ConsentPurpose } from '../../src/contract/profile.ts';
import { type BehaviourNode, openBehaviour } from '../support/behaviour.ts';
import { testSite } from '../support/site.ts';
import { type Database, databases } from '../support/stores.ts';

const site = testSite();
const day = 86_400_000;
const all: readonly ConsentPurpose[] = ['ANALYTICS', 'PERSONALISATION'];

for (const { title, skip, start } of databases) {
  describe.skipIf(skip)(`store: events, ${title}`, () => {
    let database: Database;
    const closing: (() => Promise<void>)[] = [];
    beforeAll(async () => {
      database = await start();
    });
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) await close();
    });
    afterAll(() => database?.stop());

    const open = async (options: Partial<BehaviourOptions> = {}, url?: string) =>
      openBehaviour(url ?? (await database.createUrl()), closing, options);
    const counted = async (node: BehaviourNode) =>
      (await node.behaviour.counts(site.key, '2026-01-01', '2026-12-31')).reduce((sum, { count }) => sum + count, 0);

    it('keeps nobody without consent, and counts them', async () => {
      const node = await open();
      expect(await node.track('v', {}, {})).toMatchObject({ accepted: 2, duplicates: 0 });
      expect(await node.track(null, {})).toMatchObject({ accepted: 1 });
      expect(await node.rows('v')).toEqual([]);
      expect(await node.behaviour.counts(site.key, '2026-11-22', '2026-11-22')).toEqual([
        { site: site.key, day: '2026-11-22', name: 'PRODUCT_VIEWED', subject: '', count: 3 },
      ]);
      await node.behaviour.settled();
      expect(await node.implicit('v')).toBeUndefined();
    });

    it('keeps with consent to analytics, and uses with consent to personalisation', async () => {
      const node = await open();
      await node.consent('v', ['ANALYTICS']);
      await node.track('v', { id: 'one' });
      await node.behaviour.settled();
      expect(await node.rows('v')).toEqual([{ id: 'one', used: 0 }]);
      expect(await node.implicit('v')).toEqual({});
      await node.consent('v', all);
      await node.track('v', { id: 'two' });
      await node.behaviour.settled();
      expect(await node.rows('v')).toEqual([
        { id: 'one', used: 0 },
        { id: 'two', used: 1 },
      ]);
      // What came before is not used: it was given for something else.
      expect(await node.implicit('v')).toMatchObject({ journeyStage: 'INTEREST', behaviour: { PRODUCT_VIEWED: 1 } });
    });

    it('takes an event once, however often and together with whatever it comes', async () => {
      const node = await open();
      await node.consent('v', all);
      await node.consent('w', all);
      const answers = await Promise.all([
        node.track('v', { id: 'x' }, { id: 'x' }, { id: 'y' }),
        node.track('v', { id: 'y' }),
        node.track('w', { id: 'x' }),
      ]);
      expect(answers).toEqual([
        { accepted: 2, duplicates: 1, rejected: [] },
        { accepted: 0, duplicates: 1, rejected: [] },
        { accepted: 1, duplicates: 0, rejected: [] },
      ]);
      expect(await node.track('v', { id: 'x' }, { id: 'z' })).toMatchObject({ accepted: 1, duplicates: 1 });
      await node.behaviour.settled();
      expect(await counted(node)).toBe(4);
      expect((await node.implicit('v'))?.behaviour).toEqual({ PRODUCT_VIEWED: 3 });
    });

    it('computes what it would from the whole log, whatever comes together', async () => {
      const node = await open();
      const visitors = ['a', 'b', 'c'];
      for (const visitorId of visitors) await node.consent(visitorId, all);
      await Promise.all(
        Array.from({ length: 40 }, (_, nth) => {
          node.now += 60_000;
          const sku = `sku-${nth % 7}`;
          const name = nth % 5 === 0 ? 'PRODUCT_ADDED' : 'PRODUCT_VIEWED';
          return node.track(visitors[nth % 3] ?? '', { name, properties: { sku, category: `c-${nth % 4}` } }, {});
        }),
      );
      await node.behaviour.settled();
      for (const visitorId of visitors) {
        const { traits } = (await node.behaviour.data.collect(visitorId)) as { traits: object };
        expect(await node.implicit(visitorId)).toEqual(traits);
      }
      expect(node.failures).toEqual([]);
    });

    it('goes on where another process was cut off', async () => {
      const url = await database.createUrl();
      const first = await open({}, url);
      await first.consent('v', all);
      await first.behaviour.close();
      // Kept, and not yet in the traits: the process ended in between.
      const row = {
        name: 'PRODUCT_VIEWED',
        at: first.now,
        received_at: first.now,
        site: site.key,
        channel: 'WEB',
        used: 1,
      };
      await first.store.transaction(({ db }) =>
        db
          .insertInto('event')
          .values({ ...row, visitor_id: 'v', id: 'late', properties: '{"sku":"a"}' })
          .execute(),
      );
      await first.store.close();
      const second = await open({}, url);
      await second.behaviour.settled();
      expect((await second.implicit('v'))?.behaviour).toEqual({ PRODUCT_VIEWED: 1 });
    });

    it('refuses at once what it cannot keep, says when to come back, and loses nothing that it took', async () => {
      const node = await open({ config: { waiting: 150 } });
      await node.consent('v', all);
      const hundred = () => node.track('v', ...Array.from({ length: 100 }, () => ({})));
      const answers = await Promise.allSettled([hundred(), hundred(), hundred()]);
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
      expect(answers[1]).toMatchObject({ reason: { code: 'EVENTS_OVERLOADED', retryAfterSeconds: 2, expose: true } });
      expect(await node.rows('v')).toHaveLength(100);
      expect(await hundred()).toMatchObject({ accepted: 100 });
    });

    it('forgets on withdrawal what was kept for it, and never uses it again', async () => {
      const node = await open();
      await node.consent('v', all);
      await node.track('v', {}, {});
      await node.behaviour.settled();
      await node.consent('v', ['ANALYTICS']);
      expect(await node.implicit('v')).toEqual({});
      await node.consent('v', all);
      await node.track('v', {});
      await node.behaviour.settled();
      expect((await node.implicit('v'))?.behaviour).toEqual({ PRODUCT_VIEWED: 1 });
      await node.consent('v', []);
      expect(await node.rows('v')).toEqual([]);
      expect(await node.implicit('v')).toEqual({});
    });

    it('forgets of one site only what was done there', async () => {
      const node = await open();
      const other = testSite({ key: 'other-nl' });
      await node.consent('v', all);
      await node.consent('v', all, other.key);
      await node.track('v', { id: 'here' });
      await node.behaviour.track({
        site: other,
        channel: 'APP',
        visitorId: 'v',
        events: [{ id: 'there', name: 'PAGE_VIEWED' }],
      });
      await node.behaviour.settled();
      expect((await node.implicit('v'))?.behaviour).toEqual({ PRODUCT_VIEWED: 1, PAGE_VIEWED: 1 });
      await node.consent('v', [], other.key);
      expect((await node.implicit('v'))?.behaviour).toEqual({ PRODUCT_VIEWED: 1 });
    });

    it('merges what a device did into what the person did, in the order in which it happened to us', async () => {
      const node = await open();
      await node.consent('device', all);
      await node.consent('person', all);
      await node.track('device', { id: 'both' }, { properties: { sku: 'd', category: 'lamps' } });
      await node.track('person', { id: 'both' }, { properties: { sku: 'p', category: 'beds' } });
      // The device's last event is not in its traits yet.
      await node.store.transaction((tx) => node.behaviour.data.move('device', 'person', tx));
      await node.behaviour.settled();
      expect(await node.rows('device')).toEqual([]);
      expect(await node.rows('person')).toHaveLength(3);
      const { traits } = (await node.behaviour.data.collect('person')) as { traits: object };
      expect(await node.implicit('person')).toEqual(traits);
      expect((await node.implicit('person'))?.behaviour).toEqual({ PRODUCT_VIEWED: 3 });
    });

    it('gives a person all of it, and leaves nothing of them', async () => {
      const node = await open();
      await node.consent('v', all);
      await node.track('v', { id: 'mine', properties: { sku: 'a', price: '9.50' } });
      await node.behaviour.settled();
      expect(await node.behaviour.data.collect('v')).toMatchObject({
        events: [{ id: 'mine', name: 'PRODUCT_VIEWED', properties: { sku: 'a', price: 950, currency: 'EUR' } }],
        traits: { journeyStage: 'INTEREST' },
      });
      expect(await node.store.transaction((tx) => node.behaviour.data.erase('v', tx))).toBe(1);
      expect(await node.behaviour.data.collect('v')).toBeNull();
      for (const table of ['event', 'trait_state', 'write_back'] as const)
        expect(await node.store.db.selectFrom(table).selectAll().where('visitor_id', '=', 'v').execute()).toEqual([]);
      expect(await counted(node)).toBe(1);
    });

    it('leaves out who was erased while their events were on the way', async () => {
      const node = await open();
      await node.consent('v', all);
      await node.consent('w', all);
      await node.store.transaction(async (tx) => {
        await node.profiles.forget('v', tx);
        const row = {
          name: 'PRODUCT_VIEWED',
          at: 1,
          received_at: 1,
          site: site.key,
          channel: 'WEB',
          used: 1,
          properties: '{}',
        };
        await tx.db
          .insertInto('event')
          .values({ ...row, visitor_id: 'v', id: 'late' })
          .execute();
      });
      await node.track('w', {});
      await node.behaviour.settled();
      expect((await node.implicit('w'))?.behaviour).toEqual({ PRODUCT_VIEWED: 1 });
      expect(await node.profiles.state('v')).toBeNull();
      expect(await node.behaviour.data.collect('v')).toBeNull();
      expect(node.failures).toEqual([]);
    });

    it('keeps nothing longer than its purpose lasts, and computes traits without it', async () => {
      const node = await open({ config: { analyticsDays: 10, personalisationDays: 20, countsDays: 30 } });
      await node.consent('counted', ['ANALYTICS']);
      await node.consent('known', all);
      await node.track('counted', {});
      await node.track('known', {});
      node.now += 15 * day;
      await node.track('known', { name: 'PAGE_VIEWED', properties: {} });
      await node.behaviour.settled();
      expect(await node.behaviour.forget()).toEqual({ analytics: 1, personalisation: 0, counts: 0 });
      node.now += 10 * day;
      expect(await node.behaviour.forget()).toEqual({ analytics: 0, personalisation: 1, counts: 0 });
      expect((await node.implicit('known'))?.behaviour).toEqual({ PAGE_VIEWED: 1 });
      node.now += 40 * day;
      expect(await node.behaviour.forget()).toEqual({ analytics: 0, personalisation: 1, counts: 2 });
      expect(await node.implicit('known')).toEqual({});
    });

    it('shows all contacts in one list, and an order that a backend has once', async () => {
      const node = await open();
      await node.consent('v', all);
      await node.track('v', { name: 'ORDER_COMPLETED', properties: { orderId: 'o-1' } });
      node.now += 1_000;
      await node.track('v', { name: 'SERVICE_CONTACTED', properties: { topic: 'delivery' } });
      const order = {
        at: node.now - 900,
        kind: 'ORDER',
        what: 'ORDER',
        site: null,
        channel: null,
        details: { orderId: 'o-1' },
      } as const;
      const call = {
        at: node.now + 5,
        kind: 'CONTACT',
        what: 'PHONE',
        site: null,
        channel: null,
        details: {},
      } as const;
      const told = [{ source: 'crm', contacts: [order, call] }];
      const page = await node.behaviour.timeline('v', told, { first: 2 });
      expect(page.contacts.map(({ source, what }) => [source, what])).toEqual([
        ['crm', 'PHONE'],
        ['etalage', 'SERVICE_CONTACTED'],
      ]);
      const rest = await node.behaviour.timeline('v', told, { first: 2, before: page.before });
      expect(rest).toMatchObject({ contacts: [{ source: 'crm', kind: 'ORDER' }], before: null });
    });

    it('tells the CRM of its customers, again until it has heard, and of nobody else', async () => {
      const told: [string, unknown][] = [];
      let away = true;
      const node = await open({
        async tell(customerKey, traits) {
          if (away) throw new Error('the CRM is away');
          told.push([customerKey, traits.behaviour]);
        },
      });
      await node.consent('customer', all);
      await node.profiles.update('customer', (state) => ({ ...state, recognition: 'KNOWN', customerKey: 'ct-1' }));
      await node.consent('stranger', all);
      await node.track('customer', {});
      await node.track('stranger', {});
      await node.behaviour.settled();
      expect(await node.behaviour.writeBack()).toBe(0);
      node.now += 60_000;
      await node.behaviour.writeBack();
      await node.track('customer', {});
      await node.behaviour.settled();
      away = false;
      node.now += 3_600_000;
      await node.behaviour.writeBack();
      expect(told).toEqual([['ct-1', { PRODUCT_VIEWED: 2 }]]);
      node.now += 3_600_000;
      await node.behaviour.writeBack();
      expect(told).toHaveLength(1);
    });
  });
}
