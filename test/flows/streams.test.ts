import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDemo } from '../../demo/create.ts';
import type { ChangeDraft } from '../../src/contract/changes.ts';
import type { Connector } from '../../src/contract/connector.ts';
import type { RecognizedVisitor } from '../../src/http/visitors.ts';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { type Body, type Client, type ClientOptions, openClient } from '../support/streams.ts';

const [changes, live] = [documentOf('Changes'), documentOf('LiveProduct')];
const site = 'nachtwit-nl';
const [wadden, meent] = ['matras-wadden', 'matras-meent'] as const;
const sku = 'NW-101-80200-MED';

const clients: Client[] = [];
let demo: DemoServer;
beforeAll(async () => {
  demo = await startDemo({ config: { cache: { limits: { skewMs: 0 } } } });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await settled();
  expect(demo.server.app.streams?.size()).toEqual({ subscribers: 0, groups: 0 });
});
afterAll(() => demo.close());

function open(query: string, variables: Record<string, unknown>, options?: ClientOptions): Client {
  const client = openClient(demo.server.app.streams, query, variables, options);
  clients.push(client);
  return client;
}

/** All that was changed has been looked into, and all that is to be sent for it is sent. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 400));
const rename = (name: string) => demo.backends.pim.edit('nw-101', 'nl', { name });

/** Counts what is there of the SKU for this country, at one place. */
function count(quantity: number) {
  const { stock } = demo.backends;
  const [first, ...others] = stock.locations('nachtwit').filter(({ serves }) => serves.includes('NL'));
  for (const { key } of others) stock.setQuantity(sku, `nachtwit-${key}`, 0);
  stock.setQuantity(sku, `nachtwit-${first?.key}`, quantity);
}

/** The bodies that were sent, without what is opaque. */
const told = ({ messages }: Client) =>
  messages.map(({ body }) => {
    const { kind, handle, fields, product } = body.data.productChanged;
    return { kind, handle, fields, title: product?.title ?? null };
  });
const all = ['id', 'handle', 'title', 'priceRange', 'variants'];

describe('flows: live queries', () => {
  it('send the answer of the plain query, and the next whenever it is another one', async () => {
    count(40);
    await settled();
    const client = open(live, { handle: wadden });
    const plain = () => demo.ask(site, live, { handle: wadden });
    expect((await client.next()).body).toEqual(await plain());

    rename('Een andere naam');
    expect((await client.next()).body.data.product.title).toContain('Een andere naam');
    await demo.backends.shop.setPrice(sku, 'NL', { amount: 12_345, was: null });
    const priced = await client.next();
    expect(JSON.stringify(priced.body)).toContain('"123.45"');
    count(9);
    const scarce = await client.next();
    expect(JSON.stringify(scarce.body)).toContain('LOW_STOCK');
    expect(scarce.body).toEqual(await plain());
    expect(scarce.cursor > priced.cursor).toBe(true);
  });

  it('send nothing for 39 instead of 40, nor for what they do not show', async () => {
    count(40);
    await settled();
    const client = open(live, { handle: wadden });
    await client.next();
    count(39);
    demo.backends.pim.edit('nw-102', 'nl', { name: 'Iets anders' });
    await settled();
    expect(client.messages).toHaveLength(1);
    count(9);
    expect(JSON.stringify((await client.next()).body)).toContain('LOW_STOCK');
  });
});

