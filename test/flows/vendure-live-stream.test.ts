import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { requirement } from '../support/requirement.ts';
import { streamClients } from '../support/stream-clients.ts';
import { startVendureSite, type VendureSite } from '../support/vendure.ts';

const installed = requirement('vendure');

/** The laptop of Vendure's sample catalogue, and the first of its variants. */
const handle = 'laptop';
const sku = 'L2201308';
const fields = 'title variants(first: 50) { nodes { sku price { amount } availability { status } } }';
const live = `query Laptop($handle: String!) @live { product(handle: $handle) { id ${fields} } }`;
const changes = `subscription Laptop($handles: [String!]!) {
  productChanged(handles: $handles) { kind cursor product { id ${fields} } }
}`;
const variant = (input: string) => `mutation { updateProductVariants(input: [{ id: "1", ${input} }]) { id } }`;
const named = (name: string) =>
  `mutation { updateProduct(input: { id: "1", translations: [{ languageCode: en, name: "${name}" }] }) { id } }`;

interface Shown {
  readonly title: string;
  readonly price: string;
  readonly status: string;
}

interface Product {
  readonly title: string;
  readonly variants: { readonly nodes: readonly Variant[] };
}

interface Variant {
  readonly sku: string;
  readonly price: { readonly amount: string };
  readonly availability: { readonly status: string };
}

function shownOf({ title, variants }: Product): Shown {
  const found = variants.nodes.find((one) => one.sku === sku);
  if (!found) throw new Error(`no ${sku} among ${variants.nodes.length} variants`);
  return { title, price: found.price.amount, status: found.availability.status };
}

describe.skipIf(!installed.met)(`flows: edits in Vendure, live${installed.reason}`, () => {
  /** What each client shows of what it asked for, newest last. */
  const shown = new Map<string, (Shown & { readonly at: number })[]>();
  const kinds = new Map<string, string[]>();
  const leaving: (() => void)[] = [];
  let vendure: VendureSite;

  beforeAll(async () => {
    vendure = await startVendureSite();
    const url = `${vendure.site.url}/shop-en/graphql`;
    for (const [name, create] of streamClients) {
      const [query, changed] = [`${name}, live query`, `${name}, productChanged`];
      for (const key of [query, changed]) shown.set(key, []);
      kinds.set(changed, []);
      const show = (key: string, product: Product) =>
        shown.get(key)?.push({ ...shownOf(product), at: performance.now() });
      leaving.push(
        create(url)(live, { handle }, ({ data }) => show(query, data.product)),
        create(url)(changes, { handles: [handle] }, ({ data: { productChanged } }) => {
          kinds.get(changed)?.push(productChanged.kind);
          show(changed, productChanged.product);
        }),
      );
    }
    await vi.waitFor(() => expect([...shown].filter(([, list]) => list.length === 0)).toEqual([]), { timeout: 30_000 });
  });
  afterAll(async () => {
    for (const leave of leaving) leave();
    await vendure?.close();
  });

  const waiting = (expected: Partial<Shown>) =>
    [...shown].filter(([, list]) => !isLike(list.at(-1), expected)).map(([name]) => name);

  it.each<[string, string, Partial<Shown>]>([
    ['a price', variant('price: 111100'), { price: '1333.20' }],
    ['a title', named('Laptop 2'), { title: 'Laptop 2' }],
    ['stock', variant('stockOnHand: 0, trackInventory: TRUE'), { status: 'OUT_OF_STOCK' }],
  ])('show %s to every client, by a live query and by a subscription', async (what, mutation, expected) => {
    const before = [...shown.values()].map((list) => list.at(-1));
    for (const one of before) expect(isLike(one, expected)).toBe(false);
    await vendure.vendure.admin.query(mutation);
    const editedAt = performance.now();
    await expect.poll(() => waiting(expected), { timeout: 20_000 }).toEqual([]);
    const times = [...shown.values()].map((list) => Number(list.at(-1)?.at) - editedAt);
    console.log(
      `${what}: shown by the first after ${Math.min(...times).toFixed(0)} ms, by all after ${Math.max(...times).toFixed(0)}`,
    );
    // Nothing else has changed with it.
    const [first] = before;
    for (const list of shown.values())
      expect(list.at(-1)).toMatchObject({ ...first, ...expected, at: expect.anything() });
  });

  it('began with a snapshot, and were told of nothing but changes since', () => {
    for (const [, list] of kinds) {
      expect(list[0]).toBe('SNAPSHOT');
      expect(new Set(list.slice(1))).toEqual(new Set(['CHANGED']));
    }
  });
});

function isLike(shown: Shown | undefined, expected: Partial<Shown>): boolean {
  return Object.entries(expected).every(([name, value]) => shown?.[name as keyof Shown] === value);
}
