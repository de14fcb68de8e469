import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlayground } from '../../src/http/playground.ts';
import { requirement } from '../support/requirement.ts';
import { startVendureSite, type VendureSite } from '../support/vendure.ts';

const vendure = requirement('vendure');
const browserFound = requirement('chromium');
const { built } = createPlayground(new URL('../../playground/dist/', import.meta.url));
const unbuilt = built ? '' : ' (skipped: not built; run `npm run build:playground`)';
const reason = vendure.reason || browserFound.reason || unbuilt;

describe.skipIf(reason !== '')(`flows: Vendure’s laptop in the playground${reason}`, () => {
  let live: VendureSite;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    live = await startVendureSite();
    browser = await chromium.launch({
      executablePath: browserFound.path ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  });
  afterAll(async () => {
    await browser?.close();
    await live?.close();
  });

  it('shows its page, and the new price when it is run again after an edit in Vendure', async () => {
    const answers: string[] = [];
    page.on('response', async (response) => {
      const asked = response.request().postDataJSON() as { operationName?: string } | null;
      if (asked?.operationName === 'ProductPage') answers.push(await response.text());
    });
    await page.goto(`${live.site.url}/shop-en/graphql#ProductPage`);
    const result = page.getByRole('region', { name: 'Result Window' });
    await result.getByText('"Laptop"').first().waitFor();
    // 1,299 dollars and 20% tax.
    expect(answers.at(-1)).toContain('"1558.80"');

    await live.vendure.admin.query('mutation { updateProductVariants(input: [{ id: "1", price: 100000 }]) { id } }');
    const run = () => page.getByRole('button', { name: /^Execute query/ }).click();
    await expect
      .poll(
        async () => {
          await run();
          return answers.at(-1);
        },
        { interval: 200, timeout: 20_000 },
      )
      .toContain('"1200.00"');
    expect(answers.at(-1)).toContain('"sku":"L2201308"');
  });
});
