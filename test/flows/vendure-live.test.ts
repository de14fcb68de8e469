import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../support/requirement.ts';
import { signDelivery } from '../support/signed.ts';
import { startVendureSite, type VendureSite } from '../support/vendure.ts';

const installed = requirement('vendure');

/** The laptop of Vendure's sample catalogue, and the first of its variants. */
const query = `{ product(handle: "laptop") { title variants(first: 50) { nodes { sku price { amount } availability { status } } } } }`;
const sku = 'L2201308';
const variant = (input: string) => `mutation { updateProductVariants(input: [{ id: "1", ${input} }]) { id } }`;
const named = (name: string) =>
  `mutation { updateProduct(input: { id: "1", translations: [{ languageCode: en, name: "${name}" }] }) { id } }`;

interface Shown {
  readonly title: string;
  readonly price: string;
  readonly status: string;
}

describe.skipIf(!installed.met)(`flows: changes in Vendure${installed.reason}`, () => {
  let live: VendureSite;
  beforeAll(async () => {
    live = await startVendureSite();
  });
  afterAll(() => live?.close());

  async function shown(): Promise<Shown> {
    const { data } = await live.site.ask(query);
    const { title, variants } = data.product;
    const { price, availability } = variants.nodes.find((one: { sku: string }) => one.sku === sku);
    return { title, price: price.amount, status: availability.status };
  }

  /**
   * Asks again and again until the answer shows the edit. Milliseconds since Vendure's Admin API had answered it, since the
   * first delivery about it came, and since its Shop API showed it.
   */
  async function timeUntil(mutation: string, expected: Partial<Shown>) {
    const { length } = live.deliveries;
    await live.vendure.admin.query(mutation);
    const editedAt = performance.now();
    await expect.poll(shown, { interval: 10, timeout: 10_000 }).toMatchObject(expected);
    const now = performance.now();
    const toldAt = live.deliveries[length]?.at ?? Number.NaN;
    const shownAt = Math.max(editedAt, live.caughtUpAt());
    return [editedAt, toldAt, shownAt].map((moment) => Math.round(now - moment));
  }

  it.each<[string, number, string, Partial<Shown>]>([
    ['a price', 0, variant('price: 111100'), { price: '1333.20' }],
    ['a title', 0, named('Laptop 2'), { title: 'Laptop 2' }],
    ['stock', 0, variant('stockOnHand: 0, trackInventory: TRUE'), { status: 'OUT_OF_STOCK' }],
    ['a price', 700, variant('price: 222200'), { price: '2666.40' }],
    ['a title', 700, named('Laptop 3'), { title: 'Laptop 3' }],
    ['stock', 700, variant('stockOnHand: 100'), { status: 'IN_STOCK' }],
  ])('shows %s that was edited, its Shop API %i ms behind its webhook', async (what, lagMs, mutation, expected) => {
    const before = await shown();
    expect(before).not.toMatchObject(expected);
    if (lagMs > 0) await live.lagBy(lagMs);
    const [edited, told, readable] = await timeUntil(mutation, expected);
    console.log(`${what} (lag ${lagMs} ms): answered ${edited} ms after the edit, ${told} told, ${readable} readable`);
    // And stays there, whatever an answer from before may have left behind.
    for (let look = 0; look < 20; look += 1) {
      await sleep(100);
      expect(await shown()).toMatchObject({ ...before, ...expected });
    }
  });

  it('asks Vendure nothing more once it is settled, and is not moved by deliveries that are forged, late or sent again', async () => {
    // The last look at a change of Vendure's is ten seconds after it.
    await expect.poll(async () => quietFor(5_000), { timeout: 45_000 }).toBe(true);
    const answer = await shown();
    const calls = live.calls();
    const [first] = live.deliveries;
    if (!first) throw new Error('Vendure has sent nothing');
    const signature = first.headers['webhook-signature'] ?? '';
    const forged = { ...first.headers, 'webhook-signature': `${signature.slice(0, 5)}AAAA${signature.slice(9)}` };
    expect(await live.send({ ...first, headers: forged })).toBe(401);
    expect(await live.send(signDelivery(`whsec_${Buffer.alloc(32).toString('base64')}`, 'x', first.body))).toBe(401);
    expect(await live.send(first)).toBe(202);
    expect(await shown()).toEqual(answer);
    await sleep(500);
    expect(live.calls()).toBe(calls);
  });

  async function quietFor(ms: number): Promise<boolean> {
    const calls = live.calls();
    await sleep(ms);
    return live.calls() === calls;
  }
});
