import { vendure } from '../../connectors/vendure.ts';
import { defineConfig } from '../../src/config/define.ts';

export default defineConfig({
  connectors: [
    vendure({
      shopApi: process.env.VENDURE_SHOP_API || 'http://127.0.0.1:3010/shop-api',
      // With it the connector takes what the plugin sends to /webhooks/vendure, and answers are kept until it does.
      changesSecret: process.env.VENDURE_CHANGES_SECRET,
      // As test/backends/vendure sets Vendure up: with etalagePlugin, and stock in its search index.
      skuLookup: 'filter',
      indexStockStatus: true,
      vendorFacet: 'brand',
    }),
  ],
  sites: './sites.json',
});