describe('flows: products as they change', () => {
  it('are told as they are now, then by what of them is another value', async () => {
    rename('Wadden');
    await settled();
    const client = open(changes, { handles: [wadden, meent] });
    await client.next();
    await client.next();
    expect(told(client)).toEqual(
      expect.arrayContaining([
        { kind: 'SNAPSHOT', handle: wadden, fields: all, title: 'Wadden' },
        { kind: 'SNAPSHOT', handle: meent, fields: all, title: expect.any(String) },
      ]),
    );
    rename('Wadden Twee');
    await client.next();
    await demo.backends.shop.setPrice(sku, 'NL', { amount: 54_321, was: null });
    await client.next();
    expect(told(client).slice(2)).toEqual([
      { kind: 'CHANGED', handle: wadden, fields: ['title'], title: 'Wadden Twee' },
      { kind: 'CHANGED', handle: wadden, fields: expect.arrayContaining(['variants']), title: 'Wadden Twee' },
    ]);
    for (const { cursor, body } of client.messages) expect(body.data.productChanged.cursor).toBe(cursor);
  });

  it('are told when they are gone, and when they are back', async () => {
    const client = open(changes, { handles: [wadden, 'no-such-thing'] });
    await client.next();
    await client.next();
    expect(told(client)).toContainEqual({ kind: 'SNAPSHOT', handle: 'no-such-thing', fields: [], title: null });
    demo.backends.pim.setEnabled('nw-101', false);
    expect((await client.next()).body.data.productChanged).toMatchObject({ kind: 'REMOVED', product: null });
    demo.backends.pim.setEnabled('nw-101', true);
    const { productChanged } = (await client.next()).body.data;
    expect(productChanged).toMatchObject({ kind: 'CHANGED', fields: all, product: { handle: wadden } });
  });

  it('go on from a cursor with what was missed, and nothing else', async () => {
    const first = open(changes, { handles: [wadden, meent] });
    await first.next();
    const { cursor } = await first.next();
    first.close();
    rename('Wadden van later');
    await settled();
    const again = open(changes, { handles: [wadden, meent], after: cursor });
    await again.next();
    await settled();
    expect(told(again)).toEqual([{ kind: 'CHANGED', handle: wadden, fields: all, title: 'Wadden van later' }]);
    const last = open(changes, { handles: [wadden, meent] }, { after: again.messages[0]?.cursor ?? null });
    await settled();
    rename('Wadden van nu');
    await last.next();
    await settled();
    expect(told(last)).toEqual([{ kind: 'CHANGED', handle: wadden, fields: ['title'], title: 'Wadden van nu' }]);
  });

  it('take the newer one of two cursors', async () => {
    const client = open(changes, { handles: [wadden] });
    const older = (await client.next()).cursor;
    rename('Ouder dan nieuw');
    const newer = (await client.next()).cursor;
    for (const [argument, lastEventId] of [
      [older, newer],
      [newer, older],
    ] as const) {
      const again = open(changes, { handles: [wadden], after: argument }, { after: lastEventId });
      await settled();
      expect(told(again)).toEqual([]);
    }
    const behind = open(changes, { handles: [wadden], after: older });
    expect((await behind.next()).body.data.productChanged.kind).toBe('CHANGED');
  });

  it('begin again after a GAP for a cursor of another log', async () => {
    const client = open(changes, { handles: [wadden], after: 'another-log.1c' });
    const gap = await client.next();
    await client.next();
    expect(gap.replaces).toBeNull();
    expect(told(client)).toEqual([
      { kind: 'GAP', handle: null, fields: [], title: null },
      { kind: 'SNAPSHOT', handle: wadden, fields: all, title: expect.any(String) },
    ]);
  });

  it('carry the names that the client gave, fragments and directives', async () => {
    const query = `
      subscription Named($handle: String!, $with: Boolean! = false) {
        changed: productChanged(handles: [$handle]) { ...Parts what: kind type: __typename product @include(if: $with) { sku: id } }
      }
      fragment Parts on ProductChange { now: product { name: title } product @skip(if: $with) { handle } }`;
    const client = open(query, { handle: wadden });
    const { changed } = (await client.next()).body.data;
    expect(changed).toEqual({
      now: { name: expect.any(String) },
      product: { handle: wadden },
      what: 'SNAPSHOT',
      type: 'ProductChange',
    });
  });

  it('are told alike by a server of trusted documents, where what is made of them is compiled', async () => {
    const manifest = new URL('../../src/generated/documents.json', import.meta.url);
    const texts = Object.values(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>);
    const text = texts.find((one) => one.startsWith('subscription Changes')) ?? '';
    const own = await startDemo({ config: { documents: { manifest, mode: 'trusted' } } });
    const compiled = openClient(own.server.app.streams, text, { handles: [meent] });
    const plain = open(changes, { handles: [meent] });
    const parts = ({ body }: { body: Body }) => ({ ...body.data.productChanged, cursor: null });
    expect(parts(await compiled.next())).toEqual(parts(await plain.next()));
    await own.close();
  });

  it('are refused with a reason that the caller can mend', () => {
    const refused = (query: string, variables: Record<string, unknown> = {}, after: string | null = null) => {
      try {
        open(query, variables, { after }).close();
      } catch (error) {
        return (error as { code: string; message: string }).message;
      }
      return 'was not refused';
    };
    expect(refused(changes, { handles: [] })).toMatch(/"handles" must be from 1 to 100, got 0/);
    expect(refused(changes, { handles: Array.from({ length: 101 }, (_, nth) => `p${nth}`) })).toMatch(/got 101/);
    expect(refused(changes, { handles: [wadden, wadden] })).toMatch(/"matras-wadden" twice/);
    expect(refused(changes, {})).toMatch(/\$handles/);
    expect(refused(changes, { handles: [wadden] }, 'no cursor')).toMatch(/not the cursor/);
    expect(refused('subscription { productChanged(handles: ["a"]) { nothing } }')).toMatch(/nothing/);
    expect(refused('{ product(handle: "a") { title } }')).toMatch(/@live/);
    expect(
      refused(`query @live { ${'product(handle: "a") { variants { nodes { '.repeat(1)} id } } } site { nope } }`),
    ).toMatch(/nope/);
    const aliases = Array.from({ length: 250 }, (_, nth) => `a${nth}: site { key }`).join(' ');
    expect(refused(`query @live { ${aliases} }`)).toMatch(/aliases/);
  });
});

