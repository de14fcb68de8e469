import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const exists = async (key: string) =>
    (await demo.ask(site, `{ products(first: 100) { nodes { handle } } }`)).data.products.nodes.some(
      (node: { handle: string }) => node.handle === key,
    );

  it('finds a title that was edited while nobody told of it, and the next answer shows it', async () => {
    const { pim } = demo.backends;
    const before = (await page()).title;
    pim.feed.silent = true;
    pim.edit(id, 'nl', { name: 'Wadden Stil' });
    expect((await page()).title).toBe(before);
    const report = await demo.server.reconciling.run('pim');
    pim.feed.silent = false;
    expect(report).toMatchObject({
      ...{ baseline: false, changed: { count: 1, examples: [`product ${id}`] } },
      ...{ added: missedNothing, removed: missedNothing, repeated: 0 },
    });
    await expect.poll(async () => (await page()).title).toContain('Wadden Stil');
    expect(await demo.server.reconciling.run('pim')).toMatchObject({ changed: missedNothing, repeated: 0 });
  });
});
