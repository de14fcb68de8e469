/**
 * One replica, as a process: a server over one backend that its parent holds, the store of ETALAGE_STORE and, when
 * REDIS_URL is set, a second level in Redis. Tells its parent where it listens; SIGTERM closes it.
 */
import KeyvRedis from '@keyv/redis';
import Keyv from 'keyv';
import type { ChangeDraft } from '../../src/contract/changes.ts';
import type { Connector } from '../../src/contract/connector.ts';
import type { ProductRecord } from '../../src/contract/records.ts';
import { startSite } from './start-site.ts';

const { BACKEND_URL = '', ETALAGE_STORE, REDIS_URL, NOTICE_MS = '0', REQUEST_MS = '10000', FORGETFUL } = process.env;

async function read(keys: readonly string[], signal: AbortSignal): Promise<(ProductRecord | null)[]> {
  const response = await fetch(BACKEND_URL, { method: 'POST', body: JSON.stringify(keys), signal });
  return (await response.json()) as (ProductRecord | null)[];
}

const shop: Connector = {
  name: 'shop',
  products: {
    byIds: (keys, { signal }) => read(keys, signal),
    byHandles: (keys, { signal }) => read(keys, signal),
    list: async () => ({ nodes: [], endCursor: null, hasNextPage: false }),
  },
  changes: {
    lagMs: 0,
    parse: async ({ body }) => JSON.parse(Buffer.from(body).toString()) as ChangeDraft[],
  },
};

function openShared(url: string) {
  const adapter = new KeyvRedis(url);
  adapter.on('error', () => {});
  const store = new Keyv(adapter, { throwOnErrors: true });
  store.on('error', () => {});
  return { store, ttlMs: 60_000 };
}

const site = await startSite([shop], {
  store: ETALAGE_STORE,
  cache: {
    // Room for hardly anything: what Redis has is read from Redis.
    limits: FORGETFUL ? { entityBytes: 1_000, responseBytes: 1_000, observations: 2 } : {},
    ...(REDIS_URL && { shared: openShared(REDIS_URL) }),
  },
  limits: { requestMs: Number(REQUEST_MS) },
  noticeMs: Number(NOTICE_MS),
});
process.send?.({ url: site.url });
process.once('disconnect', () => process.exit(1));
process.once('SIGTERM', async () => {
  await site.close();
  // A Redis client in want of its server would go on looking for it.
  process.exit(0);
});
