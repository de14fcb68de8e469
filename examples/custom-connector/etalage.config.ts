import { defineConfig } from 'etalage';
import { priceList } from './price-list.ts';

const url = process.env.PRICE_LIST_URL || 'http://localhost:8080/price-list.json';

export default defineConfig({
  connectors: [priceList({ url, currency: 'EUR' })],
  sites: './sites.json',
});
