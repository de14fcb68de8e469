import { readFileSync } from 'node:fs';
import { priceList } from '../../examples/custom-connector/price-list.ts';
import { testConnector } from '../../src/testing.ts';

const file = readFileSync(new URL('../../examples/custom-connector/price-list.json', import.meta.url), 'utf8');

testConnector({
  name: 'the example of a custom connector',
  create: ({ fetch }) => priceList({ url: 'https://example.test/price-list.json', currency: 'EUR', fetch }),
  fetch: async (_input, init) => {
    init?.signal?.throwIfAborted();
    return new Response(file, { headers: { 'content-type': 'application/json' } });
  },
  site: { key: 'linnen-nl', brand: 'linnen', country: 'NL', language: 'nl', currency: 'EUR', settings: {} },
  locale: 'nl-NL',
  known: {
    products: { ids: ['L-90', 'K-60'], handles: ['laken-90', 'kussen'] },
    prices: { skus: ['L-140', 'K-60'] },
  },
});