describe('flows: streams of visitors', () => {
  /** Twelve groups of visitors, each with a story of its own on every product page. */
  const groups = Array.from({ length: 12 }, (_, nth) => `g${nth}`);
  const banner = (text: string) => ({ type: 'Banner', text, tone: null, link: null, endsAt: null }) as const;
  const told: ((drafts: readonly ChangeDraft[]) => void)[] = [];
  let season = 'spring';
  const cms: Connector = {
    name: 'cms',
    content: {
      pagesByPaths: async (paths) => paths.map(() => null),
      slots: async (keys) =>
        keys.map(({ slot }) => ({
          key: slot,
          variants: groups.map((key, nth) => ({
            key,
            priority: 100 - nth,
            when: nth < 11 ? { segments: [key] } : {},
            content: banner(`${season} for ${key}`),
          })),
        })),
    },
    changes: {
      lagMs: 0,
      subscribe(report) {
        told.push(report);
        return () => {};
      },
    },
  };
  const publish = (name: string) => {
    season = name;
    for (const tell of told) tell([{ kind: 'slots', key: 'product-story' }]);
  };
  const story = `query Story($handle: String!) @live { product(handle: $handle) { slot(key: "product-story") { ... on Banner { text } } } }`;
  const folder = mkdtempSync(join(tmpdir(), 'etalage-streams-'));
  const sites = join(folder, 'sites.json');
  const inGroup = (visitorId: string, group: string, version = 1): RecognizedVisitor => ({
    visitorId,
    profile: { visitorId, version, priceGroup: null, traits: { group } },
  });
  const textOf = ({ body }: { body: Body }) => body.data.product.slot.text;
  let shop: DemoServer;

  beforeAll(async () => {
    const data = JSON.parse(readFileSync(new URL('../../demo/sites.json', import.meta.url), 'utf8'));
    data.group.segments = Object.fromEntries(
      groups.map((key) => [key, { title: key, because: {}, when: { 'profile.group': key } }]),
    );
    writeFileSync(sites, JSON.stringify(data));
    const connectors = [...createDemo().connectors.filter(({ name }) => name !== 'cms'), cms];
    shop = await startDemo({ config: { sites, connectors } });
  });
  afterAll(async () => {
    await shop.close();
    rmSync(folder, { recursive: true });
  });

  const openFor = (visitor: () => RecognizedVisitor | null) => {
    const client = openClient(shop.server.app.streams, story, { handle: wadden }, { visitor, sites });
    clients.push(client);
    return client;
  };

  it('reach 2,000 in twelve groups, each with their own, and end with one group of each', async () => {
    const visitors = Array.from({ length: 2_000 }, (_, nth) => inGroup(`v${nth}`, groups[nth % 12] as string));
    const all = visitors.map((visitor) => openFor(() => visitor));
    for (const [nth, client] of all.entries()) expect(textOf(await client.next())).toBe(`spring for g${nth % 12}`);
    expect(shop.server.app.streams?.size()).toEqual({ subscribers: 2_000, groups: 12 });
    publish('summer');
    for (const [nth, client] of all.entries()) expect(textOf(await client.next())).toBe(`summer for g${nth % 12}`);
    await settled();
    for (const { messages } of all) expect(messages).toHaveLength(2);
    publish('spring');
    await settled();
  });

  it('follow a profile that becomes another one, at once when it is told', async () => {
    let visitor = inGroup('ada', 'g1');
    const client = openFor(() => visitor);
    const bob = inGroup('bob', 'g1');
    const other = openFor(() => bob);
    await other.next();
    expect(textOf(await client.next())).toBe('spring for g1');
    visitor = inGroup('ada', 'g2', 2);
    shop.server.app.streams?.refresh('ada');
    expect(textOf(await client.next())).toBe('spring for g2');
    await settled();
    expect(other.messages).toHaveLength(1);
  });

  it('end when who began may not be answered any longer', async () => {
    let visitor: RecognizedVisitor | null = inGroup('eve', 'g3');
    const client = openFor(() => visitor);
    await client.next();
    visitor = null;
    shop.server.app.streams?.refresh('eve');
    expect(await client.end()).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(client.messages).toHaveLength(1);
  });

  it('make what is private for each alone, and share the rest', async () => {
    const query = `query Mine($handle: String!) @live { visitor { id } product(handle: $handle) { title } }`;
    const mine = ['ada', 'bob'].map((id) => {
      const visitor = inGroup(id, 'g1');
      return openClient(shop.server.app.streams, query, { handle: wadden }, { visitor: () => visitor, sites });
    });
    clients.push(...mine);
    for (const [nth, client] of mine.entries())
      expect((await client.next()).body.data.visitor.id).toBe(['ada', 'bob'][nth]);
    expect(shop.server.app.streams?.size().groups).toBe(2);
  });

  it('end with the server, and are no more then', async () => {
    const own = await startDemo();
    const client = openClient(own.server.app.streams, live, { handle: wadden });
    await client.next();
    await own.close();
    expect(await client.end()).toBeNull();
    expect(own.server.app.streams?.size()).toEqual({ subscribers: 0, groups: 0 });
  });

  it('are refused by a server that keeps no answers, and it says why', async () => {
    const own = await startDemo({ config: { cache: false } });
    expect(() => openClient(own.server.app.streams, live, { handle: wadden })).toThrow(/cache: false/);
    await own.close();
  });
});
