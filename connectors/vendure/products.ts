import { z } from 'zod';
import type { Call, Results } from '../../src/contract/call.ts';
import type { Listing, Window } from '../../src/contract/capabilities.ts';
import type { ImageRecord, ProductRecord } from '../../src/contract/records.ts';
import { cursorAt, offsetAfter } from '../shared/offset-cursor.ts';
import { sanitise } from '../shared/sanitise.ts';
import { chunks, inOrder, type VendureApi } from './api.ts';
import { productFilters } from './sku-lookup.ts';

const named = z.object({ id: z.string(), name: z.string() });
const asset = z.object({
  id: z.string(),
  type: z.string(),
  preview: z.string(),
  width: z.int(),
  height: z.int(),
});
const product = z.object({
  id: z.string(),
  slug: z.string().min(1),
  name: z.string(),
  updatedAt: z.iso.datetime(),
  description: z.string(),
  featuredAsset: asset.nullable(),
  assets: z.array(asset),
  optionGroups: z.array(named.extend({ options: z.array(named) })),
  facetValues: z.array(z.object({ name: z.string(), facet: z.object({ code: z.string(), name: z.string() }) })),
  collections: z.array(z.object({ id: z.string(), breadcrumbs: z.array(z.object({ id: z.string() })) })),
  variants: z.array(
    named.extend({
      sku: z.string().min(1),
      options: z.array(z.object({ name: z.string(), group: named })),
    }),
  ),
});
type VendureProduct = z.infer<typeof product>;

const assetFields = '{ id type preview width height }';
const selection = `{
  id slug name updatedAt description
  featuredAsset ${assetFields}
  assets ${assetFields}
  optionGroups { id name options { id name } }
  facetValues { name facet { code name } }
  collections { id breadcrumbs { id } }
  variants { id name sku options { name group { id name } } }
}`;

export async function readProducts(
  api: VendureApi,
  by: 'id' | 'slug',
  keys: readonly string[],
  call: Call,
): Promise<Results<ProductRecord>> {
  const options = chunks(keys, api.options.listLimit).map((part) => ({
    take: api.options.listLimit,
    filter: { [by]: { in: part } },
  }));
  const lists = await api.lists({ capability: 'products', field: 'products', selection, options, item: product }, call);
  const found = lists.flatMap(({ items }) => items);
  return inOrder(keys, found, (item) => item[by]).map((item) => item && toProduct(item, api));
}

export async function readProductsBySku(
  api: VendureApi,
  skus: readonly string[],
  call: Call,
): Promise<Results<ProductRecord>> {
  const { filters, failed } = await productFilters(api, 'products', skus, call);
  const options = filters.map((filter) => ({ take: api.options.listLimit, filter }));
  const lists = await api.lists({ capability: 'products', field: 'products', selection, options, item: product }, call);
  const found = lists.flatMap(({ items }) => items);
  return skus.map((sku) => {
    const owner = found.find(({ variants }) => variants.some((variant) => variant.sku === sku));
    return failed.get(sku) ?? (owner ? toProduct(owner, api) : null);
  });
}

/** By the order of ids. Vendure pages by offset, so that a product added or deleted meanwhile moves what follows. */
export async function listProducts(api: VendureApi, { first, after }: Window, call: Call): Promise<Listing<string>> {
  const skip = offsetAfter(after, api.at('products'));
  const { listLimit } = api.options;
  const options = Array.from({ length: Math.max(1, Math.ceil(first / listLimit)) }, (_, index) => ({
    skip: skip + index * listLimit,
    take: Math.min(listLimit, first - index * listLimit),
    sort: { id: 'ASC' },
  }));
  const item = z.object({ id: z.string() });
  const lists = await api.lists(
    { capability: 'products', field: 'products', selection: '{ id }', options, item },
    call,
  );
  const nodes = lists.flatMap(({ items }) => items.map(({ id }) => id));
  const end = skip + nodes.length;
  return {
    nodes,
    endCursor: nodes.length > 0 ? cursorAt(end - 1) : null,
    hasNextPage: end < (lists[0]?.totalItems ?? 0),
  };
}

function toProduct(from: VendureProduct, api: VendureApi): ProductRecord {
  const { vendorFacet } = api.options;
  const depth = (collection: VendureProduct['collections'][number]) => collection.breadcrumbs.length;
  const groups = from.optionGroups.map(({ id }) => id);
  return {
    id: from.id,
    version: Date.parse(from.updatedAt),
    handle: from.slug,
    title: from.name,
    descriptionHtml: sanitise(from.description),
    vendor: vendorFacet && (from.facetValues.find(({ facet }) => facet.code === vendorFacet)?.name ?? null),
    images: toImages(from, api.options.shopApi),
    attributes: from.facetValues.map(({ name, facet }) => ({ key: facet.code, label: facet.name, value: name })),
    options: from.optionGroups.map(({ id, name, options }) => ({ id, name, values: options })),
    variants: from.variants.map(({ id, sku, name, options }) => ({
      id,
      sku,
      title: name,
      // Vendure keeps a variant's options in no order: the product's groups have one.
      selectedOptions: options
        .toSorted((one, other) => groups.indexOf(one.group.id) - groups.indexOf(other.group.id))
        .map((option) => ({ name: option.group.name, value: option.name })),
    })),
    categoryIds: from.collections.toSorted((one, other) => depth(other) - depth(one)).map(({ id }) => id),
  };
}

function toImages({ featuredAsset, assets }: VendureProduct, base: string | URL): readonly ImageRecord[] {
  const all = featuredAsset ? [featuredAsset, ...assets.filter(({ id }) => id !== featuredAsset.id)] : assets;
  return all
    .filter(({ type }) => type === 'IMAGE')
    .map(({ id, preview, width, height }) => {
      // `preview` is the source turned into a web format of at most 1,600 pixels; the source may be a TIFF of 100 MB.
      const url = new URL(preview, base).href;
      return {
        id,
        url,
        renditionUrl: `${url}${url.includes('?') ? '&' : '?'}w={width}&h={height}&mode=resize`,
        altText: null,
        width,
        height,
      };
    });
}
