import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { vendure as connect } from '../../connectors/vendure.ts';
import { type StartedVendure, startVendure } from '../backends/vendure/start.ts';
import { requirement } from '../support/requirement.ts';
import { createSecret } from '../support/signed.ts';
import { startSite, type TestSite } from '../support/start-site.ts';

const installed = requirement('vendure');

interface Warning {
  readonly msg: string;
  readonly examples?: readonly string[];
}

describe.skipIf(!installed.met)(`flows: what Vendure told nobody${installed.reason}`, () => {
  let vendure: StartedVendure;
  let site: TestSite;
  const lines: string[] = [];
  beforeAll(async () => {
    // Without its plugin's changes: as when our endpoint is off, or its URL is wrong.
    vendure = await startVendure();
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const connector = connect({ shopApi: vendure.shopApi, skuLookup: 'search', changesSecret: createSecret() });
    const policy = { connectors: { vendure: { reconcileMs: 1_000 } } };
    site = await startSite([connector], { policy, log: pino({ level: 'info' }, sink) });
    await vi.waitUntil(() => lines.join('').includes('noted what there is'), { timeout: 30_000 });
  });
  afterAll(async () => {
    await site?.close();
    await vendure?.stop();
  });

  const missed = () =>
    lines
      .map((line) => JSON.parse(line) as Warning)
      .filter(({ msg }) => msg.startsWith('changes were missed'))
      .flatMap(({ examples }) => examples ?? []);

  async function laptop() {
    const query =
      '{ product(handle: "laptop") { title variants(first: 50) { nodes { sku price { amount } availability { status } } } } }';
    const { data } = await site.ask(query);
    const { title, variants } = data.product;
    const one = variants.nodes.find(({ sku }: { sku: string }) => sku === 'L2201308');
    return { title, price: one.price.amount, status: one.availability.status };
  }

  it.each([
    [
      'a price',
      'updateProductVariants(input: [{ id: "1", price: 111100 }]) { id }',
      { price: '1333.20' },
      'price L2201308',
    ],
    [
      'stock',
      'updateProductVariants(input: [{ id: "1", stockOnHand: 0, trackInventory: TRUE }]) { id }',
      { status: 'OUT_OF_STOCK' },
      'stock L2201308',
    ],
    [
      'a title',
      'updateProduct(input: { id: "1", translations: [{ languageCode: en, name: "Quiet laptop" }] }) { id }',
      { title: 'Quiet laptop' },
      'product 1',
    ],
  ])('finds %s, and the next answer shows it', async (_what, mutation, expected, key) => {
    expect(await laptop()).not.toMatchObject(expected);
    await vendure.admin.query(`mutation { ${mutation} }`);
    await expect.poll(laptop, { timeout: 30_000 }).toMatchObject(expected);
    // The walk that found it warns at its end.
    await expect.poll(missed, { timeout: 30_000 }).toContain(key);
  });

  it('finds a product that was added, and one that was removed', async () => {
    const ask = async (handle: string) => (await site.ask(`{ product(handle: "${handle}") { title } }`)).data.product;
    expect(await ask('quiet-lamp')).toBeNull();
    expect(await ask('tablet')).not.toBeNull();
    const made = await vendure.admin.query<{ createProduct: { id: string } }>(
      'mutation { createProduct(input: { enabled: true, translations: [{ languageCode: en, name: "Quiet lamp", slug: "quiet-lamp", description: "" }] }) { id } }',
    );
    await vendure.admin.query('mutation { deleteProduct(id: "2") { result } }');
    await expect.poll(() => ask('quiet-lamp'), { timeout: 30_000 }).toEqual({ title: 'Quiet lamp' });
    await expect.poll(() => ask('tablet'), { timeout: 30_000 }).toBeNull();
    const both = expect.arrayContaining([`product ${made.createProduct.id}`, 'product 2']);
    await expect.poll(missed, { timeout: 30_000 }).toEqual(both);
  });

  it('misses nothing while nothing happens', async () => {
    await expect.poll(() => lines.at(-1), { timeout: 30_000 }).toContain('no change was missed');
    const before = missed().length;
    const walks = lines.length;
    await expect.poll(() => lines.length, { timeout: 30_000 }).toBeGreaterThan(walks + 2);
    expect(missed()).toHaveLength(before);
  });
});
