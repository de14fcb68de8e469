import type { RequestContext } from '../context/context.ts';
import type { ImageRecord, ImageReference } from '../contract/records.ts';
import type { ImageTransformInput, Resolvers } from '../generated/resolvers.ts';
import type { Place } from '../loaders/loaders.ts';
import { chain, type Soon } from '../loaders/soon.ts';
import { fromGlobalId } from './global-id.ts';
import { badInput } from './input.ts';
import { variantsOf } from './product-facts.ts';

const maxPixels = 10_000;

/** Where `{width}` and `{height}` of a rendition's URL come from: the bounding box asked for, in the image's proportions. */
function renditionUrl(
  template: string,
  original: { width: number | null; height: number | null },
  { maxWidth, maxHeight }: ImageTransformInput,
): string {
  const within = (name: string, value: number | null | undefined) => {
    if (value != null && (value < 1 || value > maxPixels)) {
      throw badInput(`transform.${name}`, `1 to ${maxPixels} pixels`, value);
    }
    return value ?? maxPixels;
  };
  let width = within('maxWidth', maxWidth);
  let height = within('maxHeight', maxHeight);
  if (original.width && original.height) {
    const scale = Math.min(width / original.width, height / original.height, 1);
    width = Math.max(1, Math.round(original.width * scale));
    height = Math.max(1, Math.round(original.height * scale));
  }
  return template.replaceAll('{width}', String(width)).replaceAll('{height}', String(height));
}

/** An image that a record refers to: as it is, or read from the DAM. */
export function imageOf(
  reference: ImageReference,
  { loaders }: RequestContext,
  place: Place,
): Soon<ImageRecord | null> {
  return 'mediaId' in reference ? loaders.imageById.load(reference.mediaId, place) : reference;
}

export const common: Resolvers = {
  Image: {
    url: ({ url, renditionUrl: template, width, height }, { transform }) =>
      template && (transform?.maxWidth != null || transform?.maxHeight != null)
        ? renditionUrl(template, { width, height }, transform)
        : url,
  },
  Query: {
    site: (_, __, { site }) => site,
    // The parent types of a union cannot be told apart by shape: each is marked with the name of its type.
    node: (_, { id }, { loaders }, info) => {
      const { type, key } = fromGlobalId(id);
      const marked = <T extends object>(record: T | null) => record && { __typename: type, ...record };
      switch (type) {
        case 'Product':
          return chain(loaders.productById.load(key, info), marked);
        case 'ProductVariant': {
          const [productId = '', sku = ''] = key.split('\n');
          return chain(loaders.productById.load(productId, info), (product) =>
            marked((product && variantsOf(product).find((one) => one.sku === sku)) ?? null),
          );
        }
        case 'Category':
          return chain(loaders.categoryById.load(key, info), marked);
        case 'Page':
          return chain(loaders.pageByPath.load(key, info), marked);
        case 'Review':
          return chain(loaders.reviewById.load(key, info), marked);
      }
    },
  },
};
