import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoOptions } from '../../demo/create.ts';
import { type Answer, type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { createLoad } from '../support/load.ts';

const site = 'nachtwit-nl';
const sku = 'NW-101-80200-MED';
const pages = [
  ['ProductPage', { handle: 'matras-wadden' }],
  ['CategoryPage', { handle: 'matrassen' }],
] as const;

const start = (options: DemoOptions = {}) =>
  startDemo({
    ...options,
    config: { policy: { default: { timeoutMs: 500 } }, cache: { limits: { skewMs: 0 } } },
  });

/** Both pages; any HTTP status but 200 is an error. */
const ask = (demo: DemoServer) => Promise.all(pages.map(([name, variables]) => demo.askFor(site, name, variables)));

const dataOf = (answers: readonly Answer[]) => answers.map(({ data }) => data);
const degradedOf = (answers: readonly Answer[]) => answers.flatMap(({ extensions }) => extensions?.degraded ?? []);

type Name = 'pim' | 'cms' | 'shop' | 'stock';

/** Something of the backend that both pages show, to be edited while it is out of reach. */
const edits: Readonly<Record<Name, (demo: DemoServer) => unknown>> = {
  pim: ({ backends }) => backends.pim.edit('nw-101', 'nl', { name: 'Matras Vlieland' }),
  cms: ({ backends }) => {
    for (const entry of ['story', 'top']) backends.cms.unpublish('nachtwit', 'nl', `nachtwit-${entry}-mattresses`);
  },
  shop: ({ backends }) => backends.shop.setPrice(sku, 'NL', { amount: 12_345, was: null }),
  stock: ({ backends }) => {
    for (const { key, serves } of backends.stock.locations('nachtwit'))
      if (serves.includes('NL')) backends.stock.setQuantity(sku, `nachtwit-${key}`, 0);
  },
};

const outages = (['pim', 'cms', 'shop', 'stock'] as const).flatMap((name) =>
  (['failing', 'slow', 'malformed'] as const).map((mode) => [name, mode] as const),
);

describe('flows: an outage', () => {
  let whole: readonly unknown[];
  beforeAll(async () => {
    const demo = await start();
    whole = dataOf(await ask(demo));
    await demo.close();
  });

  it.each(outages)('from the start on of %s, %s, leaves the rest of the pages', async (name, mode) => {
    const demo = await start({ faults: `${name}:${mode}` });
    const answers = await ask(demo);
    const [product, category] = dataOf(answers);
    expect(product.product).toMatchObject({ handle: 'matras-wadden', variants: { nodes: expect.any(Array) } });
    const degraded = degradedOf(answers);
    expect(new Set(degraded.map(({ connector }) => connector))).toEqual(new Set([name]));
    expect(new Set(degraded.map(({ served }) => served))).toEqual(new Set(['MISSING']));
    // The category itself is the shop's: without it there is nothing to leave, and the answer says whose fault that is.
    const failures = answers.flatMap(({ errors = [] }) =>
      errors.map(({ path, extensions }) => [path, extensions.serviceName]),
    );
    expect(failures).toEqual(name === 'shop' ? [[['category'], 'shop']] : []);
    if (name !== 'shop') expect(category.category.products.nodes.length).toBeGreaterThan(5);

    demo.backends[name].wire.faults.mode = 'ok';
    await expect.poll(async () => dataOf(await ask(demo)), { timeout: 15_000, interval: 100 }).toEqual(whole);
    const recovered = await ask(demo);
    expect(recovered.map(({ errors, extensions }) => [errors, extensions])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
    await demo.close();
  });

  it.each(outages)('after the start of %s, %s, is hidden by what is remembered, and told', async (name, mode) => {
    const demo = await start();
    const before = dataOf(await ask(demo));
    demo.backends[name].wire.faults.mode = mode;
    expect(await ask(demo)).toEqual(before.map((data) => ({ data })));

    await edits[name](demo);
    const during = await ask(demo);
    expect(dataOf(during)).toEqual(before);
    const degraded = degradedOf(during);
    expect(new Set(degraded.map(({ connector }) => connector))).toEqual(new Set([name]));
    expect(new Set(degraded.map(({ served }) => served))).toEqual(new Set(['STALE']));
    expect(degraded.every(({ ageSeconds }) => ageSeconds !== null && ageSeconds >= 0)).toBe(true);

    demo.backends[name].wire.faults.mode = 'ok';
    await expect.poll(async () => degradedOf(await ask(demo)), { timeout: 15_000, interval: 100 }).toEqual([]);
    expect(dataOf(await ask(demo))).not.toEqual(before);
    await demo.close();
  });
});

describe('flows: an outage under load', () => {
  let demo: DemoServer;
  beforeAll(async () => {
    demo = await start();
  });
  afterAll(() => demo?.close());

  it('is told, costs few calls while it lasts, and ends without a storm', async () => {
    const { data } = await demo.ask(site, '{ search(query: "", first: 40) { nodes { handle id } } }');
    const handles: string[] = data.search.nodes.map(({ handle }: { handle: string }) => handle);
    const questions = handles.map((handle) => ({ site, query: documentOf('ProductPage'), variables: { handle } }));
    const load = createLoad(demo, 32);
    const { pim } = demo.backends;
    /** Edits every product, which makes all of these pages anew, and asks for each of them ten times. */
    let round = 0;
    async function editAndAsk() {
      round += 1;
      for (let number = 101; number < 173; number += 1)
        pim.edit(`nw-${number}`, 'nl', { description: `<p>${round}</p>` });
      await load.run(questions, 10 * questions.length);
    }
    const degraded = async () => {
      const answers = await Promise.all(
        questions.map(async (question) => JSON.parse(await load.ask(question)) as Answer),
      );
      return degradedOf(answers);
    };
    const callsOf = async (act: () => Promise<unknown>) => {
      const before = pim.wire.calls.count();
      await act();
      return pim.wire.calls.count() - before;
    };

    await load.run(questions, questions.length);
    const normal = await callsOf(editAndAsk);

    pim.wire.faults.mode = 'failing';
    const failing = await callsOf(editAndAsk);
    const told = await degraded();
    expect(new Set(told.map(({ connector, served }) => `${connector} ${served}`))).toEqual(new Set(['pim STALE']));

    pim.wire.faults.mode = 'ok';
    const recovering = await callsOf(async () => {
      const began = performance.now();
      do await load.run(questions, questions.length);
      while ((await degraded()).length > 0 && performance.now() - began < 15_000);
    });
    expect(await degraded()).toEqual([]);
    console.log(`calls of the PIM: ${normal} normally, ${failing} while it fails, ${recovering} to recover`);
    expect(recovering).toBeLessThanOrEqual(1.2 * normal);
    load.close();
  });
});
