import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { VendureChange } from '../../connectors/vendure/plugin.ts';
import { type StartedVendure, startVendure } from '../backends/vendure/start.ts';
import { requirement } from '../support/requirement.ts';

const installed = requirement('vendure');

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly change: VendureChange;
}

describe.skipIf(!installed.met)(`connectors: vendure, its plugin${installed.reason}`, () => {
  const key = randomBytes(32);
  const deliveries: Delivery[] = [];
  /** Statuses to answer with before all is well again. */
  const failures: number[] = [];
  const receiver = createServer(async (request, response) => {
    const body = await text(request);
    deliveries.push({ headers: request.headers, body, change: JSON.parse(body) });
    response.writeHead(failures.shift() ?? 204).end();
  });
  let backend: StartedVendure;

  beforeAll(async () => {
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    const secret = `whsec_${key.toString('base64')}`;
    backend = await startVendure({ changes: { url: `http://127.0.0.1:${port}/changes`, secret } });
  });
  afterAll(async () => {
    await backend?.stop();
    receiver.close();
  });

  const expectChange = (change: Partial<VendureChange>) =>
    vi.waitFor(
      () => expect(deliveries.map((delivery) => delivery.change)).toContainEqual(expect.objectContaining(change)),
      { timeout: 10_000, interval: 50 },
    );

  it('tells of a price, with the variant it is of', async () => {
    await backend.admin.query('mutation { updateProductVariants(input: [{ id: "1", price: 100 }]) { id } }');
    await expectChange({ entity: 'price', action: 'updated', skus: ['L2201308'], productIds: ['1'] });
    await expectChange({ entity: 'variant', action: 'updated', ids: ['1'], skus: ['L2201308'], productIds: ['1'] });
  });

  it('tells of stock that moves', async () => {
    await backend.admin.query('mutation { updateProductVariants(input: [{ id: "5", stockOnHand: 3 }]) { id } }');
    await expectChange({ entity: 'stock', skus: ['TBL200032'], productIds: ['2'] });
  });

  it('tells of a product, a collection, an asset and a facet', async () => {
    await backend.admin.query(`mutation {
      updateProduct(input: { id: "3", enabled: true }) { id }
      updateAsset(input: { id: "1", name: "front" }) { id }
      updateCollection(input: { id: "3", translations: [{ languageCode: en, name: "Machines" }] }) { id }
      updateFacetValues(input: [{ id: "3", code: "apple-inc" }]) { id }
    }`);
    await expectChange({ entity: 'product', ids: ['3'], productIds: ['3'], handles: ['cordless-mouse'] });
    await expectChange({ entity: 'asset', ids: ['1'], productIds: ['1'] });
    await expectChange({
      entity: 'collection',
      ids: ['3'],
      handles: [],
      productIds: expect.arrayContaining(['1', '11']),
    });
    await expectChange({ entity: 'facet', ids: ['3'], productIds: expect.arrayContaining(['1']) });
  });

  it('names the products of an option, of what was deleted, and all prices for a tax rate', async () => {
    await backend.admin.query(`mutation {
      updateProductOption(input: { id: "1", translations: [{ languageCode: en, name: "Size 40" }] }) { id }
      deleteAsset(input: { assetId: "3", force: true }) { result }
      updateTaxRate(input: { id: "1", value: 10 }) { id }
    }`);
    await expectChange({ entity: 'option', ids: ['1'], productIds: expect.arrayContaining(['29', '30']) });
    await expectChange({ entity: 'asset', action: 'removed', ids: ['3'], productIds: ['3'] });
    await vi.waitFor(
      () => {
        const told = deliveries.filter(({ change }) => change.entity === 'taxRate');
        // Three variants of the sample catalogue share a SKU.
        expect(told.flatMap(({ change }) => change.skus)).toHaveLength(88);
      },
      { timeout: 10_000, interval: 50 },
    );
  });

  it('tells nothing of a change that was rolled back', async () => {
    const before = deliveries.length;
    await expect(
      backend.admin.query(
        `mutation { updateProductVariants(input: [{ id: "6", price: 1 }, { id: "999999", price: 1 }]) { id } }`,
      ),
    ).rejects.toThrow('Admin API');
    await backend.admin.idle();
    expect(deliveries.slice(before).filter(({ change }) => change.skus.includes('TBL200128'))).toEqual([]);
  });

  it('delivers again what was not taken, under the same id', async () => {
    failures.push(503);
    const before = deliveries.length;
    await backend.admin.query('mutation { updateAsset(input: { id: "2", name: "back" }) { id } }');
    await vi.waitFor(
      () => expect(deliveries.slice(before).filter(({ change }) => change.ids[0] === '2')).toHaveLength(2),
      {
        timeout: 30_000,
        interval: 50,
      },
    );
    const [first, second] = deliveries.slice(before);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  });

  it('signs each delivery by the Standard Webhooks specification', () => {
    expect(deliveries.length).toBeGreaterThan(0);
    for (const { headers, body, change } of deliveries) {
      const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
      expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
      expect(headers['webhook-id']).toBe(change.id);
      expect(new Date(change.at).toISOString()).toBe(change.at);
    }
  });
});
