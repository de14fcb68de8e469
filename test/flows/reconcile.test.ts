import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, startDemo } from '../support/demo.ts';

const handle = 'matras-wadden';
const id = 'nw-101';
const site = 'nachtwit-nl';
const missedNothing = { count: 0, examples: [] };
const onDemand = { policy: { default: { reconcileMs: 0 } } };

const folder = mkdtempSync(join(tmpdir(), 'etalage-reconcile-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each([
  ['in memory', undefined],
  ['in SQLite', join(folder, 'etalage.db')],
])('flows: what webhooks missed is found by reconciling, %s', (_, store) => {
  let demo: DemoServer;
  beforeAll(async () => {
    demo = await startDemo({ config: { ...onDemand, store } });
    demo.backends.pim.setEnabled('nw-105', false);
    for (const source of ['pim', 'shop', 'stock', 'dam', 'cms', 'crm']) {
      expect(await demo.server.reconciling.run(source)).toMatchObject({
        source,
        baseline: true,
        error: null,
        changed: missedNothing,
      });
    }
  });
  afterAll(() => demo?.close());

  const page = async () => (await demo.askFor(site, 'ProductPage', { handle })).data.product;

  it('finds a title that was edited while nobody told of it, and the next answer shows it', async () => {
    const { pim } = demo.backends;
    const before = (await page()).title;
    pim.feed.silent = true;
    pim.edit(id, 'nl', { name: 'Wadden Stil' });
    expect((await page()).title).toBe(before);
    expect(await demo.server.reconciling.run('pim')).toMatchObject({
      ...{ baseline: false, changed: { count: 1, examples: [`product ${id}`] } },
      ...{ added: missedNothing, removed: missedNothing, repeated: 0 },
    });
    await expect.poll(async () => (await page()).title).toContain('Wadden Stil');
    expect(await demo.server.reconciling.run('pim')).toMatchObject({ changed: missedNothing, repeated: 0 });
  });

  it('finds a price', async () => {
    const { shop } = demo.backends;
    const [variant] = (await page()).variants.nodes;
    shop.feed.silent = true;
    await shop.setPrice(variant.sku, 'NL', { amount: 123_400, was: null });
    expect((await page()).variants.nodes[0].price).toEqual(variant.price);
    expect(await demo.server.reconciling.run('shop')).toMatchObject({
      changed: { count: 1, examples: [`price ${variant.sku}`] },
    });
    await expect.poll(async () => (await page()).variants.nodes[0].price.amount).toBe('1234.00');
  });

  it('finds a product that was added, and one that was removed', async () => {
    const { pim } = demo.backends;
    const handleOf = async (key: string) => {
      const { items } = pim.articles('nachtwit', { identifiers: [key] }, 'nl-NL') as { items: { urlKey: string }[] };
      return items[0]?.urlKey;
    };
    pim.feed.silent = true;
    pim.setEnabled('nw-105', true);
    const added = await handleOf('nw-105');
    const ask = async (one: string | undefined) =>
      (await demo.ask(site, `{ product(handle: "${one}") { id } }`)).data.product;
    pim.setEnabled('nw-106', true);
    const removed = await handleOf('nw-106');
    expect(await ask(removed)).not.toBeNull();
    pim.setEnabled('nw-106', false);
    expect(await demo.server.reconciling.run('pim')).toMatchObject({
      ...{ changed: missedNothing, added: { count: 1, examples: ['product nw-105'] } },
      removed: { count: 1, examples: ['product nw-106'] },
    });
    expect(added).toBeDefined();
    // The shop, the second source of products, has them both all the time: the PIM's words come and go.
    const worded = async (one: string | undefined) =>
      (await demo.ask(site, `{ product(handle: "${one}") { descriptionHtml } }`)).data.product?.descriptionHtml ?? '';
    await expect.poll(() => worded(added)).not.toBe('');
    await expect.poll(() => worded(removed)).toBe('');
  });

  it('says what was told in between once more, and does not call it missed', async () => {
    const { pim } = demo.backends;
    pim.feed.silent = false;
    pim.edit(id, 'nl', { name: 'Wadden Verteld' });
    expect(await demo.server.reconciling.run('pim')).toMatchObject({ changed: missedNothing, repeated: 1 });
    expect(await demo.server.reconciling.run('pim')).toMatchObject({ changed: missedNothing, repeated: 0 });
  });

  it('goes on where a walk was cut off, and removes nothing before one has come to its end', async () => {
    const { cms } = demo.backends;
    cms.wire.faults.mode = 'malformed';
    const cut = await demo.server.reconciling.run('cms');
    expect(cut).toMatchObject({ error: { code: 'CONNECTOR_MALFORMED' }, removed: missedNothing });
    cms.wire.faults.mode = 'ok';
    expect(await demo.server.reconciling.run('cms')).toMatchObject({ error: null, removed: missedNothing });
    const reports = await demo.server.reconciling.reports('cms');
    expect(reports.map(({ error }) => error?.code ?? null)).toEqual([null, 'CONNECTOR_MALFORMED', null]);
  });
});

describe('flows: reconciling on its own', () => {
  it('walks soon after the start and then regularly, and warns of what was missed', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const policy = { connectors: { dam: { reconcileMs: 200 } } };
    const demo = await startDemo({ config: { policy }, log: pino({ level: 'warn' }, sink) });
    const reports = () => demo.server.reconciling.reports('dam');
    await expect.poll(reports, { timeout: 10_000 }).not.toEqual([]);
    demo.backends.dam.feed.silent = true;
    demo.backends.dam.describe('nw-101.front', 'nl', 'Een ander bed');
    await expect.poll(() => lines.join(''), { timeout: 10_000 }).toContain('changes were missed');
    const warning = JSON.parse(lines.find((line) => line.includes('changes were missed')) ?? '{}');
    expect(warning).toMatchObject({ connector: 'dam', changed: 1, examples: ['media nw-101.front'] });
    await demo.close();
  });
});
