import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoggedCall } from '../../demo/backend.ts';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { createLoad, type Question } from '../support/load.ts';

const site = 'nachtwit-nl';
const handle = 'matras-wadden';
const sku = 'NW-101-80200-MED';

/** Whole numbers of requests; the soak sets the first to 100,000. */
const warmRequests = Number(process.env.ETALAGE_WARM_REQUESTS ?? 10_000);

let demo: DemoServer;
beforeAll(async () => {
  // The demo's backends and the server share a clock: no list is dropped for fear that they do not.
  demo = await startDemo({ config: { cache: { limits: { skewMs: 0 } } } });
});
afterAll(() => demo?.close());

const product = (selection: string, of = handle): Question => ({
  site,
  query: `query ($handle: String!) { product(handle: $handle) { ${selection} } }`,
  variables: { handle: of },
});
const document = (name: string, variables: Record<string, unknown>): Question => ({
  site,
  query: documentOf(name),
  variables,
});

/** What is asked for of the product whose data is edited, and beside it. */
const questions = {
  title: product('title'),
  status: product('variants(first: 50) { nodes { availability { status } } }'),
  quantity: product('variants(first: 50) { nodes { availability { quantity } } }'),
  prices: product('variants(first: 50) { nodes { price { amount } } }'),
  reviews: product('reviewSummary { count } reviews(first: 3) { nodes { title } }'),
  page: document('ProductPage', { handle }),
  other: document('ProductPage', { handle: 'matras-meent' }),
  category: document('CategoryPage', { handle: 'matrassen' }),
  otherCategory: document('CategoryPage', { handle: 'hoofdkussens' }),
  home: document('Page', { path: '/' }),
  about: document('Page', { path: '/over-ons' }),
} satisfies Record<string, Question>;
type Name = keyof typeof questions;
const names = Object.keys(questions) as Name[];

const made = () => {
  const { MISS = 0, JOINED = 0 } = demo.server.app.answerCounts.read()[site] ?? {};
  return MISS + JOINED;
};

async function ask(name: Name) {
  const { query, variables } = questions[name] as Question;
  const before = made();
  const answer = await demo.ask(site, query, variables as Record<string, unknown>);
  expect(answer.errors, name).toBeUndefined();
  return { answer, text: JSON.stringify(answer), isNew: made() > before };
}

/** Asks everything, and tells which answers were made for it and not remembered. */
async function madeAnew(): Promise<Name[]> {
  const anew: Name[] = [];
  for (const name of names) if ((await ask(name)).isNew) anew.push(name);
  return anew;
}

const backends = () => demo.backends;
const calls = () =>
  Object.fromEntries(Object.entries({ ...backends() }).map(([name, { wire }]) => [name, wire.calls.count()]));
const noCalls = { pim: 0, shop: 0, stock: 0, dam: 0, cms: 0, crm: 0 };

/** Counts what is there of the SKU for this country, at one place. */
function count(quantity: number) {
  const [first, ...others] = backends()
    .stock.locations('nachtwit')
    .filter(({ serves }) => serves.includes('NL'));
  for (const { key } of others) backends().stock.setQuantity(sku, `nachtwit-${key}`, 0);
  backends().stock.setQuantity(sku, `nachtwit-${first?.key}`, quantity);
}

async function statusOfVariant(): Promise<string> {
  const { data } = await demo.ask(
    site,
    `{ product(handle: "${handle}") { variants(first: 50) { nodes { sku availability { status } } } } }`,
  );
  return data.product.variants.nodes.find((variant: { sku: string }) => variant.sku === sku).availability.status;
}

