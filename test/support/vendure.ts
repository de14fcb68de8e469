import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { vendure as connect } from '../../connectors/vendure.ts';
import { type StartedVendure, startVendure } from '../backends/vendure/start.ts';
import { createSecret, type SignedDelivery } from './signed.ts';
import { startSite, type TestSite } from './start-site.ts';

/** What Vendure's API said at some moment, by slug of products and SKU of variants. */
type Known = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

export interface VendureSite {
  readonly vendure: StartedVendure;
  readonly site: TestSite;
  /** All that Vendure's plugin has sent, as it came, and when, by `performance.now()`. */
  readonly deliveries: readonly (SignedDelivery & { readonly at: number })[];
  /** Calls of the Shop API so far. */
  calls(): number;
  /** From the next delivery on, the Shop API answers for so long as it does now, in milliseconds. */
  lagBy(ms: number): Promise<void>;
  /** When the Shop API last stopped to lag, by `performance.now()`. */
  caughtUpAt(): number;
  send(delivery: SignedDelivery): Promise<number>;
  close(): Promise<void>;
}

/** Vendure and a server in front of it that learns of its changes, with a proxy between them that can make it lag. */
export async function startVendureSite(): Promise<VendureSite> {
  const secret = createSecret();
  const deliveries: VendureSite['deliveries'][number][] = [];
  let site: TestSite | undefined;
  let lag: { readonly ms: number; readonly before: Known } | null = null;
  let calls = 0;
  let caughtUpAt = 0;

  const send = async ({ headers, body }: SignedDelivery) => {
    const response = await fetch(`${site?.url}/webhooks/vendure`, { method: 'POST', headers, body });
    await response.body?.cancel();
    return response.status;
  };

  async function endAfter(ending: NonNullable<typeof lag>) {
    await sleep(ending.ms);
    if (lag !== ending) return;
    lag = null;
    caughtUpAt = performance.now();
  }

  const relay = await listen(async (request, body) => {
    const headers = Object.fromEntries(
      ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
        name,
        String(request.headers[name]),
      ]),
    );
    const delivery = { headers, body: body.toString(), at: performance.now() };
    deliveries.push(delivery);
    if (!site) return { status: 503, body: '' };
    if (lag) void endAfter(lag);
    return { status: await send(delivery), body: '' };
  });
  const vendure = await startVendure({ changes: { url: `${relay.origin}/`, secret } });

  const proxy = await listen(async (request, body) => {
    calls += 1;
    const response = await fetch(vendure.origin + request.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array(body),
    });
    const text = await response.text();
    return { status: response.status, body: lag ? JSON.stringify(asBefore(JSON.parse(text), lag.before)) : text };
  });

  site = await startSite([
    connect({
      ...{ shopApi: `${proxy.origin}/shop-api`, skuLookup: 'filter', indexStockStatus: true },
      changesSecret: secret,
    }),
  ]);
  return {
    vendure,
    site,
    deliveries,
    calls: () => calls,
    caughtUpAt: () => caughtUpAt,
    async lagBy(ms) {
      lag = { ms, before: await readAll(vendure) };
    },
    send,
    async close() {
      await site?.close();
      await vendure.stop();
      for (const { close } of [relay, proxy]) close();
    },
  };
}

async function listen(answer: (request: IncomingMessage, body: Buffer) => Promise<{ status: number; body: string }>) {
  const server = createServer(async (request, response) => {
    // When one of the two ends before the other, what is on its way between them fails.
    const failed = () => ({ status: 502, body: '' });
    const { status, body } = await answer(request, await buffer(request)).catch(failed);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

async function readAll({ shopApi }: StartedVendure): Promise<Known> {
  const query = `{ products { items { id slug name updatedAt variants { sku updatedAt price priceWithTax stockLevel } } } }`;
  const response = await fetch(shopApi, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { data: { products: { items: VendureProduct[] } } };
  return new Map<string, Readonly<Record<string, unknown>>>(
    data.products.items.flatMap(({ variants, ...product }) => [
      [product.slug, product],
      ...variants.map((variant) => [variant.sku, variant] as const),
    ]),
  );
}

interface VendureProduct {
  readonly slug: string;
  readonly variants: readonly { readonly sku: string }[];
}

/** The answer as it would have been, field by field of each product and variant in it. */
function asBefore(value: unknown, before: Known): unknown {
  if (Array.isArray(value)) return value.map((item) => asBefore(item, before));
  if (typeof value !== 'object' || value === null) return value;
  const thing = value as Readonly<Record<string, unknown>>;
  const old = before.get(String(thing.sku ?? thing.slug));
  return Object.fromEntries(
    Object.entries(thing).map(([name, now]) => [name, old && name in old ? old[name] : asBefore(now, before)]),
  );
}
