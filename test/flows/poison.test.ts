import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSecrets, verifyDelivery } from '../../connectors/shared/standard-webhooks.ts';
import { completeConfig } from '../../src/config/load.ts';
import type { ChangeDraft, Polled } from '../../src/contract/changes.ts';
import type { Connector } from '../../src/contract/connector.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import { createServer, type Server } from '../../src/server.ts';
import { createSecret, type SignedDelivery, signDelivery } from '../support/signed.ts';

const secret = createSecret();
const folder = mkdtempSync(join(tmpdir(), 'etalage-poison-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A backend with one lamp, whose connector may be too old for what it sends. */
function createBackend() {
  const backend = {
    title: 'Lamp 1',
    version: 1,
    understands: false,
    polled: null as Polled | null,
    asked: [] as (string | null)[],
  };
  const records = async (keys: readonly string[]) =>
    keys.map((key) =>
      ['lamp', 'p1'].includes(key)
        ? { id: 'p1', handle: 'lamp', title: backend.title, version: backend.version }
        : null,
    );
  const connector: Connector = {
    name: 'shop',
    products: {
      byIds: records,
      byHandles: records,
      list: async () => ({ nodes: ['p1'], endCursor: null, hasNextPage: false }),
    },
    changes: {
      lagMs: 0,
      async parse(delivery) {
        const id = verifyDelivery(delivery, readSecrets([secret]), 'shop');
        const told = JSON.parse(Buffer.from(delivery.body).toString()) as { form: number; changes: ChangeDraft[] };
        if (told.form !== 1 && !backend.understands)
          throw new ConnectorError(
            'CONNECTOR_MALFORMED',
            { connector: 'shop', capability: 'changes' },
            'expected form 1',
          );
        return told.changes.map((change) => ({ ...change, id }));
      },
      async poll(since) {
        backend.asked.push(since);
        const page = backend.polled;
        backend.polled = null;
        return page ?? { changes: [], cursor: since ?? 'begin' };
      },
    },
  };
  return { backend, connector };
}

const product = (version: number): ChangeDraft => ({ kind: 'product', key: 'p1', version });

describe.each([
  ['in memory', undefined],
  ['in SQLite', join(folder, 'etalage.db')],
])('flows: what cannot be understood, %s', (_, store) => {
  const { backend, connector } = createBackend();
  const lines: string[] = [];
  let server: Server;

  async function start(): Promise<Server> {
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const site = { country: 'US', language: 'en', currency: 'USD', url: 'https://shop.example' };
    const sites = {
      group: { sources: { products: ['shop'] } },
      brands: { shop: { name: 'Shop', sites: { 'shop-en': site } } },
    };
    const file = join(folder, 'sites.json');
    await writeFile(file, JSON.stringify(sites));
    const policy = { default: { pollMs: 30 } };
    const loaded = completeConfig({ connectors: [connector], sites: file, store, policy }, file);
    const started = await createServer(loaded, { log: pino({ level: 'warn' }, sink), noticeMs: 0 });
    await started.listen({ port: 0, host: '127.0.0.1' });
    return started;
  }
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server?.close());

  async function post({ headers, body }: SignedDelivery) {
    const response = await fetch(`${server.url}/webhooks/shop`, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text(), cursor: response.headers.get('etalage-cursor') };
  }
  async function send(delivery: SignedDelivery) {
    const { status, text } = await post(delivery);
    return { status, text };
  }
  async function title(): Promise<string> {
    const response = await fetch(`${server.url}/shop-en/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ product(handle: "lamp") { title } }' }),
    });
    return ((await response.json()) as { data: { product: { title: string } } }).data.product.title;
  }
  function edit(): void {
    backend.version += 1;
    backend.title = `Lamp ${backend.version}`;
  }
  const list = () => server.deliveriesAside.list({ first: 10, before: null });

  it('is kept aside with 202 and a warning, and the delivery after it is taken', async () => {
    expect(await title()).toBe('Lamp 1');
    edit();
    const poison = await send(signDelivery(secret, 'poison', { form: 2, changes: [product(2)] }));
    expect(poison.status).toBe(202);
    const { keptAside } = JSON.parse(poison.text);
    expect(await list()).toMatchObject([
      { id: keptAside, source: 'shop', delivery: 'poison', reason: expect.stringContaining('expected form 1') },
    ]);
    expect(lines.some((line) => line.includes('kept aside') && line.includes('"connector":"shop"'))).toBe(true);
    expect(await title()).toBe('Lamp 1');
    expect(await send(signDelivery(secret, 'next', { form: 1, changes: [product(2)] }))).toEqual({
      status: 202,
      text: '',
    });
    await expect.poll(title).toBe('Lamp 2');
  });

  it('does not take with it the rest of its delivery', async () => {
    edit();
    const address = { kind: 'product', key: 'someone@example.com' };
    const { status } = await send(
      signDelivery(secret, 'mixed', { form: 1, changes: [address, product(backend.version)] }),
    );
    expect(status).toBe(202);
    await expect.poll(title).toBe(backend.title);
    const [kept] = await list();
    expect(kept).toMatchObject({ delivery: 'mixed', reason: expect.stringContaining('1 of 2 changes') });
    expect(kept?.reason).not.toContain('someone');
    expect(lines.join('')).not.toContain('someone');
  });

  it('is never what nobody signed', async () => {
    const before = await list();
    expect(await send(signDelivery(createSecret(), 'forged', { form: 2, changes: [] }))).toMatchObject({ status: 401 });
    expect(await list()).toEqual(before);
  });

  it('is read again when its connector understands it, and let go of', async () => {
    const poison = (await list()).find(({ delivery }) => delivery === 'poison');
    const id = poison?.id ?? 0;
    expect(await server.deliveriesAside.retry(id)).toMatchObject({
      changes: 0,
      poison: expect.stringContaining('form 1'),
    });
    backend.understands = true;
    expect(await server.deliveriesAside.retry(id)).toEqual({ changes: 1, poison: null });
    backend.understands = false;
    expect((await list()).map((entry) => entry.id)).not.toContain(id);
    await expect(server.deliveriesAside.retry(id)).rejects.toMatchObject({ code: 'ASIDE_UNKNOWN' });
  });

  it('does not hold up a poll: the good is logged, the bad kept aside, the cursor moves on', async () => {
    edit();
    const bad = { kind: 'product', key: 'jan@example.com' };
    backend.polled = {
      changes: [bad, product(backend.version)],
      unread: [{ reason: 'row 7: expected a number', body: '{"row":7}' }],
      cursor: 'after',
    };
    await expect.poll(title).toBe(backend.title);
    await expect.poll(() => backend.asked.at(-1)).toBe('after');
    const reasons = (await list()).slice(0, 2).map(({ reason }) => reason);
    expect(reasons).toEqual([expect.stringContaining('expected key to be an opaque id'), 'row 7: expected a number']);
    const [{ id = 0 } = {}] = await list();
    await expect(server.deliveriesAside.retry(id)).rejects.toMatchObject({ code: 'ASIDE_NOT_A_DELIVERY' });
  });

  it('takes the newer of two that come in the wrong order, and one that comes twice once', async () => {
    edit();
    const { version } = backend;
    const newer = signDelivery(secret, 'newer', { form: 1, changes: [product(version)] });
    const { cursor } = await post(newer);
    const older = signDelivery(secret, 'older', { form: 1, changes: [product(version - 1)] });
    expect(await send(older)).toEqual({ status: 202, text: '' });
    await expect.poll(title).toBe(`Lamp ${version}`);
    const again = await post(newer);
    expect(again.status).toBe(202);
    expect(await title()).toBe(`Lamp ${version}`);
    // The store's log leaves both out; the one in memory leaves versions to the cache.
    if (store) expect(again.cursor).toBe(cursor);
  });

  it.runIf(store)('lets the first poll after a restart go on where the last one ended', async () => {
    await server.close();
    edit();
    backend.asked.length = 0;
    backend.polled = { changes: [product(backend.version)], cursor: 'later' };
    server = await start();
    await expect.poll(() => backend.asked.length).toBeGreaterThan(1);
    expect(backend.asked[0]).toBe('after');
    await expect.poll(title).toBe(backend.title);
  });
});
