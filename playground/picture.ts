/**
 * `npm run picture`: the picture of the playground in the README, `docs/images/playground.png`. Without an argument it
 * starts the demo group for as long as it takes; with one (`npm run picture -- http://localhost:4000`) it takes a server
 * that runs. It needs Chromium on the PATH, or `CHROMIUM_PATH`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { chromium } from 'playwright-core';
import { loadConfig } from '../src/config/load.ts';
import { createServer } from '../src/server.ts';
import { requirement } from '../test/support/requirement.ts';

const target = new URL('../docs/images/playground.png', import.meta.url);
const config = fileURLToPath(new URL('../demo/etalage.config.ts', import.meta.url));
/** A picture above this weighs on every visit of the repository's page. */
const maxBytes = 400_000;

const [url] = process.argv.slice(2);
if (url) {
  await writePicture(url);
} else {
  const server = await createServer(await loadConfig(config), { log: pino({ level: 'silent' }) });
  await server.listen({ port: 0, host: '127.0.0.1' });
  await writePicture(server.url).finally(() => server.close());
}

/** The playground on `nachtwit-nl`, as a new visitor sees it, with the product page answered. */
async function writePicture(origin: string): Promise<void> {
  const found = requirement('chromium');
  if (!found.met) throw new Error(`the picture cannot be taken${found.reason}`);
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
    await page.goto(`${origin}/nachtwit-nl/graphql#ProductPage`);
    await page.getByRole('region', { name: 'Result Window' }).getByText('"title"').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    // Until the schema has arrived, the editor underlines every field as unknown.
    await page.waitForFunction(() => !document.querySelector('.squiggly-error'));
    await page.mouse.move(0, 0);
    // The editor colours long answers in the background, and lets its scroll bars fade; it tells of neither.
    await page.waitForTimeout(3000);
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    if (png.length > maxBytes) throw new Error(`the picture has ${png.length} bytes, more than ${maxBytes}`);
    await mkdir(new URL('./', target), { recursive: true });
    await writeFile(target, png);
    console.log(`${fileURLToPath(target)}: ${Math.round(png.length / 1000)} kB`);
  } finally {
    await browser.close();
  }
}
