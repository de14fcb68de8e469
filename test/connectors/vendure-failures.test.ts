import { describe, expect, it } from 'vitest';
import { vendure } from '../../connectors/vendure.ts';
import { callOf } from './vendure-site.ts';

/** A connector to a Vendure that answers everything with this. */
function answering(body: unknown, status = 200) {
  const requests: { readonly url: URL; readonly headers: Headers }[] = [];
  const connector = vendure({
    shopApi: 'https://shop.example/shop-api',
    skuLookup: 'filter',
    fetch: async (input, init) => {
      requests.push({ url: new URL(String(input)), headers: new Headers(init?.headers) });
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
    },
  });
  return { connector, requests };
}

const read = ({ connector }: ReturnType<typeof answering>, call = callOf()) => connector.products?.byIds(['1'], call);

describe('connectors: vendure, when Vendure fails', () => {
  it('says TIMEOUT when the deadline passes, and passes on why a visitor left', async () => {
    const never = vendure({
      shopApi: 'https://shop.example/shop-api',
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    });
    const late = callOf({}, 'en-US', AbortSignal.timeout(1));
    await expect(never.products?.byIds(['1'], late)).rejects.toMatchObject({
      code: 'CONNECTOR_TIMEOUT',
      capability: 'products',
    });
    const caller = new AbortController();
    const reading = never.products?.byIds(['1'], callOf({}, 'en-US', caller.signal));
    const reason = new Error('the visitor left');
    caller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });

  it.each([
    [500, 'CONNECTOR_UNAVAILABLE'],
    [504, 'CONNECTOR_TIMEOUT'],
    [429, 'CONNECTOR_RATE_LIMITED'],
    [401, 'CONNECTOR_DENIED'],
    [400, 'CONNECTOR_REJECTED'],
  ])('says of HTTP %i: %s', async (status, code) => {
    await expect(read(answering('<html>', status))).rejects.toMatchObject({ code });
  });

  it.each([
    ['FORBIDDEN', 'CONNECTOR_DENIED'],
    ['INTERNAL_SERVER_ERROR', 'CONNECTOR_UNAVAILABLE'],
    ['CHANNEL_NOT_FOUND', 'CONNECTOR_REJECTED'],
    ['GRAPHQL_VALIDATION_FAILED', 'CONNECTOR_REJECTED'],
  ])('says of a GraphQL error %s: %s', async (code, expected) => {
    const body = { data: null, errors: [{ message: 'said by Vendure', extensions: { code } }] };
    const error = { code: expected, message: expect.stringContaining('said by Vendure') };
    await expect(read(answering(body))).rejects.toMatchObject(error);
  });

  it('says MALFORMED, and where, when the data is not what the schema promises', async () => {
    const items = [{ id: 1, slug: 'laptop' }];
    await expect(read(answering({ data: { l0: { totalItems: 1, items } } }))).rejects.toMatchObject({
      code: 'CONNECTOR_MALFORMED',
      message: expect.stringContaining('l0.items.0.id'),
    });
    await expect(read(answering({ data: {} }))).rejects.toMatchObject({ code: 'CONNECTOR_MALFORMED' });
    await expect(read(answering('<html>'))).rejects.toMatchObject({ code: 'CONNECTOR_MALFORMED' });
  });

  it('sends the site’s channel, its language, and its currency where prices are read', async () => {
    const vendureServer = answering({ data: { l0: { totalItems: 0, items: [] } } });
    const call = callOf({ settings: { channelToken: 'dutch' }, currency: 'EUR' }, 'nl-NL');
    await vendureServer.connector.products?.byIds(['1'], call);
    await vendureServer.connector.prices?.bySkus(['A'], call);
    expect(vendureServer.requests.map(({ headers }) => headers.get('vendure-token'))).toEqual(['dutch', 'dutch']);
    const [products, prices] = vendureServer.requests.map(({ url }) => url.searchParams);
    expect([products?.get('languageCode'), products?.get('currencyCode')]).toEqual(['nl', null]);
    expect(prices?.get('currencyCode')).toBe('EUR');
  });

  it('refuses settings that it does not know, with their path', async () => {
    const vendureServer = answering({ data: {} });
    await expect(read(vendureServer, callOf({ settings: { chanelToken: 'x' } }))).rejects.toMatchObject({
      code: 'CONNECTOR_REJECTED',
      message: expect.stringContaining('settings.vendure: Unrecognized key: "chanelToken"'),
    });
    expect(vendureServer.requests).toEqual([]);
  });

  it.each([
    ['IN_STOCK', 'IN_STOCK', null],
    ['LOW_STOCK', 'LOW_STOCK', null],
    ['12', 'IN_STOCK', 12],
    ['0', 'OUT_OF_STOCK', 0],
    ['-3', 'OUT_OF_STOCK', 0],
    ['ask us', 'UNKNOWN', null],
  ])('reads the stock level %s as %s, quantity %s', async (stockLevel, status, quantity) => {
    const items = [{ variants: [{ sku: 'A', updatedAt: '2026-11-22T12:00:00.000Z', stockLevel }] }];
    const { connector } = answering({ data: { l0: { totalItems: 1, items } } });
    expect(await connector.stock?.bySkus(['A'], callOf())).toMatchObject([{ sku: 'A', status, quantity, asOf: null }]);
  });

  it('says of a SKU lost among many others that it could not be located, not that it is absent', async () => {
    const searching = vendure({
      shopApi: 'https://shop.example/shop-api',
      fetch: async () => Response.json({ data: { s0: { totalItems: 400, items: [{ sku: 'AB', productId: '1' }] } } }),
    });
    const [price] = (await searching.prices?.bySkus(['A'], callOf())) ?? [];
    expect(price).toMatchObject({ code: 'CONNECTOR_REJECTED', message: expect.stringContaining('400 search results') });
  });
});
