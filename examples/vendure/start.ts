#!/usr/bin/env node
/** Vendure with its sample catalogue, and Etalage in front of it: `npm run example:vendure`. Ctrl-C stops both. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/cli/program.ts';
import { startVendure } from '../../test/backends/vendure/start.ts';

// What is edited in Vendure is told to the site at once; a secret for this run shows that it was Vendure who said so.
const secret = randomBytes(32).toString('base64');
const url = `http://127.0.0.1:${process.env.PORT || 4000}/webhooks/vendure`;

const vendure = await startVendure({ changes: { url, secret }, report: (line) => console.log(line) });
process.env.VENDURE_SHOP_API = vendure.shopApi;
process.env.VENDURE_CHANGES_SECRET = secret;
console.log(`Vendure's own APIs: ${vendure.shopApi} and ${vendure.adminApi} (superadmin, superadmin)`);
console.log('Open the site’s address in a browser for its playground.');
try {
  process.exitCode = await run(['start', '--config', fileURLToPath(new URL('etalage.config.ts', import.meta.url))]);
} finally {
  await vendure.stop();
}
