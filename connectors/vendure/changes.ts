/** The deliveries of `etalagePlugin` as changes of what this connector answers. */
import { z } from 'zod';
import type { ChangeDraft, ChangesCapability } from '../../src/contract/changes.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import { readSecrets, verifyDelivery } from '../shared/standard-webhooks.ts';
import type { VendureApi } from './api.ts';
import { listChannels } from './listing.ts';

const ids = z.array(z.string().min(1)).max(10_000);
const delivered = z.object({
  id: z.string().min(1),
  at: z.iso.datetime(),
  entity: z.enum(['product', 'variant', 'price', 'stock', 'asset', 'collection', 'facet', 'option', 'taxRate']),
  action: z.enum(['created', 'updated', 'deleted', 'assigned', 'removed']),
  ids,
  productIds: ids,
  skus: ids,
  updatedAt: z.iso.datetime().nullable(),
});
type Delivered = z.infer<typeof delivered>;

/** Vendure's search index and the contents of its collections follow by its job queue, within seconds. */
const lagMs = 10_000;

/** @throws {TypeError} when a secret is none. */
export function readChanges(api: VendureApi, secrets: readonly string[]): ChangesCapability {
  const keys = readSecrets(secrets);
  const connector = api.name;
  return {
    lagMs,
    list: (query) => listChannels(api, query),
    async parse(delivery) {
      const id = verifyDelivery(delivery, keys, connector);
      const change = delivered.safeParse(json(delivery.body));
      // The signature is over the header's id: a body with another is not what was announced.
      if (!change.success || change.data.id !== id)
        throw new ConnectorError(
          'CONNECTOR_MALFORMED',
          { connector, capability: 'changes' },
          `expected a delivery of etalagePlugin: ${change.success ? 'another id than webhook-id' : place(change.error)}`,
        );
      return draftsOf(change.data);
    },
  };
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

/** Where it is wrong, without what was there. */
function place({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'the body'} (${issue?.code})`;
}

/**
 * Every delivery names the products and variants that it concerns, whatever it is about: assets, facet values and options
 * are parts of products here, and have no entity of their own.
 */
function draftsOf({ id, at, entity, action, ids: own, productIds, skus, updatedAt }: Delivered): ChangeDraft[] {
  const base = { id, at: Date.parse(at) };
  const version = action === 'updated' && updatedAt ? { version: Date.parse(updatedAt) } : {};
  const products = (more = {}) => productIds.map((key) => ({ ...base, kind: 'product', key, ...more }));
  const offers = (kind: 'price' | 'stock', more = {}) => skus.map((key) => ({ ...base, kind, key, ...more }));
  switch (entity) {
    case 'product':
      return products(version);
    case 'variant': {
      // Of several variants `updatedAt` is the newest's: it would be waited for in vain at the others.
      const ofOne = skus.length === 1 ? version : {};
      return [...products(), ...offers('price', ofOne), ...offers('stock', ofOne)];
    }
    case 'collection':
      return [...own.map((key) => ({ ...base, kind: 'category', key, ...version })), ...products()];
    // The Shop API tells no version of a price or of stock.
    case 'price':
      return offers('price');
    case 'stock':
      return offers('stock');
    case 'taxRate':
      return offers('price');
    case 'asset':
    case 'facet':
    case 'option':
      return products();
  }
}
