import type { RequestContext } from '../context/context.ts';
import { recommend } from '../discovery/recommend.ts';
import type { Badge, Resolvers } from '../generated/resolvers.ts';
import type { Product } from '../loaders/product.ts';
import { both, chain, each } from '../loaders/soon.ts';
import { availabilityOf, statusOf } from './availability.ts';
import { badgesChosenFor } from './chosen.ts';
import { imageOf } from './common.ts';
import { pageInfo, pageOf, withNodes } from './connection.ts';
import { sectionOf } from './content.ts';
import { toGlobalId } from './global-id.ts';
import { orMissing } from './missing.ts';
import { isReduced, moneyOf, offerOf, offerOfVariant, pricesOf, rangeOf, variantsOf } from './product-facts.ts';
import { describeProduct } from './speech.ts';

const newForMs = 60 * 24 * 3_600_000;

function isNew({ publishedAt }: Product, { recorder }: RequestContext): boolean {
  if (!publishedAt) return false;
  const from = Date.parse(publishedAt);
  return recorder.passed(from) && !recorder.passed(from + newForMs);
}

export const product: Resolvers = {
  Query: {
    product: (_, { handle }, { loaders }, info) => loaders.productByHandle.load(handle, info),
  },
  Product: {
    id: ({ id }) => toGlobalId('Product', id),
    featuredImage: ({ images: [first] = [] }, _, context, info) =>
      first ? orMissing(() => imageOf(first, context, info), context, info) : null,
    images: ({ images }, window, context, info) =>
      images
        ? orMissing(
            () => {
              const page = pageOf(images, (image) => ('mediaId' in image ? image.mediaId : image.id), window);
              return chain(
                each(page.nodes, (image) => imageOf(image, context, info)),
                (found) =>
                  withNodes(
                    page,
                    found.filter((image) => image !== null),
                  ),
              );
            },
            context,
            info,
          )
        : null,
    attributes: ({ attributes }) => (attributes ? [...attributes] : null),
    options: ({ options = [] }) => options.map(({ id, name, values }) => ({ id, name, optionValues: [...values] })),
    variants: (parent, window) => pageOf(variantsOf(parent), ({ sku }) => sku, window),
    priceRange: (parent, _, context, info) =>
      orMissing(
        () =>
          chain(pricesOf(parent, context, info), (prices) => {
            const range = rangeOf(prices);
            return range && { minVariantPrice: moneyOf(range.min), maxVariantPrice: moneyOf(range.max) };
          }),
        context,
        info,
      ),
    availability: (parent, _, context, info) =>
      orMissing(() => availabilityOf(offerOf(parent), context, info), context, info),
    badges: (parent, _, context, info) => {
      const read = both(
        () => orMissing(() => pricesOf(parent, context, info), context, info),
        () => orMissing(() => statusOf(offerOf(parent), context, info), context, info),
      );
      return chain(read, ([prices, status]) => {
        const { badge } = context.texts;
        const badges: Badge[] = [];
        if (isNew(parent, context)) badges.push({ code: 'NEW', text: badge.NEW });
        if (prices && isReduced(prices)) badges.push({ code: 'SALE', text: badge.SALE });
        if (status === 'LOW_STOCK') badges.push({ code: 'LAST_ITEMS', text: badge.LAST_ITEMS });
        return [...badges, ...badgesChosenFor(parent, context)];
      });
    },
    socialProof: ({ purchases }, _, { texts }) =>
      purchases == null ? null : { purchases, viewers: null, text: purchases > 0 ? texts.purchases(purchases) : null },
    reviewSummary: (parent, _, context, info) =>
      orMissing(
        () =>
          chain(
            context.loaders.reviewsOfProduct.load({ productId: parent.id, first: 0, after: null }, info),
            (reviews) => reviews && { averageRating: reviews.averageRating, count: reviews.count },
          ),
        context,
        info,
      ),
    reviews: (parent, { first, after = null }, context, info) =>
      orMissing(
        () =>
          chain(
            context.loaders.reviewsOfProduct.load({ productId: parent.id, first, after }, info),
            (reviews) => reviews && { nodes: [...reviews.nodes], pageInfo: pageInfo(reviews, after) },
          ),
        context,
        info,
      ),
    slot: (parent, { key }, context, info) =>
      orMissing(
        () => sectionOf({ slot: key, subject: { type: 'product', id: parent.id } }, context, info),
        context,
        info,
      ),
    recommendations: (parent, { intent, first }, context, info) =>
      orMissing(() => recommend({ intent, first, product: parent }, context, info), context, info),
    speech: (parent, { maxSeconds }, context, info) => describeProduct(parent, maxSeconds ?? null, context, info),
  },
  ProductVariant: {
    id: ({ productId, sku }) => toGlobalId('ProductVariant', `${productId}\n${sku}`),
    selectedOptions: ({ selectedOptions }) => [...selectedOptions],
    price: ({ sku }, _, context, info) =>
      orMissing(
        () => chain(context.loaders.priceBySku.load(sku, info), (found) => found && moneyOf(found.price)),
        context,
        info,
      ),
    compareAtPrice: ({ sku }, _, context, info) =>
      orMissing(
        () =>
          chain(context.loaders.priceBySku.load(sku, info), (found) =>
            found?.compareAtPrice ? moneyOf(found.compareAtPrice) : null,
          ),
        context,
        info,
      ),
    availability: (variant, _, context, info) =>
      orMissing(() => availabilityOf(offerOfVariant(variant), context, info), context, info),
  },
};
