import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import type { EtalageConfig } from '../../src/config/define.ts';
import { completeConfig } from '../../src/config/load.ts';
import type { Connector } from '../../src/contract/connector.ts';
import { createServer } from '../../src/server.ts';
import type { Answer } from './demo.ts';

/** A server with the one site `shop-en`, over a few connectors. */
export interface TestSite {
  readonly url: string;
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  close(): Promise<void>;
}

/** Starts it on a free port; each capability is owned by the first connector that has it. */
export async function startSite(
  connectors: readonly Connector[],
  {
    log = pino({ level: 'silent' }),
    noticeMs = 0,
    ...config
  }: { log?: Logger; noticeMs?: number } & Partial<EtalageConfig> = {},
): Promise<TestSite> {
  const folder = await mkdtemp(join(tmpdir(), 'etalage-site-'));
  const file = join(folder, 'sites.json');
  await writeFile(file, JSON.stringify(sitesOver(connectors)));
  const server = await createServer(completeConfig({ connectors, sites: file, ...config }, file), { log, noticeMs });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    url: server.url,
    async ask(query, variables = {}) {
      const response = await fetch(`${server.url}/shop-en/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

function sitesOver(connectors: readonly Connector[]) {
  const owned = ['products', 'categories', 'prices', 'stock', 'search'] as const;
  const sources = Object.fromEntries(
    owned.flatMap((capability) => {
      const owner = connectors.find((connector) => connector[capability]);
      return owner ? [[capability, [owner.name]]] : [];
    }),
  );
  const site = { country: 'US', language: 'en', currency: 'USD', url: 'https://shop.example' };
  return { group: { sources }, brands: { shop: { name: 'Shop', sites: { 'shop-en': site } } } };
}
