import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient as createEventClient } from 'graphql-sse';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { requirement } from '../support/requirement.ts';
import { createSocketClient, type Result, streamClients } from '../support/stream-clients.ts';

const handle = 'matras-wadden';
const sku = 'NW-101-80200-MED';

let demo: DemoServer;
let url: string;

beforeAll(async () => {
  demo = await startDemo();
  url = `${demo.server.url}/nachtwit-nl/graphql`;
});
afterAll(() => demo.close());

const quiet = { error: () => {}, complete: () => {} };

let price = 70_000;

/** Sets another price, and says how an answer writes it. */
async function changePrice(): Promise<string> {
  price += 100;
  await demo.backends.shop.setPrice(sku, 'NL', { amount: price, was: null });
  return (price / 100).toFixed(2);
}

describe.each(streamClients)('flows: %s', (_name, create) => {
  it('shows another price of a live query', async () => {
    const results: Result[] = [];
    const end = create(url)(documentOf('LiveProduct'), { handle }, (result) => results.push(result));
    const shown = () => results.at(-1)?.data?.product.variants.nodes[0]?.price.amount;
    await expect.poll(shown, { timeout: 20_000 }).toBeDefined();
    const expected = await changePrice();
    await expect.poll(shown, { timeout: 20_000 }).toBe(expected);
    end();
  });

  it('is told of a product that changes', async () => {
    const results: Result[] = [];
    const end = create(url)(documentOf('Changes'), { handles: [handle] }, (result) => results.push(result));
    const kinds = () => results.map(({ data }) => data.productChanged.kind);
    await expect.poll(kinds, { timeout: 20_000 }).toEqual(['SNAPSHOT']);
    const expected = await changePrice();
    await expect.poll(kinds, { timeout: 20_000 }).toContain('CHANGED');
    const amounts = () => results.at(-1)?.data.productChanged.product.variants.nodes[0].price.amount;
    await expect.poll(amounts, { timeout: 20_000 }).toBe(expected);
    end();
  });
});

describe('flows: a client that was cut off', () => {
  it.each(['graphql-ws', 'graphql-sse'])(
    'goes on with %s from the last that it had, and misses nothing',
    async (name) => {
      const before = demo.server.app.transports.size().connections;
      const sockets = new Set<{ destroy(): void }>();
      const collect = (socket: { destroy(): void }) => void sockets.add(socket);
      demo.server.app.server.on('connection', collect);
      let reconnect = () => {};
      const mayReconnect = new Promise<void>((resolve) => {
        reconnect = resolve;
      });
      const client =
        name === 'graphql-ws'
          ? createSocketClient(url, { shouldRetry: () => true, retryWait: () => mayReconnect })
          : createEventClient({ url, retry: () => mayReconnect });
      const changes: { kind: string; cursor: string; fields: string[] }[] = [];
      const variables = {
        handles: [handle],
        get after() {
          return changes.at(-1)?.cursor;
        },
      };
      const end = client.subscribe<{ productChanged: (typeof changes)[number] }>(
        { query: documentOf('Changes'), variables },
        { ...quiet, next: ({ data }) => void (data && changes.push(data.productChanged)) },
      );
      await expect.poll(() => changes.map(({ kind }) => kind), { timeout: 20_000 }).toEqual(['SNAPSHOT']);

      demo.server.app.server.off('connection', collect);
      for (const socket of sockets) socket.destroy();
      await expect.poll(() => demo.server.app.transports.size().connections).toBe(before);
      await changePrice();
      reconnect();
      await expect.poll(() => changes.map(({ kind }) => kind), { timeout: 20_000 }).toEqual(['SNAPSHOT', 'CHANGED']);
      end();
    },
  );
});

const needed = requirement('chromium');

describe.skipIf(!needed.met)(`flows: a browser${needed.reason}`, () => {
  let browser: Browser;
  const other = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<title>A shop</title>'),
  );
  let elsewhere: string;
  beforeAll(async () => {
    await once(other.listen(0, '127.0.0.1'), 'listening');
    elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    browser = await chromium.launch({ executablePath: needed.path ?? '', args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => {
    await browser?.close();
    other.close();
  });

  it('receives events by its own EventSource from another origin, and comes back by itself', async () => {
    const page = await browser.newPage();
    await page.goto(elsewhere);
    const address = `${url}?${new URLSearchParams({ query: documentOf('LiveProduct'), variables: JSON.stringify({ handle }) })}`;
    await page.evaluate((to) => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      new globalThis.EventSource(to).addEventListener('next', ({ data }) => seen.push(data));
    }, address);
    const last = () => page.evaluate(() => (globalThis as never as { seen: string[] }).seen.at(-1) ?? '');
    await expect.poll(last, { timeout: 20_000 }).toContain('"product"');
    const expected = await changePrice();
    await expect.poll(last, { timeout: 20_000 }).toContain(expected);
    demo.server.app.server.closeAllConnections();
    const next = await changePrice();
    await expect.poll(last, { timeout: 20_000 }).toContain(next);
    await page.close();
  });
});
