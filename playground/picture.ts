/**
 * `npm run picture`: the pictures of the playground in the docs, `docs/images/playground.png` (also the README's) and
 * `explain.png`. Without an argument it starts the demo group for as long as it takes; with one
 * (`npm run picture -- http://localhost:4000`) it takes a server that runs. It needs Chromium on the PATH, or
 * `CHROMIUM_PATH`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { type Browser, chromium, type Page } from 'playwright-core';
import { loadConfig } from '../src/config/load.ts';
import { createServer } from '../src/server.ts';
import { documentOf } from '../test/support/demo.ts';
import { requirement } from '../test/support/requirement.ts';

const images = new URL('../docs/images/', import.meta.url);
const config = fileURLToPath(new URL('../demo/etalage.config.ts', import.meta.url));
/** A picture above this weighs on every visit of the repository's page. */
const maxBytes = 400_000;
/** Around the panel, in pixels. */
const margin = 8;

const [url] = process.argv.slice(2);
if (url) {
  await takePictures(url);
} else {
  const server = await createServer(await loadConfig(config), { log: pino({ level: 'silent' }) });
  await server.listen({ port: 0, host: '127.0.0.1' });
  await takePictures(server.url).finally(() => server.close());
}

async function takePictures(origin: string): Promise<void> {
  const found = requirement('chromium');
  if (!found.met) throw new Error(`the pictures cannot be taken${found.reason}`);
  await mkdir(images, { recursive: true });
  await warmUp(origin);
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const whole = await open(browser, `${origin}/nachtwit-nl/graphql#ProductPage`, { width: 1440, height: 900 });
    await write('playground.png', await whole.screenshot({ animations: 'disabled', caret: 'hide' }));
    const tall = await open(browser, `${origin}/nachtwit-be-fr/graphql#ProductPage`, { width: 1440, height: 1240 });
    const box = await tall.locator('.graphiql-plugin').boundingBox();
    if (!box) throw new Error('the panel is not shown');
    const clip = { ...box, y: box.y - margin, width: box.width + margin, height: box.height };
    await write('explain.png', await tall.screenshot({ animations: 'disabled', clip }));
  } finally {
    await browser.close();
  }
}

/** Asks for other sites' pages first: a process that has just begun takes its time, and the picture would show that. */
async function warmUp(origin: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'etalage-explain': '1' };
  const ask = async (query: string, variables = {}) => {
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${origin}/zalf-gb/graphql`, { method: 'POST', headers, body });
    return (await response.json()) as { data: { search: { nodes: { handle: string }[] } } };
  };
  const { data } = await ask('{ search(query: "", first: 40) { nodes { handle } } }');
  for (const { handle } of data.search.nodes) await ask(documentOf('ProductPage'), { handle });
}

/** The page with its example answered, as a new visitor sees it, and its explanation shown. */
async function open(browser: Browser, url: string, viewport: { width: number; height: number }): Promise<Page> {
  const page = await browser.newPage({ viewport, colorScheme: 'light' });
  await page.goto(url);
  await page.getByRole('region', { name: 'Result Window' }).getByText('"title"').first().waitFor();
  await page.getByRole('button', { name: 'Show Explain' }).click();
  await page.evaluate(() => document.fonts.ready);
  // Until the schema has arrived, the editor underlines every field as unknown.
  await page.waitForFunction(() => !document.querySelector('.squiggly-error'));
  await page.mouse.move(0, 0);
  // The editor colours long answers in the background, and lets its scroll bars fade; it tells of neither.
  await page.waitForTimeout(3000);
  return page;
}

async function write(name: string, png: Buffer): Promise<void> {
  if (png.length > maxBytes) throw new Error(`${name} has ${png.length} bytes, more than ${maxBytes}`);
  await writeFile(new URL(name, images), png);
  console.log(`docs/images/${name}: ${Math.round(png.length / 1000)} kB`);
}
