#!/usr/bin/env node
/** Vendure with its sample catalogue, and Etalage in front of it: `npm run example:vendure`. Ctrl-C stops both. */
import { fileURLToPath } from 'node:url';
import { run } from '../../src/cli/program.ts';
import { startVendure } from '../../test/backends/vendure/start.ts';

const vendure = await startVendure({ report: (line) => console.log(line) });
process.env.VENDURE_SHOP_API = vendure.shopApi;
console.log(`Vendure's own APIs: ${vendure.shopApi} and ${vendure.adminApi} (superadmin, superadmin)`);
console.log('Open the site’s address in a browser for its playground.');
try {
  process.exitCode = await run(['start', '--config', fileURLToPath(new URL('etalage.config.ts', import.meta.url))]);
} finally {
  await vendure.stop();
}
