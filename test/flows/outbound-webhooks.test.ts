import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/changes/append.ts';
import { openChangeLog } from '../../src/changes/log.ts';
import { startDelivery } from '../../src/delivery/delivery.ts';
import { addSubscription, listSubscriptions } from '../../src/delivery/subscriptions.ts';
import { openStore } from '../../src/store/open.ts';
import type { FromNode, ToNode } from '../support/change-node.ts';
import { startSenders } from '../support/change-senders.ts';
import { startDemo } from '../support/demo.ts';
import {
  type Behaviour,
  distinct,
  newSecret,
  type Received,
  type Receiver,
  startReceiver,
} from '../support/receiver.ts';
import { type Database, databases } from '../support/stores.ts';
import { runCli } from './cli-process.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function receive(options?: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  const receiver = await startReceiver(options);
  closing.push(receiver.close);
  return receiver;
}

/** How many changes the events stand for, each event once. */
const changesIn = (taken: readonly Received[]) => distinct(taken).reduce((sum, { data }) => sum + data.changes, 0);

/** Positions that came after a higher one of the same entity, leaving out what came again. */
function disordered(taken: readonly Received[]): number {
  const highest = new Map<string | undefined, number>();
  let count = 0;
  for (const { subject, data } of distinct(taken)) {
    const position = Number.parseInt(data.cursor.split('.')[1], 36);
    if (position < (highest.get(subject) ?? 0)) count += 1;
    highest.set(subject, position);
  }
  return count;
}

