/**
 * The product page as plain resolvers over DataLoader: what a good team writes without a framework around it. The same SDL,
 * the same rules, the same answers to the byte; no recording, no degraded parts, no merging of sources.
 */
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { toDecimal } from '../../src/contract/money.ts';
import type { ImageReference, PriceRecord, ProductRecord, RelationKind } from '../../src/contract/records.ts';
import { because } from '../../src/experience/because.ts';
import { type DecidedSection, type DecidingSite, decide } from '../../src/experience/decide.ts';
import { armOf, exposureOf } from '../../src/experience/experiments.ts';
import type { DecisionFacts } from '../../src/experience/segments.ts';
import type { Stock } from '../../src/loaders/stock.ts';
import { toGlobalId } from '../../src/resolvers/global-id.ts';
import { readTypeDefs } from '../../src/resolvers/schema.ts';
import { experiments, isRegular, segments } from '../fixture/visitors.ts';
import { type RivalContext, siteKey } from './context.ts';

export interface RivalSchemaOptions {
  /** Is called where an answer becomes one for this visitor only: where a response cache wants to know. */
  readonly personal?: (info: GraphQLResolveInfo) => void;
}

type Resolver<Parent, Args = unknown> = (
  parent: Parent,
  args: Args,
  context: RivalContext,
  info: GraphQLResolveInfo,
) => unknown;

const byPreference = ['IN_STOCK', 'LOW_STOCK', 'PREORDER', 'BACKORDER', 'UNKNOWN', 'OUT_OF_STOCK'] as const;
const newForMs = 60 * 24 * 3_600_000;
const skusOf = ({ variants = [] }: ProductRecord) => variants.map(({ sku }) => sku);

/** Throws what a loader answered as an error, and leaves out what does not exist. */
async function all<T>(values: Promise<readonly (T | null | Error)[]>): Promise<T[]> {
  return (await values).filter((value) => {
    if (value instanceof Error) throw value;
    return value !== null;
  }) as T[];
}

async function availabilityOf(skus: readonly string[], { stock, texts }: RivalContext) {
  const stocks = await all<Stock>(stock.loadMany(skus));
  const status = byPreference.find((wanted) => stocks.some((one) => one.status === wanted));
  if (!status) return null;
  const counted = stocks.every(({ quantity, asOf }) => quantity !== null && asOf !== null);
  const quantity = counted ? stocks.reduce((sum, one) => sum + (one.quantity ?? 0), 0) : null;
  const dates = stocks.map(({ asOf }) => asOf ?? '').sort();
  return {
    status,
    quantity,
    lowStock: status === 'UNKNOWN' ? null : status === 'LOW_STOCK',
    message: texts.availability(status, status === 'LOW_STOCK' ? quantity : null),
    asOf: counted ? dates[0] : null,
  };
}

async function recommend(
  ids: readonly string[],
  code: RelationKind | 'EDITORIAL',
  first: number,
  context: RivalContext,
  title?: string,
) {
  const products = await all<ProductRecord>(context.productById.loadMany(ids.slice(0, first * 2)));
  const stocks = await Promise.all(products.map((product) => all<Stock>(context.stock.loadMany(skusOf(product)))));
  const reason = { code, text: context.texts.reason(code, title) };
  return products
    .filter((_, at) => stocks[at]?.some(({ status }) => status !== 'OUT_OF_STOCK'))
    .slice(0, first)
    .map((product) => ({ product, reason }));
}

function imageOf(reference: ImageReference, { image }: RivalContext) {
  return 'mediaId' in reference ? image.load(reference.mediaId) : reference;
}

/** Its segment comes answered: nothing of the site is asked for it. */
const decidingSite: DecidingSite = {
  key: siteKey,
  brand: { key: 'bench', name: 'Bench' },
  country: 'NL',
  timeZone: null,
  holdout: 0,
  segments,
};

function sectionOf(slot: Parameters<typeof decide>[0], { visitorId, profile }: RivalContext): DecidedSection | null {
  const facts: DecisionFacts = {
    passed: (at) => Date.now() >= at,
    during: (read) => read(Date.now()).value,
    input(name) {
      if (name === 'priceGroup') return profile?.priceGroup ?? null;
      if (name === 'segment.regular') return profile !== null && isRegular(profile.traits);
      if (name === 'arm.story') return armOf('story', experiments.story, visitorId);
      throw new Error(`the bench's slots ask for no ${name}`);
    },
  };
  return decide(slot, facts, decidingSite);
}

