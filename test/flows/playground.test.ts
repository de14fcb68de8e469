import { readdirSync } from 'node:fs';
import Fastify from 'fastify';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { channels } from '../../src/context/channel.ts';
import type { Degradation } from '../../src/context/degraded.ts';
import { createPlayground, playgroundAssets } from '../../src/http/playground.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';
import { requirement } from '../support/requirement.ts';

const needed = requirement('chromium');
const bundle = new URL('../../playground/dist/', import.meta.url);
const playground = createPlayground(bundle);
const reason = playground.built ? needed.reason : ' (skipped: not built; run `npm run build:playground`)';

/** What `extensions` says of an answer for which two backends failed. */
const degraded: readonly Degradation[] = [
  {
    path: ['product', 'variants', 'nodes', 0, 'availability'],
    connector: 'stock',
    served: 'MISSING',
    ageSeconds: null,
  },
  {
    path: ['product', 'variants', 'nodes', 1, 'availability'],
    connector: 'stock',
    served: 'MISSING',
    ageSeconds: null,
  },
  { path: ['product'], connector: 'pim', served: 'STALE', ageSeconds: 180 },
];

describe('http: playground', () => {
  const bootstrap = { site: 'a</script><script>alert(1)</script>', endpoint: '/a/graphql', sites: [], channels };

  it.runIf(playground.built)('writes data into the page that cannot end its own element', () => {
    const { html } = playground.page(bootstrap);
    const [, json = ''] = /<script type="application\/json" id="bootstrap">(.*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(json)).toEqual(bootstrap);
  });

  it('says how to build the bundle where there is none', async () => {
    const missing = createPlayground(new URL('./no-such-folder/', import.meta.url));
    const { status, html } = missing.page(bootstrap);
    expect(status).toBe(503);
    expect(html).toContain('npm run build:playground');
    expect(await missing.asset('index.js')).toBeUndefined();
  });

  it.runIf(playground.built)('serves files of the bundle and no others', async () => {
    const app = Fastify();
    app.register(playgroundAssets(playground));
    const get = (path: string, headers = {}) => app.inject({ url: `/playground/assets/${path}`, headers });
    const script = readdirSync(new URL('assets/', bundle)).find((name) => name.endsWith('.js')) ?? '';

    const plain = await get(script, { 'accept-encoding': 'gzip, br;q=0' });
    expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(plain.headers['cache-control']).toContain('immutable');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect((await get(script, { 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('br');

    for (const path of ['../index.html', '..%2findex.html', '%2e%2e/index.html', 'none.js', `${script}.br`, '']) {
      expect((await get(path)).statusCode, path).toBe(404);
    }
    await app.close();
  });
});

describe.skipIf(!playground.built || !needed.met)(`flows: playground${reason}`, () => {
  let demo: DemoServer;
  let origin: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let elsewhere: string[];
  let complaints: string[];
  /** Quoted, as they stand in an answer. */
  let stilte: string;
  let balm: string;

  beforeAll(async () => {
    demo = await startDemo({ today: new Date().toISOString().slice(0, 10) });
    origin = demo.server.url;
    [stilte, balm] = await Promise.all([bestSeller('nachtwit-nl'), bestSeller('zalf-gb')]);
    browser = await chromium.launch({
      executablePath: needed.path ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });

  beforeEach(async () => {
    elsewhere = [];
    complaints = [];
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && url.origin !== origin) elsewhere.push(request.url());
    });
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    context.on('weberror', (error) => complaints.push(error.error().message));
    await context.route(
      (url) => url.origin !== origin,
      (route) => route.abort(),
    );
    page = await context.newPage();
  });

  // For every test: nothing leaves the machine, and the browser reports neither an error nor a breach of the page's policy.
  afterEach(async () => {
    await context.close();
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });

  async function bestSeller(site: string): Promise<string> {
    const { data } = await demo.ask(site, '{ search(query: "", sort: BEST_SELLING, first: 1) { nodes { title } } }');
    return JSON.stringify(data.search.nodes[0].title);
  }

  const result = () => page.getByRole('region', { name: 'Result Window' });
  const run = () => page.getByRole('button', { name: /^Execute query/ }).click();

  it('opens with the product page of a product of this site, and runs it', async () => {
    await page.goto(`${origin}/nachtwit-nl/graphql`);
    expect(await page.title()).toBe('Etalage');
    await page.getByRole('tab', { name: 'ProductPage' }).waitFor();
    await run();
    await result().getByText(stilte).first().waitFor();
  });

  it('opens an example with values that work here', async () => {
    await page.goto(`${origin}/zalf-gb/graphql`);
    await page.getByRole('button', { name: 'Category page' }).click();
    await result().getByText('"breadcrumbs"').first().waitFor();
    expect(await page.getByRole('button', { name: 'Category page' }).getAttribute('aria-current')).toBe('true');
  });

  it('asks again as another channel when the channel changes, and remembers it in the URL', async () => {
    await page.goto(`${origin}/nachtwit-nl/graphql#Site`);
    await result().getByText('"WEB"').waitFor();
    await page.getByLabel('Channel').selectOption('VOICE');
    await result().getByText('"VOICE"').waitFor();
    expect(new URL(page.url()).searchParams.get('channel')).toBe('VOICE');
    await page.reload();
    await result().getByText('"VOICE"').waitFor();
  });

  it('shows what is live as it changes, until it is stopped', async () => {
    const { data } = await demo.ask(
      'nachtwit-nl',
      '{ search(query: "", sort: BEST_SELLING, first: 1) { nodes { variants(first: 1) { nodes { sku } } } } }',
    );
    const [{ sku }] = data.search.nodes[0].variants.nodes;
    const before = demo.server.app.transports.size().operations;
    await page.goto(`${origin}/nachtwit-nl/graphql#LiveProduct`);
    await result().getByText('"title"').first().waitFor();
    await demo.backends.shop.setPrice(sku, 'NL', { amount: 98_765, was: null });
    await result().getByText('"987.65"').first().waitFor();
    expect(demo.server.app.transports.size().operations).toBe(before + 1);
    await page.getByRole('button', { name: 'Changes' }).click();
    await result().getByText('"SNAPSHOT"').waitFor();
    await demo.backends.shop.setPrice(sku, 'NL', { amount: 87_654, was: null });
    await result().getByText('"CHANGED"').waitFor();
    await page.getByRole('button', { name: /^Stop query/ }).click();
    await expect.poll(() => demo.server.app.transports.size().operations).toBe(before);
  });

  it('takes the open example and the channel along to another site', async () => {
    await page.goto(`${origin}/nachtwit-nl/graphql?channel=APP#ProductPage`);
    await result().getByText(stilte).first().waitFor();
    await page.getByLabel('Site', { exact: true }).selectOption('zalf-gb');
    await page.waitForURL(/\/zalf-gb\/graphql\?channel=APP#ProductPage$/);
    await result().getByText(balm).first().waitFor();
    expect(await page.getByLabel('Channel').inputValue()).toBe('APP');
  });

  it('runs from the keyboard alone', async () => {
    await page.goto(`${origin}/nachtwit-nl/graphql`);
    await page.getByLabel('Site', { exact: true }).focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('channel');
    await page.getByRole('button', { name: 'Product page' }).focus();
    await page.keyboard.press('Enter');
    await result().getByText(stilte).first().waitFor();
  });

  it('names the connector whose part of the answer is missing or old', async () => {
    await page.route('**/graphql', (route) => {
      if (route.request().postDataJSON()?.operationName !== 'ProductPage') return route.fallback();
      return route.fulfill({ json: { data: { product: null }, extensions: { degraded } } });
    });
    await page.goto(`${origin}/nachtwit-nl/graphql#ProductPage`);
    const strip = page.getByRole('status');
    await strip.getByText('This answer is not whole.').waitFor();
    const lines = await strip.getByRole('listitem').allInnerTexts();
    expect(lines).toEqual([
      'stock did not answer. product.variants.nodes.availability is missing in 2 places.',
      'pim did not answer. product is 3 minutes old.',
    ]);
    await page.getByRole('button', { name: 'Which site answers' }).click();
    await result().getByText('"WEB"').waitFor();
    expect(await strip.textContent()).toBe('');
  });

  it('leaves variables empty, and says so, where the site has nothing to show', async () => {
    const asked: unknown[] = [];
    page.on('request', (request) => asked.push(request.postDataJSON()?.operationName));
    await page.route('**/graphql', (route) => {
      if (!route.request().postData()?.includes('PlaygroundProduct')) return route.fallback();
      return route.fulfill({ json: { data: { search: { nodes: [] }, page: null } } });
    });
    await page.goto(`${origin}/nachtwit-nl/graphql#ProductPage`);
    await page.getByText('// product.handle: this site offered none by itself').waitFor();
    await run();
    await result().getByText('"product"').first().waitFor();
    // Once, by the button: it was not run by itself as a filled example is.
    expect(asked.filter((name) => name === 'ProductPage')).toHaveLength(1);
  });

  it('draws how the answer came about: the calls, what it depends on, what each field read', async () => {
    await page.goto(`${origin}/nachtwit-be-fr/graphql#ProductPage`);
    await result().getByText('"title"').first().waitFor();
    await page.getByRole('button', { name: 'Show Explain' }).click();
    const panel = page.getByRole('region', { name: 'Explain', exact: true });
    await panel.getByText('The response cache did not have this answer yet.').waitFor();

    const calls = panel.getByRole('table').first();
    const lanes = await calls.getByRole('rowheader').allInnerTexts();
    expect(lanes).toEqual(expect.arrayContaining(['pim', 'products.byHandles', 'stock', 'stock.bySkus']));
    const footprint = panel.getByRole('region', { name: 'Footprint' });
    expect(await footprint.textContent()).toContain('For everybody on this site who asks the same.');
    await footprint.getByText(/^price \d+$/).click();
    await footprint
      .getByText(/^price\.NW-/)
      .first()
      .waitFor();
    const fields = panel.getByRole('table', { name: 'What fields read', exact: true });
    expect(await fields.getByRole('row', { name: /^product pim productHandle loaded/ }).count()).toBe(1);
  });

  it('says in words why a call failed', async () => {
    demo.backends.stock.wire.faults.mode = 'failing';
    try {
      await page.goto(`${origin}/zalf-nl/graphql#ProductPage`);
      await page.getByRole('button', { name: 'Show Explain' }).click();
      const panel = page.getByRole('region', { name: 'Explain', exact: true });
      const failed = panel.getByRole('row').filter({ hasText: 'CONNECTOR_UNAVAILABLE' });
      await failed.first().waitFor();
      expect(await failed.first().getByRole('rowheader').textContent()).toBe('stock.bySkus');
    } finally {
      demo.backends.stock.wire.faults.mode = 'ok';
    }
  });

  it('asks plainly when explaining is switched off, from the keyboard, and remembers that', async () => {
    /** Whether what is asked next asks for an explanation. */
    const nextExplained = async () => {
      const request = await page.waitForRequest(
        (one) => one.method() === 'POST' && /query Site/.test(one.postData() ?? ''),
      );
      return (await request.allHeaders())['etalage-explain'] === '1';
    };
    const first = nextExplained();
    await page.goto(`${origin}/nachtwit-nl/graphql#Site`);
    expect(await first).toBe(true);
    await page.getByRole('button', { name: 'Show Explain' }).click();
    const explaining = page.getByRole('switch', { name: /^Ask with/ });
    await explaining.focus();
    const second = nextExplained();
    await page.keyboard.press('Space');
    expect(await second).toBe(false);
    await result().getByText('"WEB"').waitFor();
    const third = nextExplained();
    await page.reload();
    expect(await third).toBe(false);
    await result().getByText('"WEB"').waitFor();
    expect(await explaining.isChecked()).toBe(false);
  });
});
