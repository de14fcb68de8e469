/** All that changes can be about, for finding what no delivery told of: products, offers and collections of every channel. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Call, CallSite } from '../../src/contract/call.ts';
import type { Listed, ListedPage, ListQuery } from '../../src/contract/changes.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import type { PriceRecord } from '../../src/contract/records.ts';
import { settingsOf, type VendureApi } from './api.ts';
import { readPrices } from './offers.ts';
import { isUnpriced } from './priced-only.ts';

const part = z.object({ id: z.string(), updatedAt: z.string() });
const product = z.object({
  id: z.string(),
  slug: z.string(),
  updatedAt: z.iso.datetime(),
  featuredAsset: part.nullable(),
  assets: z.array(part),
  facetValues: z.array(part.extend({ facet: part })),
  optionGroups: z.array(part.extend({ options: z.array(part) })),
  collections: z.array(z.object({ id: z.string() })),
  variants: z.array(z.object({ sku: z.string(), updatedAt: z.string(), stockLevel: z.string() })),
});
const productFields = `{
  id slug updatedAt
  featuredAsset { id updatedAt }
  assets { id updatedAt }
  facetValues { id updatedAt facet { id updatedAt } }
  optionGroups { id updatedAt options { id updatedAt } }
  collections { id }
  variants { sku updatedAt stockLevel }
}`;
const collection = part.extend({
  slug: z.string(),
  breadcrumbs: z.array(z.object({ id: z.string() })),
  children: z.array(z.object({ id: z.string() })).nullable(),
});
const collectionFields = '{ id updatedAt slug breadcrumbs { id } children { id } }';
const priced = z.object({
  variants: z.array(z.object({ sku: z.string(), price: z.int(), priceWithTax: z.int(), currencyCode: z.string() })),
});

/** Which channel, which of its lists, from where, and after which item. */
const position = z.tuple([z.int(), z.enum(['collections', 'products']), z.int(), z.string().nullable()]);
type Position = z.infer<typeof position>;

/** A channel, by one of its sites for each currency in which it is sold. */
interface Channel {
  readonly scope: string;
  readonly sites: readonly CallSite[];
}

/** One page of a channel's collections or products. */
export async function listChannels(api: VendureApi, { cursor, sites, signal }: ListQuery): Promise<ListedPage> {
  const channels = channelsOf(api, sites);
  const [place, field, skip, last] = cursor === null ? start(0) : readCursor(api, cursor);
  const channel = channels[place];
  const [site] = channel?.sites ?? [];
  if (!channel || !site) return { entities: [], cursor: null };

  const call = callOf(site, signal);
  const take = api.options.listLimit;
  // From one before: an item that is gone by then has moved all that follow, and one of them between two pages.
  const from = last === null ? skip : skip - 1;
  const { ids, entities, totalItems } = await readPage(api, field, { skip: from, take }, channel, call);
  const end = from + ids.length;
  const moved = last !== null && ids[0] !== last;
  if (moved) return { entities, cursor: JSON.stringify([place, field, Math.max(0, from - take), null]) };
  if (ids.length > 0 && end < totalItems) {
    return { entities, cursor: JSON.stringify([place, field, end, ids.at(-1) ?? null] satisfies Position) };
  }
  const next: Position | null =
    field === 'collections' ? [place, 'products', 0, null] : place + 1 < channels.length ? start(place + 1) : null;
  return { entities, cursor: next && JSON.stringify(next) };
}

const start = (place: number): Position => [place, 'collections', 0, null];

function readCursor(api: VendureApi, cursor: string): Position {
  try {
    return position.parse(JSON.parse(cursor));
  } catch (cause) {
    const problem = `expected the cursor of an earlier page, got ${JSON.stringify(cursor)}`;
    throw new ConnectorError('CONNECTOR_REJECTED', api.at('changes'), problem, { cause });
  }
}

/** In the same order each time; a token says which channel it is and is not written anywhere. */
function channelsOf(api: VendureApi, sites: readonly CallSite[]): readonly Channel[] {
  const tokenOf = (site: CallSite) => settingsOf(site, api.at('changes')).channelToken ?? '';
  return [...Map.groupBy(sites, tokenOf)]
    .map(([token, own]) => ({
      scope: hash('sha1', token, 'base64url').slice(0, 8),
      sites: [...Map.groupBy(own, ({ currency }) => currency).values()].flatMap(([first]) => first ?? []),
    }))
    .sort((one, other) => (one.scope < other.scope ? -1 : 1));
}

