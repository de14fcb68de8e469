import type { RequestContext } from '../context/context.ts';
import { recommend } from '../discovery/recommend.ts';
import type { Badge, Resolvers } from '../generated/resolvers.ts';
import type { Product } from '../loaders/product.ts';
import { bestStatus, productAvailability, statusOf, variantAvailability } from './availability.ts';
import { imageOf } from './common.ts';
import { pageInfo, pageOf } from './connection.ts';
import { sectionOf } from './content.ts';
import { toGlobalId } from './global-id.ts';
import { noteMissing, orMissing } from './missing.ts';
import { pricesOf, rangeOf, stocksOf } from './product-facts.ts';
import { describeProduct } from './speech.ts';

const newForMs = 60 * 24 * 3_600_000;

function isNew({ publishedAt }: Product, { recorder }: RequestContext): boolean {
  if (!publishedAt) return false;
  const from = Date.parse(publishedAt);
  return recorder.passed(from) && !recorder.passed(from + newForMs);
}

export const product: Resolvers = {
  Query: {
    product: (_, { handle }, { loaders }) => loaders.productByHandle.load(handle),
  },
  Product: {
    id: (parent, _, context, info) => {
      noteMissing(parent.missing, context, info);
      return toGlobalId('Product', parent.id);
    },
    featuredImage: ({ images: [first] = [] }, _, context, info) =>
      first ? orMissing(imageOf(first, context), context, info) : null,
    images: (parent, window, context, info) =>
      parent.images
        ? orMissing(
            async () => {
              const page = pageOf(
                parent.images ?? [],
                (image) => ('mediaId' in image ? image.mediaId : image.id),
                window,
              );
              const images = await Promise.all(page.nodes.map((image) => imageOf(image, context)));
              return { ...page, nodes: images.filter((image) => image !== null) };
            },
            context,
            info,
          )
        : null,
    attributes: ({ attributes }) => (attributes ? [...attributes] : null),
    options: ({ options = [] }) => options.map(({ id, name, values }) => ({ id, name, optionValues: [...values] })),
    variants: (parent, window) =>
      pageOf(
        parent.variants.map((variant) => ({ ...variant, productId: parent.id })),
        ({ sku }) => sku,
        window,
      ),
    priceRange: (parent, _, context, info) =>
      orMissing(
        async () => {
          const range = rangeOf(await pricesOf(parent, context));
          return range && { minVariantPrice: range.min, maxVariantPrice: range.max };
        },
        context,
        info,
      ),
    availability: (parent, _, context, info) =>
      orMissing(
        async () => {
          const stocks = await stocksOf(parent, context);
          return stocks.length ? productAvailability(stocks, context.site, context.texts) : null;
        },
        context,
        info,
      ),
    badges: async (parent, _, context, info) => {
      const [prices, stocks] = await Promise.all([
        orMissing(pricesOf(parent, context), context, info),
        orMissing(stocksOf(parent, context), context, info),
      ]);
      const { badge } = context.texts;
      const badges: Badge[] = [];
      if (isNew(parent, context)) badges.push({ code: 'NEW', text: badge.NEW });
      if (prices?.some(({ compareAtPrice }) => compareAtPrice)) badges.push({ code: 'SALE', text: badge.SALE });
      if (stocks && bestStatus(stocks.map((stock) => statusOf(stock, context.site))) === 'LOW_STOCK') {
        badges.push({ code: 'LAST_ITEMS', text: badge.LAST_ITEMS });
      }
      return badges;
    },
    socialProof: ({ purchases }, _, { texts }) =>
      purchases == null ? null : { purchases, viewers: null, text: purchases > 0 ? texts.purchases(purchases) : null },
    reviewSummary: (parent, _, context, info) =>
      orMissing(
        async () => {
          const reviews = await context.loaders.reviewsOfProduct.load({ productId: parent.id, first: 0, after: null });
          return reviews && { averageRating: reviews.averageRating, count: reviews.count };
        },
        context,
        info,
      ),
    reviews: (parent, { first, after = null }, context, info) =>
      orMissing(
        async () => {
          const reviews = await context.loaders.reviewsOfProduct.load({ productId: parent.id, first, after });
          return reviews && { nodes: [...reviews.nodes], pageInfo: pageInfo(reviews, after) };
        },
        context,
        info,
      ),
    slot: (parent, { key }, context, info) =>
      orMissing(sectionOf({ slot: key, subject: { type: 'product', id: parent.id } }, context), context, info),
    recommendations: (parent, { intent, first }, context, info) =>
      orMissing(recommend({ intent, first, product: parent }, context), context, info),
    speech: async (parent, { maxSeconds }, context, info) => {
      const prices = await orMissing(pricesOf(parent, context), context, info);
      const stocks = await orMissing(stocksOf(parent, context), context, info);
      return describeProduct(parent, prices ?? [], stocks ?? [], maxSeconds ?? null, context);
    },
  },
  ProductVariant: {
    id: ({ productId, sku }) => toGlobalId('ProductVariant', `${productId}\n${sku}`),
    selectedOptions: ({ selectedOptions }) => [...selectedOptions],
    price: ({ sku }, _, context, info) =>
      orMissing(async () => (await context.loaders.priceBySku.load(sku))?.price ?? null, context, info),
    compareAtPrice: ({ sku }, _, context, info) =>
      orMissing(async () => (await context.loaders.priceBySku.load(sku))?.compareAtPrice ?? null, context, info),
    availability: ({ sku }, _, context, info) =>
      orMissing(
        async () => {
          const stock = await context.loaders.stockBySku.load(sku);
          return stock && variantAvailability(stock, context.site, context.texts);
        },
        context,
        info,
      ),
  },
};
