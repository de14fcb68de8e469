import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSecrets, verifyDelivery } from '../../connectors/shared/standard-webhooks.ts';
import type { ChangeDraft } from '../../src/contract/changes.ts';
import type { Connector } from '../../src/contract/connector.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import type { ProductRecord } from '../../src/contract/records.ts';
import { createSecret, type SignedDelivery, signDelivery } from '../support/signed.ts';
import { startSite, type TestSite } from '../support/start-site.ts';

const secret = createSecret();
const marker = 'a-word-of-the-body';

/** A backend of one product, and how often it was asked. */
const backend = { title: 'Lamp', version: 1, reads: 0 };

const record = (): ProductRecord => ({ id: 'p1', handle: 'lamp', title: backend.title, version: backend.version });
const answerWhere = (key: string) => async (keys: readonly string[]) => {
  backend.reads += 1;
  return keys.map((one) => (one === key ? record() : null));
};

const shop: Connector = {
  name: 'shop',
  products: {
    byIds: answerWhere('p1'),
    byHandles: answerWhere('lamp'),
    list: async () => ({ nodes: ['p1'], endCursor: null, hasNextPage: false }),
  },
  changes: {
    lagMs: 0,
    async parse(delivery): Promise<readonly ChangeDraft[]> {
      const id = verifyDelivery(delivery, readSecrets([secret]), 'shop');
      const text = Buffer.from(delivery.body).toString();
      if (text === 'fail') throw new Error(`our own fault with ${text}`);
      if (!text.startsWith('{')) {
        const at = { connector: 'shop', capability: 'changes' };
        throw new ConnectorError('CONNECTOR_MALFORMED', at, `expected JSON, got ${text}`);
      }
      return [{ id, ...(JSON.parse(text) as Pick<ChangeDraft, 'kind' | 'key' | 'version'>) }];
    },
  },
};
const silent: Connector = { name: 'silent', changes: { subscribe: () => () => undefined } };

let site: TestSite;
const lines: string[] = [];
beforeAll(async () => {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  site = await startSite([shop, silent], { log: pino({ level: 'debug' }, sink) });
});
afterAll(() => site?.close());

const title = async () => (await site.ask('{ product(handle: "lamp") { title } }')).data.product.title;