describe('flows: facets', () => {
  beforeEach(async () => {
    count(40);
    await backends().shop.indexed();
    await vi.waitFor(async () => expect(await madeAnew()).toEqual([]), { timeout: 10_000 });
    for (const { wire } of Object.values({ ...backends() })) wire.calls.clear();
  });

  it('makes no answer anew when 40 are 39', async () => {
    count(39);
    expect(await madeAnew()).toEqual([]);
    expect(calls()).toEqual({ ...noCalls, stock: expect.any(Number) });
  });

  it('makes those anew that show scarcity when 10 are 9, and no others', async () => {
    count(10);
    expect(await madeAnew()).toEqual([]);
    count(9);
    expect(await madeAnew()).toEqual(['status', 'quantity', 'page', 'category', 'home']);
    // The list itself stays: what is scarce can be bought.
    expect(backends().shop.wire.calls.count('search')).toBe(0);
    count(8);
    expect(await madeAnew()).toEqual(['quantity', 'page']);
  });

  it('ends right when 11 are 9 and then 11 again, asked in between or not', async () => {
    for (const looks of [true, false]) {
      count(11);
      expect(await statusOfVariant()).toBe('IN_STOCK');
      count(9);
      if (looks) expect(await statusOfVariant()).toBe('LOW_STOCK');
      count(11);
      expect(await statusOfVariant()).toBe('IN_STOCK');
      expect(await madeAnew()).toEqual(looks ? expect.any(Array) : []);
    }
  });

  it('shows a title of the PIM in the next answer, and leaves what does not show it', async () => {
    backends().pim.edit('nw-101', 'nl', { name: 'Matras Vlieland' });
    expect((await ask('title')).text).toContain('Matras Vlieland');
    expect((await ask('page')).text).toContain('Matras Vlieland');
    expect((await ask('category')).text).toContain('Matras Vlieland');
    const anew = await madeAnew();
    expect(anew).not.toContain('otherCategory');
    expect(anew).not.toContain('about');
    expect(calls()).toMatchObject({ stock: 0, dam: 0, cms: 0, crm: 0 });
    backends().pim.edit('nw-101', 'nl', { name: 'Matras Wadden' });
  });

  it('shows a price of the shop in the next answer, and leaves what shows no price', async () => {
    await backends().shop.setPrice(sku, 'NL', { amount: 12_345, was: null });
    for (const name of ['prices', 'page'] as const) expect((await ask(name)).text).toContain('123.45');
    const anew = await madeAnew();
    for (const name of ['title', 'status', 'quantity', 'reviews', 'about'] as const) expect(anew).not.toContain(name);
    expect(calls()).toMatchObject({ pim: 0, stock: 0, dam: 0, cms: 0, crm: 0 });
  });

  it('shows a product in the category that it enters, and no longer in the one that it leaves', async () => {
    const listed = async (name: Name) => {
      const { answer } = await ask(name);
      const { totalCount, nodes } = answer.data.category.products;
      return { totalCount, has: nodes.some((node: { handle: string }) => node.handle === handle) };
    };
    const [left, entered] = [await listed('category'), await listed('otherCategory')];
    expect([left.has, entered.has]).toEqual([true, false]);
    backends().pim.classify('nw-101', 'pillows');
    await backends().shop.setCategory('nw-101', 'pillows');
    expect(await listed('otherCategory')).toEqual({ totalCount: entered.totalCount + 1, has: expect.any(Boolean) });
    expect(await listed('category')).toEqual({ totalCount: left.totalCount - 1, has: false });
    expect((await ask('about')).isNew).toBe(false);
    backends().pim.classify('nw-101', 'mattresses');
    await backends().shop.setCategory('nw-101', 'mattresses');
    expect(await listed('category')).toEqual(left);
  });

  it('shows a page that the CMS publishes in the next answer, and makes no other anew', async () => {
    const path = '/nieuw';
    const read = () => demo.ask(site, documentOf('Page'), { path });
    expect((await read()).data.page).toBeNull();
    backends().cms.publish('nachtwit', 'nl', {
      entryId: 'new',
      contentType: 'page',
      fields: { path, title: 'Nieuw in de winkel', description: '' },
      places: [],
    });
    expect((await read()).data.page.title).toBe('Nieuw in de winkel');
    expect(await madeAnew()).toEqual([]);
    backends().cms.unpublish('nachtwit', 'nl', 'new');
    expect((await read()).data.page).toBeNull();
  });

  it('shows a review that the CRM approves in the next answer, and makes only what shows that product’s anew', async () => {
    const feedback = {
      feedbackId: 'rv-nw-101-nl-new',
      articleRef: 'nw-101',
      stars: 2,
      headline: 'Slaapt als een wolk',
      message: null,
      nickname: null,
      receivedAt: new Date().toISOString(),
      answer: null,
    };
    backends().crm.save({ ...feedback, moderation: 'WAITING' }, 'nl');
    expect((await ask('reviews')).text).not.toContain('Slaapt als een wolk');
    backends().crm.save({ ...feedback, moderation: 'APPROVED' }, 'nl');
    expect((await ask('reviews')).text).toContain('Slaapt als een wolk');
    const anew = await madeAnew();
    for (const name of ['title', 'status', 'quantity', 'prices', 'otherCategory', 'about'] as const)
      expect(anew).not.toContain(name);
    expect(calls()).toMatchObject({ pim: 0, shop: 0, stock: 0, dam: 0, cms: 0 });
  });

  it(`asks no backend for ${warmRequests} requests while nothing changes`, async () => {
    const load = createLoad(demo, 32);
    await load.run(Object.values(questions), warmRequests);
    load.close();
    expect(calls()).toEqual(noCalls);
    expect(await madeAnew()).toEqual([]);
  });
});

describe('flows: 1,000 requests for one page that nobody asked for before', () => {
  it('cost what one costs', async () => {
    const cost = async (requests: number) => {
      const own = await startDemo();
      // The first request of a process also pays for the shop's index; what is counted is calls.
      const load = createLoad(own, requests);
      await load.run([questions.page], requests);
      load.close();
      const logged = Object.entries({ ...own.backends }).flatMap(([name, { wire }]) =>
        wire.calls.latest.map(
          ({ capability, method, keys }: LoggedCall) => `${name}.${capability}.${method} of ${keys}`,
        ),
      );
      await own.close();
      return logged.sort();
    };
    expect(await cost(1000)).toEqual(await cost(1));
  });
});
