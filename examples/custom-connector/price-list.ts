/** A connector for a system without an API: it publishes one JSON file of all that it sells. */
import { ConnectorError, defineConnector, type PriceRecord, type ProductRecord, type Results } from 'etalage';
import { requestJson } from 'etalage/connectors/shared/http';
import { z } from 'zod';

const file = z.array(z.object({ sku: z.string(), slug: z.string(), name: z.string(), cents: z.int().positive() }));
type Row = z.infer<typeof file>[number];

export interface PriceListOptions {
  readonly url: string;
  /** What the amounts are in; a site that sells in another currency has no prices here. */
  readonly currency: string;
  readonly fetch?: typeof fetch;
}

export const priceList = defineConnector(({ url, currency, fetch = globalThis.fetch }: PriceListOptions) => {
  const at = (capability: string) => ({ connector: 'price-list', capability });

  async function read(capability: string, signal: AbortSignal): Promise<readonly Row[]> {
    signal.throwIfAborted();
    const answer = await requestJson({ fetch, url: new URL(url), init: { signal }, at: at(capability) });
    const { data, error } = file.safeParse(answer);
    if (data) return data;
    throw new ConnectorError('CONNECTOR_MALFORMED', at(capability), `${url} is no price list`, { cause: error });
  }

  /** A batch: one read of the file, one entry per key, null for what is not there. */
  const batch =
    <T>(capability: string, key: 'sku' | 'slug', map: (row: Row) => T) =>
    async (keys: readonly string[], { signal }: { signal: AbortSignal }): Promise<Results<T>> => {
      if (keys.length === 0) return [];
      const byKey = new Map((await read(capability, signal)).map((row) => [row[key], map(row)]));
      return keys.map((key) => byKey.get(key) ?? null);
    };

  const product = ({ sku, slug, name }: Row): ProductRecord => {
    return { id: sku, handle: slug, title: name, variants: [{ id: sku, sku, title: name, selectedOptions: [] }] };
  };
  const prices = batch('prices', 'sku', ({ sku, cents }): PriceRecord => ({ sku, price: { minor: cents, currency } }));

  return {
    name: 'price-list',
    products: {
      byIds: batch('products', 'sku', product),
      byHandles: batch('products', 'slug', product),
      async list({ first, after }, { signal }) {
        const skus = (await read('products', signal)).map(({ sku }) => sku);
        if (after !== null && !skus.includes(after))
          throw new ConnectorError('CONNECTOR_REJECTED', at('products'), 'the cursor is not one of this list');
        const rest = skus.slice(after === null ? 0 : skus.indexOf(after) + 1);
        const nodes = rest.slice(0, first);
        return { nodes, endCursor: nodes.at(-1) ?? null, hasNextPage: rest.length > nodes.length };
      },
    },
    prices: {
      bySkus: async (skus, call) => (call.site.currency === currency ? prices(skus, call) : skus.map(() => null)),
    },
  };
});
