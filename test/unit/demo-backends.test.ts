import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Backends } from '../../demo/create.ts';
import { createDemo } from '../../demo/create.ts';
import { callFor, openDemo } from '../connectors/demo-sites.ts';

const call = callFor('nachtwit-nl');

/** One read of each backend. */
function readEach(
  demo: ReturnType<typeof openDemo>,
): Record<keyof Backends, (signal?: AbortSignal) => Promise<unknown>> {
  const withSignal = (signal?: AbortSignal) => (signal ? { ...call, signal } : call);
  const read = async <T>(promise: Promise<T> | undefined) => promise ?? Promise.reject(new Error('no such capability'));
  return {
    pim: (signal) => read(demo.connector('pim').products?.byIds(['nw-101'], withSignal(signal))),
    shop: (signal) => read(demo.connector('shop').categories?.byIds(['pillows'], withSignal(signal))),
    stock: (signal) => read(demo.connector('stock').stock?.bySkus(['NW-101-80200-MED'], withSignal(signal))),
    dam: (signal) => read(demo.connector('dam').media?.byIds(['nw-101.front'], withSignal(signal))),
    cms: (signal) => read(demo.connector('cms').content?.pagesByPaths(['/'], withSignal(signal))),
    crm: (signal) => read(demo.connector('crm').customers?.byIds(['ct-10001'], withSignal(signal))),
  };
}

const names = ['pim', 'shop', 'stock', 'dam', 'cms', 'crm'] as const;