async function send({ headers, body }: SignedDelivery, connector = 'shop') {
  const response = await fetch(`${site.url}/webhooks/${connector}`, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

let deliveries = 0;
const changed = (version = backend.version) =>
  signDelivery(secret, `delivery-${++deliveries}`, { kind: 'product', key: 'p1', version, note: marker });

/** Edits behind our back: only a delivery can tell. */
function edit(to: string) {
  backend.title = to;
  backend.version += 1;
}

describe('flows: a webhook invalidates', () => {
  beforeEach(async () => {
    edit('Lamp');
    expect(await send(changed())).toMatchObject({ status: 202 });
    expect(await title()).toBe('Lamp');
  });

  it('answers 202 with nothing, and the next answer is new', async () => {
    edit('Table lamp');
    expect(await title()).toBe('Lamp');
    expect(await send(changed())).toEqual({ status: 202, text: '' });
    expect(await title()).toBe('Table lamp');
  });

  it.each<[string, (delivery: SignedDelivery) => SignedDelivery]>([
    [
      'forged',
      ({ headers, body }) => ({ headers: { ...headers, 'webhook-signature': `v1,${'A'.repeat(43)}=` }, body }),
    ],
    ['signed with another secret', ({ body }) => signDelivery(createSecret(), 'x', body)],
    ['altered', ({ headers, body }) => ({ headers, body: body.replace('p1', 'p2') })],
    ['late', ({ body }) => signDelivery(secret, 'late', body, Date.now() - 6 * 60_000)],
    ['ahead of time', ({ body }) => signDelivery(secret, 'early', body, Date.now() + 6 * 60_000)],
    ['unsigned', ({ body }) => ({ headers: { 'content-type': 'application/json' }, body })],
  ])('answers 401 to a delivery that is %s, and it changes nothing', async (_, spoil) => {
    edit('Table lamp');
    const { reads } = backend;
    const { status, text } = await send(spoil(changed()));
    expect({ status, code: JSON.parse(text).errors[0].extensions.code }).toEqual({
      status: 401,
      code: 'DELIVERY_DENIED',
    });
    expect(text).not.toContain(marker);
    expect(await title()).toBe('Lamp');
    expect(backend.reads).toBe(reads);
  });

  it('takes a delivery that is sent again for what it is', async () => {
    const delivery = changed();
    expect(await send(delivery)).toMatchObject({ status: 202 });
    expect(await title()).toBe('Lamp');
    edit('Table lamp');
    const { reads } = backend;
    expect(await send(delivery)).toMatchObject({ status: 202 });
    expect(await title()).toBe('Lamp');
    expect(backend.reads).toBe(reads);
  });

  it('drops a change that is older than one announced before, and applies an equal one', async () => {
    edit('Table lamp');
    const { reads } = backend;
    expect(await send(changed(backend.version - 2))).toMatchObject({ status: 202 });
    expect(await title()).toBe('Lamp');
    expect(backend.reads).toBe(reads);
    expect(await send(changed(backend.version - 1))).toMatchObject({ status: 202 });
    expect(await title()).toBe('Table lamp');
  });

  it('keeps a body that is none aside, answers 202 so that it is not sent for days, and repeats nothing of it', async () => {
    const { status, text } = await send(signDelivery(secret, 'malformed', marker));
    expect(status).toBe(202);
    expect(JSON.parse(text)).toEqual({ keptAside: 1 });
  });

  it('answers 500 when the fault is ours, so that it is sent again', async () => {
    const { status, text } = await send(signDelivery(secret, 'fault', 'fail'));
    expect(status).toBe(500);
    expect(text).not.toContain('our own fault');
  });

  it.each(['nobody', 'silent', '__proto__', ''])('answers 404 for %j', async (connector) => {
    expect((await send(changed(), connector)).status).toBe(404);
  });

  it('refuses what is too large, compressed, or asked by GET', async () => {
    const large = signDelivery(secret, 'large', `{"note":"${'x'.repeat(1_100_000)}"}`);
    expect((await send(large)).status).toBe(413);
    const { headers, body } = changed();
    expect((await send({ headers: { ...headers, 'content-encoding': 'gzip' }, body })).status).toBe(415);
    expect((await fetch(`${site.url}/webhooks/shop`)).status).toBe(404);
  });

  it('logs who was refused and why, and never a body', () => {
    const refused = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'a delivery was refused');
    expect(refused).toContainEqual(expect.objectContaining({ connector: 'shop', code: 'CONNECTOR_DENIED' }));
    expect(lines.filter((line) => line.includes(marker))).toEqual([]);
  });
});

describe('flows: a webhook before its backend shows the change', () => {
  /** Milliseconds after its delivery at which the backend shows an edit. */
  const behind = 500;

  /** What the answer shows, one after the other, over a backend that tells of an edit at once and shows it later. */
  async function lagging({ lagMs, versioned }: { readonly lagMs: number; readonly versioned: boolean }) {
    const shows = { title: 'Lamp', version: 1 };
    const base: ProductRecord = { id: 'p1', handle: 'lamp' };
    const current = () => ({ ...base, title: shows.title, ...(versioned && { version: shows.version }) });
    const read = async (keys: readonly string[]) => keys.map(current);
    const own = await startSite([
      {
        name: 'shop',
        products: {
          byIds: read,
          byHandles: read,
          list: async () => ({ nodes: ['p1'], endCursor: null, hasNextPage: false }),
        },
        changes: {
          lagMs,
          parse: async () => [{ kind: 'product', key: 'p1', ...(versioned && { version: 2 }) }],
        },
      },
    ]);
    const ask = async () => (await own.ask('{ product(handle: "lamp") { title } }')).data.product.title;
    expect(await ask()).toBe('Lamp');
    setTimeout(() => Object.assign(shows, { title: 'Table lamp', version: 2 }), behind);
    expect((await fetch(`${own.url}/webhooks/shop`, { method: 'POST', body: '{}' })).status).toBe(202);
    const seen = new Set<string>();
    for (const end = Date.now() + 4 * behind; Date.now() < end; await sleep(20)) seen.add(await ask());
    await own.close();
    return [...seen];
  }

  it('is waited for by its version', async () => {
    expect((await lagging({ lagMs: 0, versioned: true })).at(-1)).toBe('Table lamp');
  });

  it('is looked for again without one', async () => {
    expect(await lagging({ lagMs: 1_000, versioned: false })).toEqual(['Lamp', 'Table lamp']);
  });

  it('is missed where the backend claims neither to lag nor to have versions', async () => {
    expect(await lagging({ lagMs: 0, versioned: false })).toEqual(['Lamp']);
  });
});
