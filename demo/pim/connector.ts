import { z } from 'zod';
import type { Call } from '../../src/contract/call.ts';
import { type Connector, defineConnector } from '../../src/contract/connector.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import type { ProductRecord } from '../../src/contract/records.ts';
import { createAsk, createCheck, inOrder } from '../connector.ts';
import { changesFrom } from '../feed.ts';
import { listByBrand } from '../listing.ts';
import type { Pim } from './backend.ts';

const articleShape = z.object({
  identifier: z.string(),
  urlKey: z.string(),
  brand: z.string(),
  values: z.object({ name: z.string(), description: z.string(), metaTitle: z.string(), metaDescription: z.string() }),
  features: z.array(
    z.object({ code: z.string(), label: z.string(), data: z.string(), measure: z.string().nullable() }),
  ),
  axes: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      members: z.array(z.object({ code: z.string(), label: z.string() })),
    }),
  ),
  items: z.array(z.object({ sku: z.string(), axisValues: z.record(z.string(), z.string()) })),
  assets: z.array(z.string()),
  classification: z.array(z.string()),
  associations: z.object({
    crossSell: z.array(z.string()),
    substitute: z.array(z.string()),
    set: z.array(z.string()),
  }),
  onSaleSince: z.iso.datetime(),
});
const articlesShape = z.object({ items: z.array(articleShape) });
const listShape = z.union([
  z.object({ identifiers: z.array(z.string()), more: z.boolean() }),
  z.object({ refused: z.string() }),
]);

const revisionsShape = z.object({
  rows: z.array(z.object({ identifier: z.string(), revision: z.string() })),
  next: z.int().nullable(),
});

/** Product information of the demo group: `products`. */
export const pim = defineConnector(({ backend }: { backend: Pim }): Connector => {
  const ask = createAsk('pim', backend.wire);
  const at = { connector: 'pim', capability: 'products' };

  async function articles(
    method: string,
    keys: readonly string[],
    by: Parameters<Pim['articles']>[1],
    keyOf: (article: z.infer<typeof articleShape>) => string,
    call: Call,
  ) {
    if (keys.length === 0) return [];
    const logged = { capability: 'products', method, keys: keys.length };
    const { items } = await ask(logged, call, articlesShape, () => backend.articles(call.site.brand, by, call.locale));
    return inOrder(keys, items, keyOf, toProduct);
  }

  return {
    name: 'pim',
    check: createCheck('pim', backend.wire),
    changes: changesFrom(
      backend.feed,
      ({ identifier }) => [{ kind: 'product', key: identifier }],
      (query) =>
        listByBrand(query, async (catalog, after) => {
          const logged = { capability: 'changes', method: 'list', keys: 1 };
          const { rows, next } = await ask(logged, query, revisionsShape, () => backend.revisions(catalog, after));
          const toListed = ({ identifier, revision }: (typeof rows)[number]) => ({
            kind: 'product',
            key: identifier,
            fingerprint: revision,
          });
          return { rows: rows.map(toListed), next };
        }),
    ),
    products: {
      byIds: (ids, call) => articles('byIds', ids, { identifiers: ids }, (article) => article.identifier, call),
      byHandles: (handles, call) =>
        articles('byHandles', handles, { urlKeys: handles }, (article) => article.urlKey, call),
      async list({ first, after }, call) {
        const page = await ask({ capability: 'products', method: 'list', keys: 1 }, call, listShape, () =>
          backend.list(call.site.brand, first, after),
        );
        if ('refused' in page) throw new ConnectorError('CONNECTOR_REJECTED', at, page.refused);
        return { nodes: page.identifiers, endCursor: page.identifiers.at(-1) ?? null, hasNextPage: page.more };
      },
    },
  };
});

function toProduct(article: z.infer<typeof articleShape>): ProductRecord {
  const { values, axes, associations } = article;
  const choicesOf = (axisValues: Readonly<Record<string, string>>) =>
    axes.flatMap(({ code, label, members }) => {
      const member = members.find((one) => one.code === axisValues[code]);
      return member ? [{ name: label, value: member.label }] : [];
    });
  return {
    id: article.identifier,
    handle: article.urlKey,
    title: values.name,
    descriptionHtml: values.description,
    vendor: article.brand,
    seo: { title: values.metaTitle, description: values.metaDescription },
    images: article.assets.map((mediaId) => ({ mediaId })),
    attributes: article.features.map(({ code, label, data, measure }) => ({
      key: code,
      label,
      value: data,
      unit: measure,
    })),
    options: axes.map(({ code, label, members }) => ({
      id: code,
      name: label,
      values: members.map((member) => ({ id: member.code, name: member.label })),
    })),
    variants: article.items.map(({ sku, axisValues }) => {
      const selectedOptions = choicesOf(axisValues);
      return { id: sku, sku, title: selectedOptions.map(({ value }) => value).join(' / '), selectedOptions };
    }),
    categoryIds: article.classification,
    related: {
      COMPLEMENTARY: associations.crossSell,
      ALTERNATIVE: associations.substitute,
      LOOK: associations.set,
    },
    publishedAt: article.onSaleSince,
  };
}
