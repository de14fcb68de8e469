/** The product, started as `etalage start` starts it: a configuration that is checked and completed, and the whole server. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { CacheLimits } from '../../src/cache/cache.ts';
import { defineConfig } from '../../src/config/define.ts';
import { completeConfig } from '../../src/config/load.ts';
import { createServer } from '../../src/server.ts';
import { createProfiles } from '../../src/visitor/profiles.ts';
import { products } from '../fixture/catalogue.ts';
import { createBackends } from '../fixture/connectors.ts';
import { sitesFile } from '../fixture/sites.ts';
import { profiles, visitorSecret } from '../fixture/visitors.ts';
import { createPriceChanges } from '../price-changes.ts';
import { document, documentId } from '../requests.ts';
import type { Started } from '../server.ts';

export interface EtalageOptions {
  readonly sites?: number;
  /** How long each call to a backend takes, in milliseconds. */
  readonly delayMs?: number;
  readonly limits?: Partial<CacheLimits>;
  /** Whether the document of the bench is in the manifest. Default true. */
  readonly trusted?: boolean;
  /** Whether executions are counted, which takes a little of every request. */
  readonly counted?: boolean;
  /** Streams that may be open at once, of one client too. Default the server's own limits. */
  readonly streams?: number;
}

const changesPerSecond = 50;

export async function start({
  sites = 1,
  delayMs,
  limits = {},
  trusted = true,
  counted,
  streams,
}: EtalageOptions): Promise<Started> {
  const backends = createBackends(delayMs);
  const executions = countExecutions();
  const folder = mkdtempSync(join(tmpdir(), 'etalage-bench-'));
  const file = join(folder, 'sites.json');
  writeFileSync(file, JSON.stringify(sitesFile(sites)));
  const config = defineConfig({
    connectors: backends.connectors,
    sites: file,
    visitorSecrets: [visitorSecret],
    ...(trusted && { documents: { manifest: { [documentId]: document } } }),
    profiles: createProfiles(profiles.values()),
    cache: { limits },
    ...(streams && { limits: { streams: { total: streams, perClient: streams } } }),
  });
  const loaded = completeConfig(config, file);
  rmSync(folder, { recursive: true });
  const server = await createServer(loaded, {
    log: pino({ level: 'warn' }, process.stderr),
    ...(counted && { exposed: (_visitorId, assignments) => executions.add(assignments) }),
  });
  await server.listen({ port: 0, host: '127.0.0.1' });

  let timer: NodeJS.Timeout | undefined;
  let turn = 0;
  return {
    port: Number(new URL(server.url).port),
    handlers: {
      executions: () => executions.count(),
      calls: () => backends.calls(),
      ...createPriceChanges(backends),
      /** From now on the prices of these products change, one after the other; of none: nothing changes any more. */
      change(numbers: readonly number[]) {
        clearInterval(timer);
        if (numbers.length === 0) return;
        timer = setInterval(() => {
          turn += 1;
          const sku = products[numbers[turn % numbers.length] as number]?.variants?.[0]?.sku;
          if (sku) backends.changePrice(sku);
        }, 1_000 / changesPerSecond);
      },
    },
  };
}

/**
 * Counts executions from outside: every page of the bench shows an arm of an experiment, and whoever is sent a page is told
 * the list of its arms, which is one object for each execution.
 */
function countExecutions() {
  const seen = new WeakSet<object>();
  let count = 0;
  return {
    add(assignments: readonly object[]) {
      if (seen.has(assignments)) return;
      seen.add(assignments);
      count += 1;
    },
    count: () => count,
  };
}