describe('demo: backends', () => {
  it.each(names)('%s fails, talks nonsense, and recovers', async (name) => {
    const demo = openDemo();
    const { faults } = demo.backends[name].wire;
    const read = readEach(demo)[name];
    faults.mode = 'failing';
    await expect(read()).rejects.toMatchObject({ code: 'CONNECTOR_UNAVAILABLE', connector: name });
    faults.mode = 'malformed';
    await expect(read()).rejects.toMatchObject({ code: 'CONNECTOR_MALFORMED', connector: name });
    faults.mode = 'ok';
    expect(await read()).toEqual([expect.anything()]);
  });

  it.each(names)('%s gives up when it is slow and the caller leaves', async (name) => {
    const demo = openDemo();
    Object.assign(demo.backends[name].wire.faults, { mode: 'slow', delayMs: 3_600_000 });
    const caller = new AbortController();
    const reading = readEach(demo)[name](caller.signal);
    const reason = new Error('the visitor left');
    caller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });

  it('calls a deadline that passed a timeout', async () => {
    const demo = openDemo();
    Object.assign(demo.backends.stock.wire.faults, { mode: 'slow', delayMs: 3_600_000 });
    await expect(readEach(demo).stock(AbortSignal.timeout(1))).rejects.toMatchObject({ code: 'CONNECTOR_TIMEOUT' });
  });

  it('never answers in the same tick', async () => {
    for (const read of Object.values(readEach(openDemo()))) {
      let answered = false;
      const reading = read().then(() => {
        answered = true;
      });
      await Promise.resolve();
      expect(answered).toBe(false);
      await reading;
    }
    await setImmediate();
  });

  it('breaks one capability and leaves the others', async () => {
    const demo = openDemo({ faults: 'shop.search:failing' });
    const query = {
      text: null,
      categoryId: null,
      filters: { attributes: {}, price: null, available: null },
      sort: 'TITLE',
      first: 1,
      after: null,
    } as const;
    await expect(demo.connector('shop').search?.query(query, call)).rejects.toMatchObject({
      code: 'CONNECTOR_UNAVAILABLE',
    });
    expect(await demo.connector('shop').categories?.byIds(['pillows'], call)).toHaveLength(1);
  });

  it.each(['pim:broken', 'erp:failing', 'failing'])('refuses the fault %s and says what there is', (faults) => {
    expect(() => createDemo({ faults })).toThrow(/faults: expected \{pim\|shop/);
  });

  it.each([{ seed: 1.5 }, { products: 0 }, { today: 'yesterday' }, { origin: 'here' }])(
    'refuses the option %j',
    (options) => {
      expect(() => createDemo(options)).toThrow(new RegExp(`^${Object.keys(options)[0]}: expected`));
    },
  );

  it('is reported by a check when it is out of reach', async () => {
    const demo = openDemo({ faults: 'cms:failing' });
    const { signal } = call;
    await expect(demo.connector('cms').check?.([], signal)).rejects.toMatchObject({ code: 'CONNECTOR_UNAVAILABLE' });
    expect(await demo.connector('dam').check?.([], signal)).toEqual([]);
  });

  it('counts one call for a batch, and says how many keys it had', async () => {
    const demo = openDemo();
    const { calls } = demo.backends.pim.wire;
    await demo.connector('pim').products?.byIds(['nw-101', 'nw-102', 'nw-103'], call);
    expect(calls.latest).toEqual([{ capability: 'products', method: 'byIds', keys: 3 }]);
    expect(calls.count('products')).toBe(1);
    calls.clear();
    expect(calls.count()).toBe(0);
  });

  it('keeps title and variants in the shop when the PIM is down', async () => {
    const demo = openDemo({ faults: 'pim:failing' });
    const [record] = (await demo.connector('shop').products?.byIds(['nw-101'], call)) ?? [];
    expect(record).toMatchObject({
      id: 'nw-101',
      title: expect.stringContaining('Wadden'),
      variants: expect.any(Array),
    });
    expect(record).not.toHaveProperty('descriptionHtml');
  });

  it('shows what editors changed', async () => {
    const demo = openDemo();
    const { pim, shop, stock, cms, crm } = demo.backends;
    const sku = 'NW-101-80200-MED';

    pim.edit('nw-101', 'nl', { name: 'Matras Wad' });
    expect(await demo.connector('pim').products?.byIds(['nw-101'], call)).toMatchObject([{ title: 'Matras Wad' }]);
    expect(await demo.connector('pim').products?.byIds(['nw-101'], callFor('nachtwit-be-fr'))).not.toMatchObject([
      { title: 'Matras Wad' },
    ]);
    pim.setEnabled('nw-101', false);
    expect(await demo.connector('pim').products?.byIds(['nw-101', 'nw-102'], call)).toMatchObject([
      null,
      { id: 'nw-102' },
    ]);

    await shop.setPrice(sku, 'NL', { amount: 12_345, was: null });
    expect(await demo.connector('shop').prices?.bySkus([sku], call)).toEqual([
      { sku, price: { minor: 12_345, currency: 'EUR' }, compareAtPrice: null },
    ]);
    expect(await demo.connector('shop').prices?.bySkus([sku], callFor('nachtwit-be-fr'))).not.toMatchObject([
      { price: { minor: 12_345 } },
    ]);

    for (const { key, serves } of stock.locations('nachtwit'))
      if (serves.includes('NL')) stock.setQuantity(sku, `nachtwit-${key}`, 0, '2026-11-20T10:00:00.000Z');
    expect(await demo.connector('stock').stock?.bySkus([sku], call)).toEqual([
      { sku, status: 'OUT_OF_STOCK', quantity: 0, asOf: '2026-11-20T10:00:00.000Z' },
    ]);

    cms.publish('nachtwit', 'nl', {
      entryId: 'new',
      contentType: 'page',
      fields: { path: '/nieuw', title: 'Nieuw', description: '' },
      places: [],
    });
    expect(await demo.connector('cms').content?.pagesByPaths(['/nieuw'], call)).toMatchObject([{ title: 'Nieuw' }]);
    cms.unpublish('nachtwit', 'nl', 'new');
    expect(await demo.connector('cms').content?.pagesByPaths(['/nieuw'], call)).toEqual([null]);

    const feedback = {
      feedbackId: 'rv-nw-102-nl-new',
      articleRef: 'nw-102',
      stars: 2,
      headline: 'Kraakt',
      message: null,
      nickname: null,
      receivedAt: '2026-11-20T10:00:00.000Z',
      answer: null,
    };
    crm.save({ ...feedback, moderation: 'WAITING' }, 'nl');
    expect(await demo.connector('crm').reviews?.byIds(['rv-nw-102-nl-new'], call)).toEqual([null]);
    crm.save({ ...feedback, moderation: 'APPROVED' }, 'nl');
    expect(await demo.connector('crm').reviews?.byIds(['rv-nw-102-nl-new'], call)).toMatchObject([
      { title: 'Kraakt', rating: 2 },
    ]);
  });

  it('refuses edits of what it does not have', async () => {
    const { pim, shop, stock, cms } = openDemo().backends;
    expect(() => pim.edit('nw-1', 'nl', {})).toThrow('no article nw-1');
    expect(() => pim.edit('nw-101', 'en', {})).toThrow('in language en');
    await expect(shop.setPrice('NW-1-9', 'NL', { amount: 1, was: null })).rejects.toThrow('SKU NW-1-9');
    await expect(shop.setPrice('NW-101-80200-MED', 'NL', { amount: 0.5, was: null })).rejects.toThrow('whole number');
    expect(() => stock.setQuantity('NW-101-80200-MED', 'nachtwit-atlantis', 1)).toThrow('nachtwit-atlantis');
    expect(() => stock.setQuantity('NW-101-80200-MED', 'nachtwit-utrecht', -1)).toThrow('whole number');
    expect(() => cms.unpublish('nachtwit', 'en', 'x')).toThrow('in language en');
  });

  it('sells made-to-order beds when none is left', async () => {
    const demo = openDemo();
    const [bed] = (await demo.connector('shop').products?.byIds(['nw-102'], call)) ?? [];
    const sku = bed && 'variants' in bed ? (bed.variants?.[0]?.sku ?? '') : '';
    for (const { key } of demo.backends.stock.locations('nachtwit'))
      demo.backends.stock.setQuantity(sku, `nachtwit-${key}`, 0);
    expect(await demo.connector('stock').stock?.bySkus([sku], call)).toMatchObject([
      { status: 'BACKORDER', quantity: 0 },
    ]);
  });

  it('shows the offer for two weeks, campaigns after it, and another hero at the kiosk', async () => {
    const [home] = (await openDemo({ today: '2027-03-01' }).connector('cms').content?.pagesByPaths(['/'], call)) ?? [];
    const whens = (key: string) =>
      home && 'sections' in home
        ? home.sections.find((section) => section.key === key)?.variants.map(({ when }) => when)
        : undefined;
    expect(whens('hero')?.slice(0, 3)).toEqual([undefined, { channels: ['KIOSK'] }, { channels: ['APP'] }]);
    expect(whens('announcement')).toEqual([
      undefined,
      { from: '2027-02-26T00:00:00.000Z', until: '2027-03-12T00:00:00.000Z' },
      { from: '2027-03-13T00:00:00.000Z', until: '2027-04-04T00:00:00.000Z' },
      { from: '2027-04-15T00:00:00.000Z', until: '2027-05-06T00:00:00.000Z' },
    ]);
  });

  it('begins links with the storefront that the site names', async () => {
    const site = { ...call.site, settings: { storefront: 'https://nachtwit.example/nl/' } };
    const [home] =
      (await openDemo()
        .connector('cms')
        .content?.pagesByPaths(['/'], { ...call, site })) ?? [];
    expect(JSON.stringify(home)).toContain('"url":"https://nachtwit.example/nl/aanbiedingen"');
  });
});
