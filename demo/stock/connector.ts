import { z } from 'zod';
import { type Connector, defineConnector } from '../../src/contract/connector.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import type { LocationRecord, StockRecord } from '../../src/contract/records.ts';
import { createAsk, createCheck, inOrder } from '../connector.ts';
import { changesFrom } from '../feed.ts';
import { listByBrand } from '../listing.ts';
import type { Stock } from './backend.ts';

const recordsShape = z.array(
  z.object({
    sku: z.string(),
    location: z.string(),
    onHand: z.int().min(0),
    countedAt: z.iso.datetime(),
    whenEmpty: z.enum(['BACKORDER', 'PREORDER', 'DENY']),
  }),
);
const siteShape = z.object({
  code: z.string(),
  label: z.string(),
  street: z.string(),
  postcode: z.string(),
  town: z.string(),
  countryCode: z.string().length(2),
  position: z.tuple([z.number(), z.number()]),
});

const revisionsShape = z.object({
  rows: z.array(z.object({ sku: z.string(), revision: z.string() })),
  next: z.int().nullable(),
});

/** Stock and shops of the demo group: `stock`, `locations`. */
export const stock = defineConnector(({ backend }: { backend: Stock }): Connector => {
  const ask = createAsk('stock', backend.wire);
  return {
    name: 'stock',
    check: createCheck('stock', backend.wire),
    changes: changesFrom(
      backend.feed,
      ({ sku }) => [{ kind: 'stock', key: sku }],
      (query) =>
        listByBrand(query, async (company, after) => {
          const logged = { capability: 'changes', method: 'list', keys: 1 };
          const { rows, next } = await ask(logged, query, revisionsShape, () => backend.revisions(company, after));
          return { rows: rows.map(({ sku, revision }) => ({ kind: 'stock', key: sku, fingerprint: revision })), next };
        }),
    ),
    stock: {
      async bySkus(skus, call) {
        if (skus.length === 0) return [];
        const logged = { capability: 'stock', method: 'bySkus', keys: skus.length };
        const records = await ask(logged, call, recordsShape, () =>
          backend.records(call.site.brand, skus, call.site.country),
        );
        const bySku = Map.groupBy(records, ({ sku }) => sku);
        return skus.map((sku) => {
          const found = bySku.get(sku);
          return found ? addUp(sku, found) : null;
        });
      },
    },
    locations: {
      async byIds(ids, call) {
        if (ids.length === 0) return [];
        const logged = { capability: 'locations', method: 'byIds', keys: ids.length };
        const sites = await ask(logged, call, z.array(siteShape), () => backend.sites(call.site.brand, ids));
        return inOrder(ids, sites, ({ code }) => code, toLocation);
      },
      async list({ first, after }, call) {
        const codes = await ask({ capability: 'locations', method: 'list', keys: 1 }, call, z.array(z.string()), () =>
          backend.listSites(call.site.brand, call.site.country),
        );
        const from = after === null ? 0 : codes.indexOf(after) + 1;
        if (after !== null && from === 0)
          throw new ConnectorError(
            'CONNECTOR_REJECTED',
            { connector: 'stock', capability: 'locations' },
            `expected the cursor of an earlier answer, got ${JSON.stringify(after)}`,
          );
        const nodes = codes.slice(from, from + first);
        return { nodes, endCursor: nodes.at(-1) ?? null, hasNextPage: from + nodes.length < codes.length };
      },
    },
  };
});

/** The sum over the locations; as of the latest count, for that is when the sum last changed. */
function addUp(sku: string, records: z.infer<typeof recordsShape>): StockRecord {
  const quantity = records.reduce((sum, { onHand }) => sum + onHand, 0);
  const promise = records.map(({ whenEmpty }) => whenEmpty).find((one) => one !== 'DENY');
  const empty = promise ?? 'OUT_OF_STOCK';
  const asOf =
    records
      .map(({ countedAt }) => countedAt)
      .sort()
      .at(-1) ?? null;
  return { sku, status: quantity > 0 ? 'IN_STOCK' : empty, quantity, asOf };
}

function toLocation(site: z.infer<typeof siteShape>): LocationRecord {
  const [longitude, latitude] = site.position;
  return {
    id: site.code,
    name: site.label,
    address: { lines: [site.street], city: site.town, postalCode: site.postcode, country: site.countryCode },
    latitude,
    longitude,
  };
}