describe('flows: outbound webhooks of a server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-webhooks-'));
  const store = join(folder, 'etalage.db');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('name the tags of the answers that an edit makes stale, and the cursor with which they are read anew', async () => {
    const receiver = await receive();
    const { url, secret } = receiver;
    const webhooks = {
      ...{ subscriptions: { next: { url, secrets: [secret], kinds: ['product'] } }, reach: ['127.0.0.1'] },
      plainHttp: true,
    };
    const text = '{ product(handle: "matras-wadden") { title } }';
    const documentId = createHash('sha256').update(text).digest('hex');
    const documents = { manifest: { [documentId]: text } };
    const demo = await startDemo({ config: { store, webhooks, documents } });
    closing.push(demo.close);
    const page = `${demo.server.url}/nachtwit-nl/graphql?documentId=${documentId}`;
    const before = await fetch(page);
    expect(await before.text()).not.toContain('Wadden Drie');
    demo.backends.pim.edit('nw-101', 'nl', { name: 'Wadden Drie' });
    await receiver.until(1);
    const [event] = receiver.taken;
    expect(event).toMatchObject({ type: 'etalage.product.changed', subject: 'nw-101', data: { tagsComplete: true } });
    const after = await fetch(page, { headers: { 'etalage-after': event?.data.cursor } });
    expect(await after.text()).toContain('Wadden Drie');
    const tags = (before.headers.get('cache-tag') ?? '').split(',');
    expect(tags).toContain('product.nw-101');
    expect(event?.data.tags.some((tag: string) => tags.includes(tag))).toBe(true);
    expect(demo.server.webhooks()).toMatchObject({ failed: 0, dead: 0, served: 1 });

    // The command line, beside the server that has the file.
    const cli = (...args: string[]) => runCli(['webhooks', ...args, '--store', store]);
    const partner = await receive({ secret: newSecret() });
    const environment = { PARTNER: partner.secret };
    const added = await runCli(
      ['webhooks', 'add', 'partner', partner.url, '--kind', 'price', '--secret-from', 'PARTNER', '--store', store],
      environment,
    );
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(await cli('test', 'partner')).toMatchObject({ code: 0, stdout: 'partner took it, with 204.\n' });
    expect(partner.taken[0]?.type).toBe('etalage.test');
    partner.behave((_event, response) => response.writeHead(500).end());
    expect(await cli('test', 'partner')).toMatchObject({ code: 1, stderr: expect.stringContaining('answered 500') });
    expect(await cli('pause', 'partner')).toMatchObject({ code: 0, stdout: 'partner: paused.\n' });
    const listed = JSON.parse((await cli('list', '--json')).stdout);
    expect(listed.map(({ id, state, waiting }: Record<string, unknown>) => ({ id, state, waiting }))).toEqual([
      { id: 'next', state: 'ACTIVE', waiting: 0 },
      { id: 'partner', state: 'PAUSED', waiting: 1 },
    ]);
    expect(JSON.stringify(listed)).not.toContain(partner.secret);
    expect(await cli('test', 'partner')).toMatchObject({ code: 1, stderr: expect.stringContaining('resume it') });
    const rotated = JSON.parse((await cli('rotate', 'partner', '--json')).stdout);
    expect(rotated).toEqual({ id: 'partner', secrets: 2, secret: expect.stringMatching(/^whsec_/) });
    partner.behave((_event, _response, ok) => ok());
    await cli('resume', 'partner');
    await partner.until(2);
    expect(partner.taken[1]?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    const wrong = [
      [['remove', 'next'], 'edit webhooks.subscriptions in etalage.config.ts'],
      [['remove', 'nobody'], 'list them with'],
      [['add', 'partner', 'https://x.example'], 'choose another id'],
      [['add', 'Ö', 'https://x.example'], 'correct it'],
      [['add', 'x', 'ftp://x.example'], 'an http(s) URL'],
      [['add', 'x', 'https://user:pw@x.example'], 'without a user'],
      [['replay', '4711'], 'list them with'],
    ] as const;
    const answers = await Promise.all(wrong.map(([args]) => cli(...args)));
    for (const [index, [, said]] of wrong.entries())
      expect(answers[index]).toMatchObject({ code: 1, stderr: expect.stringContaining(said) });
    expect(await cli('remove', 'partner')).toMatchObject({ code: 0 });
    expect(await cli('dead', '--first', '0')).toMatchObject({ code: 2 });
    expect(await cli('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('rotate') });
  });
});

for (const { title, skip, start } of databases) {
  describe.skipIf(skip)(`flows: outbound webhooks, ${title}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await start();
    });
    afterAll(() => database?.stop());

    it('loses nothing and keeps the order for receivers of every bad kind, and keeps no other waiting', async () => {
      const store = await openStore(await database.createUrl());
      closing.push(() => store.close());
      const log = await openChangeLog(store, { trimEveryMs: 0 });
      closing.push(() => log.close());
      /** Takes every third request, and does something else with the others. */
      const mostly = (other: Behaviour): Behaviour => {
        return (event, response, ok, count) => (count % 3 === 0 ? ok() : other(event, response, ok, count));
      };
      const bad: Record<string, Behaviour> = {
        refuses: mostly((_event, response) => response.writeHead(500).end('no')),
        hangs: mostly(() => undefined),
        redirects: mostly((_event, response) => response.writeHead(308, { location: 'http://127.0.0.1:9/' }).end()),
        drips: mostly((_event, { socket }) => {
          const timer = setInterval(() => socket?.write('HTTP/1.1 200 OK\r\n'.charAt(0)), 20);
          socket?.on('close', () => clearInterval(timer));
        }),
        closes: mostly((_event, response) => response.destroy()),
        // Takes the event and does not say so: it comes again under its id.
        forgets: mostly((_event, response, ok) => {
          response.destroy();
          ok();
        }),
        slow: (_event, _response, ok) => void setTimeout(ok, 30),
      };
      const good = await receive();
      const liar = await receive();
      const receivers = new Map<string, Receiver>([['good', good]]);
      for (const [id, behaviour] of Object.entries(bad)) receivers.set(id, await receive({ behaviour }));
      for (const [id, { url, secret }] of receivers) await addSubscription(store, id, { url, secret });
      // Verifies with another secret than it was given, and so takes nothing.
      await addSubscription(store, 'liar', { url: liar.url, secret: newSecret() });
      const delivery = await startDelivery({
        ...{ store, log, pollMs: 20, lagMs: () => 0, report: () => undefined, failed: () => undefined },
        config: { reach: ['127.0.0.1'], plainHttp: true, deadlineMs: 300, retryMs: 10, retryCapMs: 50, concurrency: 4 },
        movedTags: ({ kind, key }) => ({ tags: [`${kind}.${key}`], complete: true }),
      });
      closing.push(() => delivery.close());

      const keys = Array.from({ length: 10 }, (_, index) => `nw-${index}`);
      const rounds = 4;
      for (let round = 1; round <= rounds; round += 1) {
        await log.record(keys.map((key) => ({ source: 'pim', kind: 'product', key, facets: [`f${round}`] })));
        // One that takes all is told of each round before the next is made, whatever the others do.
        await good.until(() => changesIn(good.taken) === round * keys.length);
      }
      for (const [, receiver] of receivers) {
        await receiver.until(() => changesIn(receiver.taken) === rounds * keys.length);
        expect(disordered(receiver.taken)).toBe(0);
        for (const key of keys) {
          const told = distinct(receiver.taken).filter(({ subject }) => subject === key);
          expect(told.flatMap(({ data }) => data.facets)).toEqual(['f1', 'f2', 'f3', 'f4']);
        }
      }
      // Each change by itself: nothing had to wait for it until the next one came.
      expect(distinct(good.taken)).toHaveLength(rounds * keys.length);
      const forgetful = receivers.get('forgets')?.taken ?? [];
      expect(forgetful.length).toBeGreaterThan(distinct(forgetful).length);
      const statuses = await listSubscriptions(store.db);
      const liars = statuses.find(({ id }) => id === 'liar');
      expect(liars).toMatchObject({ state: 'ACTIVE', delivered: 0, dead: 0 });
      expect(liars?.waiting).toBeGreaterThanOrEqual(keys.length);
      expect([liar.taken.length, liar.requests() > 0]).toEqual([0, true]);
    });

    interface Node {
      readonly child: ChildProcess;
      deliver(draft: ToNode & { type: 'deliver' }): Promise<Outcome | null>;
    }
    async function startNode(url: string): Promise<Node> {
      const child = fork(fileURLToPath(new URL('../support/delivery-node.ts', import.meta.url)), [url]);
      closing.push(async () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      });
      const waiting = new Map<number, (outcome: Outcome | null) => void>();
      const ready = Promise.withResolvers<void>();
      child.on('message', (message: FromNode) => {
        if (message.type === 'ready') ready.resolve();
        if (message.type === 'accepted') waiting.get(message.number)?.(message.outcome);
        if (message.type === 'refused') waiting.get(message.number)?.(null);
      });
      const exited = once(child, 'exit').then(() => {
        ready.resolve();
        for (const give of waiting.values()) give(null);
      });
      await ready.promise;
      return {
        child,
        deliver: (message) =>
          Promise.race([
            new Promise<Outcome | null>((resolve) => {
              waiting.set(message.number, resolve);
              if (!child.connected) return resolve(null);
              // A process that is killed meanwhile answers nothing: the exit does.
              child.send(message, () => undefined);
            }),
            exited.then(() => null),
          ]),
      };
    }

    let numbers = 0;
    /** Takes what senders send, as a load balancer in front of these processes. */
    function senders(source: string, nodes: readonly { current: Node }[]) {
      return startSenders(4, async (sender, draft) => {
        numbers += 1;
        const message = { type: 'deliver', number: numbers, draft: { ...draft, source }, alone: true } as const;
        return (await nodes[sender % nodes.length]?.current.deliver(message)) ?? null;
      });
    }
    /** How many changes there are to be told. */
    async function logged(url: string): Promise<number> {
      const store = await openStore(url, { readOnly: true });
      const log = await openChangeLog(store, { trimEveryMs: 0 });
      const { kinds } = await log.stats();
      await log.close();
      await store.close();
      return kinds.reduce((sum, { count }) => sum + count, 0);
    }

    async function subscribed(url: string, receiver: Receiver): Promise<void> {
      const store = await openStore(url);
      await addSubscription(store, 'next', { url: receiver.url, secret: receiver.secret });
      await store.close();
    }

    it('loses nothing and keeps the order when its process is killed again and again', async () => {
      const url = await database.createUrl();
      // Now and then it fails, and it takes its time, so that a kill finds requests under way.
      const receiver = await receive({
        behaviour: (_event, response, ok, count) =>
          count % 7 === 0 ? response.writeHead(500).end() : void setTimeout(ok, 5),
      });
      await subscribed(url, receiver);
      const node = { current: await startNode(url) };
      const sent = senders('pim', [node]);
      for (let kills = 0; kills < 6; kills += 1) {
        const enough = receiver.requests() + 15;
        while (receiver.requests() < enough) await sleep(5);
        node.current.child.kill('SIGKILL');
        await once(node.current.child, 'exit');
        node.current = await startNode(url);
      }
      await sent.stop();
      const changes = await logged(url);
      await receiver.until(() => changesIn(receiver.taken) >= changes);
      expect(changesIn(receiver.taken)).toBe(changes);
      expect(disordered(receiver.taken)).toBe(0);
      expect(sent.resent()).toBeGreaterThan(0);
    });

    it.skipIf(title === 'sqlite')(
      'sends each event once from two processes over one database, and goes on when one of them is killed',
      async () => {
        const url = await database.createUrl();
        const receiver = await receive();
        await subscribed(url, receiver);
        const nodes = [{ current: await startNode(url) }, { current: await startNode(url) }] as const;
        const sent = senders('pim', nodes);
        await receiver.until(() => changesIn(receiver.taken) >= 200);
        await sent.stop();
        const changes = await logged(url);
        await receiver.until(() => changesIn(receiver.taken) === changes);
        // Nothing was killed and nothing failed: nothing came twice.
        expect(receiver.requests()).toBe(distinct(receiver.taken).length);
        expect(disordered(receiver.taken)).toBe(0);

        const [first, second] = nodes;
        first.current.child.kill('SIGKILL');
        await once(first.current.child, 'exit');
        const more = senders('shop', [second]);
        await receiver.until(() => changesIn(receiver.taken) >= changes + 50);
        await more.stop();
        const all = await logged(url);
        await receiver.until(() => changesIn(receiver.taken) >= all);
        expect(changesIn(receiver.taken)).toBe(all);
        expect(disordered(receiver.taken)).toBe(0);
      },
    );
  });
}
