import type { ReviewsKey, ReviewsOfProduct } from '../contract/capabilities.ts';
import { reads } from './reads.ts';
import { type Reading, readInOrder, type Source } from './sources.ts';

/**
 * Loads reviews so that a product's summary and its list are one key of one call: whoever asked only for the summary
 * (`first: 0`) is served from a list of the same product when that is in the batch too.
 */
export async function loadReviews(
  keys: readonly ReviewsKey[],
  sources: readonly Source<'reviews'>[],
): Promise<Reading<ReviewsOfProduct>[]> {
  const lists = keys.filter(({ first }) => first > 0);
  const listed = new Map(lists.map((key) => [key.productId, key]));
  const wanted = [...lists, ...keys.filter(({ first, productId }) => first === 0 && !listed.has(productId))];
  const readings = await readInOrder(sources, reads.reviewList, wanted);
  return keys.map((key) => {
    const at = wanted.indexOf(wanted.includes(key) ? key : (listed.get(key.productId) as ReviewsKey));
    return readings[at] as Reading<ReviewsOfProduct>;
  });
}
