import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vendure } from '../../connectors/vendure.ts';
import type { SearchQuery } from '../../src/contract/capabilities.ts';
import type { Connector } from '../../src/contract/connector.ts';
import { type StartedVendure, startVendure } from '../backends/vendure/start.ts';
import { requirement } from '../support/requirement.ts';
import { callOf, site } from './vendure-site.ts';

const installed = requirement('vendure');

describe.skipIf(!installed.met)(`connectors: vendure${installed.reason}`, () => {
  let backend: StartedVendure;
  let shop: Required<Connector>;
  const create = (more: object = {}) =>
    vendure({
      ...{ shopApi: backend.shopApi, skuLookup: 'filter', indexStockStatus: true, vendorFacet: 'brand' },
      ...more,
    }) as Required<Connector>;

  beforeAll(async () => {
    backend = await startVendure();
    shop = create();
    await backend.admin.query(`mutation {
      updateGlobalSettings(input: { availableLanguages: [en, nl] }) { __typename ... on ErrorResult { errorCode } }
    }`);
    await backend.admin.query(`mutation {
      updateChannel(input: { id: "1", availableCurrencyCodes: [USD, EUR], availableLanguageCodes: [en, nl] }) {
        __typename ... on ErrorResult { errorCode }
      }
      updateProduct(input: { id: "1", translations: [
        { languageCode: en, description: "<p onclick=\\"steal()\\">Fast <script>steal()</script><b>laptop</b></p>" }
        { languageCode: nl, name: "Schootcomputer", slug: "schootcomputer", description: "<p>Snel</p>" }
      ] }) { id }
      updateProductVariants(input: [{ id: "1", prices: [{ currencyCode: USD, price: 129900 }, { currencyCode: EUR, price: 100000 }] }]) { id }
    }`);
    await backend.admin.idle();
  });
  afterAll(() => backend?.stop());

  it('answers null for an unknown id or slug, in its place', async () => {
    const ids = await shop.products.byIds(['999', '2', 'no-id'], callOf());
    expect(ids.map((product) => product && 'handle' in product && product.handle)).toEqual([null, 'tablet', null]);
    expect(await shop.products.byHandles(['no-such-slug'], callOf())).toEqual([null]);
    expect(await shop.products.bySkus?.(['no-such-sku'], callOf())).toEqual([null]);
  });

  it('maps a product with its images, options, facets and collections', async () => {
    const [laptop] = await shop.products.byHandles(['laptop'], callOf());
    expect(laptop).toMatchObject({
      id: '1',
      title: 'Laptop',
      vendor: 'Apple',
      attributes: expect.arrayContaining([{ key: 'brand', label: 'brand', value: 'Apple' }]),
      options: [{ name: 'screen size' }, { name: 'RAM' }],
      // The most specific first.
      categoryIds: ['3', '2'],
    });
    const variants = laptop && 'variants' in laptop ? laptop.variants : [];
    expect(variants?.[1]).toMatchObject({
      sku: 'L2201508',
      // Vendure itself names this variant's RAM first.
      selectedOptions: [
        { name: 'screen size', value: '15 inch' },
        { name: 'RAM', value: '8GB' },
      ],
    });
  });

  it('serves a rendition of the size that the template asks for', async () => {
    const [laptop] = await shop.products.byIds(['1'], callOf());
    const [image] = (laptop && 'images' in laptop && laptop.images) || [];
    const template = image && 'renditionUrl' in image ? image.renditionUrl : undefined;
    const url = template?.replace('{width}', '120').replace('{height}', '90') ?? '';
    const rendition = await fetch(url);
    const original = await fetch(url.split('?')[0] ?? '');
    expect(rendition.headers.get('content-type')).toBe('image/jpeg');
    const sizes = await Promise.all(
      [rendition, original].map(async (answer) => (await answer.arrayBuffer()).byteLength),
    );
    expect(sizes[0]).toBeLessThan((sizes[1] ?? 0) / 4);
  });

  it('sanitises what an editor pasted', async () => {
    const [laptop] = await shop.products.byIds(['1'], callOf());
    expect(laptop).toMatchObject({ descriptionHtml: '<p>Fast <b>laptop</b></p>' });
  });

  it('speaks the language of the call, or what the site sets, or the channel’s own', async () => {
    const title = async (locale: string, settings = {}) => {
      const [product] = await shop.products.byIds(['1'], callOf({ settings }, locale));
      return product && 'title' in product ? product.title : null;
    };
    expect(await title('nl-NL')).toBe('Schootcomputer');
    expect(await title('en-GB', { languageCode: 'nl' })).toBe('Schootcomputer');
    expect(await title('pl-PL')).toBe('Laptop');
    expect(await shop.products.byHandles(['schootcomputer'], callOf({}, 'nl-NL'))).toMatchObject([{ id: '1' }]);
  });

  it('prices in the site’s currency with tax, without where the site says so, and null where there is none', async () => {
    const price = (changes: Parameters<typeof callOf>[0]) =>
      shop.prices.bySkus(['L2201308', 'L2201508'], callOf(changes));
    const version = expect.any(Number);
    expect(await price({})).toEqual([
      { sku: 'L2201308', price: { minor: 155880, currency: 'USD' }, version },
      { sku: 'L2201508', price: { minor: 167880, currency: 'USD' }, version },
    ]);
    expect(await price({ settings: { tax: 'excluded' } })).toMatchObject([{ price: { minor: 129900 } }, {}]);
    const euros = [{ sku: 'L2201308', price: { minor: 120000, currency: 'EUR' }, version }, null];
    expect(await price({ currency: 'EUR' })).toEqual(euros);
    const searching = create({ skuLookup: 'search' });
    expect(await searching.prices.bySkus(['L2201308', 'L2201508'], callOf({ currency: 'EUR' }))).toEqual(euros);
    await expect(price({ currency: 'JPY' })).rejects.toMatchObject({ code: 'CONNECTOR_REJECTED' });
  });

  it('shows a price changed in Vendure in the very next read, however SKUs are looked up', async () => {
    for (const [skuLookup, price] of [
      ['filter', 777],
      ['search', 888],
    ] as const) {
      await backend.admin.query(`mutation { updateProductVariants(input: [{ id: "5", price: ${price}00 }]) { id } }`);
      expect(await create({ skuLookup }).prices.bySkus(['TBL200032'], callOf())).toMatchObject([
        { price: { minor: price * 120, currency: 'USD' } },
      ]);
    }
  });

  it('refuses to choose between variants that share a SKU and differ', async () => {
    await backend.admin.query(
      'mutation { updateProductVariants(input: [{ id: "2", sku: "SHARED" }, { id: "3", sku: "SHARED" }]) { id } }',
    );
    const [price] = await shop.prices.bySkus(['SHARED'], callOf());
    expect(price).toMatchObject({ code: 'CONNECTOR_MALFORMED', message: expect.stringContaining('2 variants') });
    expect(await shop.stock.bySkus(['SHARED'], callOf())).toMatchObject([{ status: 'IN_STOCK' }]);
    await backend.admin.query(
      'mutation { updateProductVariants(input: [{ id: "2", sku: "L2201508" }, { id: "3", sku: "L2201316" }]) { id } }',
    );
  });

  it('tells a status of stock, and when it runs out', async () => {
    const stock = () => shop.stock.bySkus(['L2201316'], callOf());
    expect(await stock()).toMatchObject([{ sku: 'L2201316', status: 'IN_STOCK', quantity: null, asOf: null }]);
    await backend.admin.query(
      'mutation { updateProductVariants(input: [{ id: "3", stockOnHand: 0, trackInventory: TRUE }]) { id } }',
    );
    expect(await stock()).toMatchObject([{ status: 'OUT_OF_STOCK' }]);
  });

  it('leaves the root out of the categories', async () => {
    expect(await shop.categories.byIds(['1'], callOf())).toEqual([null]);
    const version = expect.any(Number);
    expect(await shop.categories.byHandles(['computers', 'electronics'], callOf())).toEqual([
      {
        ...{ id: '3', handle: 'computers', title: 'Computers', children: [], version },
        ancestors: [{ id: '2', handle: 'electronics', title: 'Electronics' }],
      },
      {
        ...{ id: '2', handle: 'electronics', title: 'Electronics', ancestors: [], version },
        children: [
          { id: '3', handle: 'computers', title: 'Computers' },
          { id: '4', handle: 'camera-photo', title: 'Camera & Photo' },
        ],
      },
    ]);
  });

  it('reads more keys than Vendure answers in one list, in one call', async () => {
    let calls = 0;
    const counting: typeof fetch = (...args) => {
      calls += 1;
      return fetch(...args);
    };
    const ids = Array.from({ length: 54 }, (_, index) => String(index + 1));
    const products = await create({ fetch: counting, listLimit: 10 }).products.byIds(ids, callOf());
    expect(products.map((product) => product && 'id' in product && product.id)).toEqual(ids);
    expect(calls).toBe(1);
  });

  it('searches by facet and price together, with counts', async () => {
    const query: SearchQuery = {
      ...{ text: null, categoryId: '2', sort: 'PRICE_ASC', first: 3, after: null },
      filters: { attributes: { category: ['Computers'] }, price: { min: 10_000, max: 50_000 }, available: true },
    };
    const first = await shop.search.query(query, callOf());
    const rest = await shop.search.query({ ...query, first: 100, after: first.endCursor }, callOf());
    expect(first.nodes).toHaveLength(3);
    expect(first.totalCount).toBe(first.nodes.length + rest.nodes.length);
    expect(new Set([...first.nodes, ...rest.nodes]).size).toBe(first.totalCount);
    const computers = first.facets
      .find(({ key }) => key === 'category')
      ?.values.find(({ value }) => value === 'Computers');
    expect(computers?.count).toBe(first.totalCount);
  });

  it('says what is wrong with a site and how to mend it', async () => {
    const { signal } = new AbortController();
    expect(await shop.check([site], signal)).toEqual([]);
    const wrong = { ...site, currency: 'JPY', language: 'fr', settings: { channelToken: 'nobody-has-it' } };
    const findings = await shop.check([wrong, { ...site, settings: { chanelToken: 'x' } }], signal);
    expect(findings.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('no channel has the token'),
      expect.stringContaining('has no JPY, only USD, EUR'),
      expect.stringContaining('has no language fr'),
      expect.stringContaining('chanelToken'),
    ]);
  });
});
