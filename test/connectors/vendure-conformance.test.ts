import { afterAll, beforeAll, describe } from 'vitest';
import { vendure } from '../../connectors/vendure.ts';
import { testConnector } from '../../src/testing.ts';
import { type StartedVendure, startVendure } from '../backends/vendure/start.ts';
import { requirement } from '../support/requirement.ts';
import { createSecret, signDelivery } from '../support/signed.ts';
import { english, site } from './vendure-site.ts';

const installed = requirement('vendure');

describe.skipIf(!installed.met)(`connectors: vendure, as every connector${installed.reason}`, () => {
  let backend: StartedVendure;
  beforeAll(async () => {
    backend = await startVendure();
  });
  afterAll(() => backend?.stop());

  const known = {
    // Not 54: three of its variants share one SKU, which the sample catalogue has wrong.
    products: { ids: ['1', '2', '53'], handles: ['laptop', 'tablet'], skus: ['L2201308', 'TBL200032'] },
    categories: { ids: ['2', '3'], handles: ['electronics', 'computers'] },
    prices: { skus: ['L2201308', 'TBL200032'] },
    stock: { skus: ['L2201308', 'TBL200032'] },
    search: { text: 'camera', categoryId: '3' },
  };
  const secret = createSecret();
  const happened = {
    ...{ id: 'vendure_1', at: new Date().toISOString(), entity: 'price', action: 'updated', ids: ['1'] },
    ...{ productIds: ['1'], skus: ['L2201308'], handles: [], updatedAt: null },
  };
  const twice =
    'without the filter by SKU, products are located by the search index first: two calls for a whole batch';

  testConnector({
    name: 'vendure with etalagePlugin',
    create: ({ fetch }) =>
      vendure({
        shopApi: backend.shopApi,
        fetch,
        skuLookup: 'filter',
        indexStockStatus: true,
        vendorFacet: 'brand',
        changesSecret: secret,
      }),
    delivery: () => {
      const { headers, body } = signDelivery(secret, happened.id, happened);
      return { headers, body: Buffer.from(body) };
    },
    ...{ site, locale: english, known },
  });

  testConnector({
    name: 'vendure as it comes',
    create: ({ fetch }) => vendure({ shopApi: backend.shopApi, fetch }),
    ...{ site, locale: english, known },
    skip: {
      'search.query: splits by availability': 'its search index has no stock status unless told to',
      'products.bySkus: asks the backend once per batch': twice,
      'prices.bySkus: asks the backend once per batch': twice,
      'stock.bySkus: asks the backend once per batch': twice,
    },
  });
});