const product: Record<string, Resolver<ProductRecord, never>> = {
  id: ({ id }) => toGlobalId('Product', id),
  featuredImage: ({ images: [first] = [] }, _, context) => (first ? imageOf(first, context) : null),
  images: async ({ images = [] }, { first }: { first: number }, context) => ({
    nodes: await Promise.all(images.slice(0, first).map((image) => imageOf(image, context))),
  }),
  options: ({ options = [] }) => options.map(({ id, name, values }) => ({ id, name, optionValues: values })),
  variants: ({ id, variants = [] }, { first }: { first: number }) => ({
    nodes: variants.slice(0, first).map((variant) => ({ ...variant, productId: id })),
  }),
  priceRange: async (parent, _, { price }) => {
    const prices = await all<PriceRecord>(price.loadMany(skusOf(parent)));
    const sorted = prices.map((one) => one.price).sort((a, b) => a.minor - b.minor);
    return sorted.length ? { minVariantPrice: sorted[0], maxVariantPrice: sorted.at(-1) } : null;
  },
  availability: (parent, _, context) => availabilityOf(skusOf(parent), context),
  badges: async (parent, _, context) => {
    const [prices, availability] = await Promise.all([
      all<PriceRecord>(context.price.loadMany(skusOf(parent))),
      availabilityOf(skusOf(parent), context),
    ]);
    const age = parent.publishedAt ? Date.now() - Date.parse(parent.publishedAt) : Number.NaN;
    const codes = [
      ...(age >= 0 && age < newForMs ? (['NEW'] as const) : []),
      ...(prices.some(({ compareAtPrice }) => compareAtPrice) ? (['SALE'] as const) : []),
      ...(availability?.status === 'LOW_STOCK' ? (['LAST_ITEMS'] as const) : []),
    ];
    return codes.map((code) => ({ code, text: context.texts.badge[code] }));
  },
  socialProof: ({ purchases }, _, { texts }) =>
    purchases == null ? null : { purchases, viewers: null, text: purchases > 0 ? texts.purchases(purchases) : null },
  reviewSummary: ({ id }, _, { reviews }) => reviews.load(id),
  reviews: ({ id }, _, { reviews }) => reviews.load(id),
  recommendations: ({ related, title }, { intent, first }: { intent: RelationKind; first: number }, context) =>
    recommend(related?.[intent] ?? [], intent, first, context, title),
};

/** A fresh schema: of the fields that the product page asks for. */
export function createRivalSchema({ personal = () => {} }: RivalSchemaOptions = {}): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: readTypeDefs(),
    resolvers: {
      Query: {
        product: (_: unknown, { handle }: { handle: string }, context: RivalContext) =>
          context.productByHandle.load(handle),
      },
      Product: {
        ...product,
        slot: async ({ id }: ProductRecord, _: unknown, context: RivalContext, info: GraphQLResolveInfo) => {
          personal(info);
          const slot = await context.slot.load(id);
          return slot && sectionOf(slot, context);
        },
      },
      ProductVariant: {
        id: ({ productId, sku }: { productId: string; sku: string }) =>
          toGlobalId('ProductVariant', `${productId}\n${sku}`),
        price: async ({ sku }: { sku: string }, _: unknown, { price }: RivalContext) => (await price.load(sku))?.price,
        compareAtPrice: async ({ sku }: { sku: string }, _: unknown, { price }: RivalContext) =>
          (await price.load(sku))?.compareAtPrice,
        availability: ({ sku }: { sku: string }, _: unknown, context: RivalContext) => availabilityOf([sku], context),
      },
      Money: { amount: toDecimal, currencyCode: ({ currency }: { currency: string }) => currency },
      Image: {
        url: (
          { url, renditionUrl, width, height }: { url: string; renditionUrl: string; width: number; height: number },
          { transform }: { transform?: { maxWidth: number } },
        ) => {
          if (!transform) return url;
          const scale = Math.min(transform.maxWidth / width, 1);
          return renditionUrl
            .replace('{width}', String(Math.round(width * scale)))
            .replace('{height}', String(Math.round(height * scale)));
        },
      },
      Review: { id: ({ id }: { id: string }) => toGlobalId('Review', id) },
      Section: { __resolveType: ({ content: { type } }: DecidedSection) => type },
      Story: {
        decision: ({ variant, when, assigned }: DecidedSection, _: unknown, { texts }: RivalContext) => ({
          variant,
          because: because(when, texts, { locale: 'en-GB', language: 'en', segments }),
          exposure: assigned && when.experiment ? exposureOf(siteKey, when.experiment.key, when.experiment.arm) : null,
        }),
        heading: ({ content }: Story) => content.heading,
        html: ({ content }: Story) => content.html,
        image: ({ content: { image } }: Story, _: unknown, context: RivalContext) => image && imageOf(image, context),
        products: async ({ content: { productIds } }: Story, _: unknown, context: RivalContext) =>
          (await recommend(productIds, 'EDITORIAL', productIds.length, context)).map((one) => one.product),
      },
    },
  });
}

type Story = DecidedSection<Extract<DecidedSection['content'], { type: 'Story' }>>;