function callOf(site: CallSite, signal: AbortSignal): Call {
  return { site, locale: `${site.language}-${site.country}`, signal };
}

interface Page {
  readonly ids: readonly string[];
  readonly entities: readonly Listed[];
  readonly totalItems: number;
}

async function readPage(
  api: VendureApi,
  field: Position[1],
  { skip, take }: { readonly skip: number; readonly take: number },
  channel: Channel,
  call: Call,
): Promise<Page> {
  const options = [{ skip, take, sort: { id: 'ASC' } }];
  const asked = { capability: 'changes', field, wordless: true, options };
  if (field === 'collections') {
    const lists = await api.lists({ ...asked, selection: collectionFields, item: collection }, call);
    const items = lists.flatMap((list) => list.items);
    return { ...counted(items, lists), entities: items.map((item) => toCategory(item, channel.scope)) };
  }
  const lists = await api.lists({ ...asked, selection: productFields, item: product }, call);
  const items = lists.flatMap((list) => list.items);
  const entities = items.flatMap((item) => toProduct(item, channel.scope));
  for (const site of channel.sites) {
    const prices = await readPricesOf(api, items, callOf(site, call.signal));
    entities.push(...bySku('price', prices, `${channel.scope} ${site.currency}`));
  }
  return { ...counted(items, lists), entities };
}

function counted(items: readonly { readonly id: string }[], lists: readonly { readonly totalItems: number }[]) {
  return { ids: items.map(({ id }) => id), totalItems: lists[0]?.totalItems ?? 0 };
}

function toCategory({ id: key, ...rest }: z.infer<typeof collection>, scope: string): Listed {
  return { kind: 'category', key, scope, fingerprint: fingerprintOf(rest) };
}

/** Its own state by its version, which deliveries tell too; its parts apart, for whose edits it keeps its version. */
function toProduct({ id: key, updatedAt, ...parts }: z.infer<typeof product>, scope: string): Listed[] {
  const stock = parts.variants.map(({ sku, stockLevel }) => ({ sku, word: stockLevel }));
  const at = Date.parse(updatedAt);
  return [
    { kind: 'product', key, scope, version: at, at },
    {
      ...{ kind: 'product', key, scope: `${scope} parts` },
      // Stock is told by itself.
      fingerprint: fingerprintOf({ ...parts, variants: parts.variants.map(({ sku, updatedAt }) => [sku, updatedAt]) }),
    },
    ...bySku('stock', stock, scope),
  ];
}

/** Several variants may share a SKU: they are one entity here, and what any of them has is part of it. */
function bySku(
  kind: string,
  variants: readonly { readonly sku: string; readonly word: string }[],
  scope: string,
): Listed[] {
  return [...Map.groupBy(variants, ({ sku }) => sku)].map(([key, alike]) => ({
    ...{ kind, key, scope },
    fingerprint: fingerprintOf(alike.map(({ word }) => word).sort()),
  }));
}

async function readPricesOf(api: VendureApi, products: readonly z.infer<typeof product>[], call: Call) {
  if (products.length === 0) return [];
  const options = [{ take: api.options.listLimit, filter: { id: { in: products.map(({ id }) => id) } } }];
  const selection = '{ variants { sku price priceWithTax currencyCode } }';
  try {
    const lists = await api.lists(
      {
        ...{ capability: 'changes', field: 'products', priced: true, wordless: true },
        selection,
        options,
        item: priced,
      },
      call,
    );
    return lists
      .flatMap(({ items }) => items.flatMap(({ variants }) => variants))
      .map(({ sku, price, priceWithTax, currencyCode }) => ({ sku, word: `${price} ${priceWithTax} ${currencyCode}` }));
  } catch (error) {
    if (!(error instanceof ConnectorError && isUnpriced(error.cause))) throw error;
    const skus = [...new Set(products.flatMap(({ variants }) => variants.map(({ sku }) => sku)))];
    const records = await readPrices(api, skus, call);
    return skus.map((sku, index) => ({ sku, word: wordOf(records[index] ?? null) }));
  }
}

function wordOf(record: PriceRecord | Error | null): string {
  if (record instanceof Error) return 'unreadable';
  return record ? `${record.price.minor} ${record.price.currency}` : 'none';
}

function fingerprintOf(value: unknown): string {
  return hash('sha1', JSON.stringify(value), 'base64url');
}
