import type { ReviewsKey, ReviewsOfProduct } from '../contract/capabilities.ts';
import { askInOrder, type Source } from './sources.ts';

/**
 * Loads reviews so that a product's summary and its list are one key of one call: whoever asked only for the summary
 * (`first: 0`) is served from a list of the same product when that is in the batch too.
 */
export async function loadReviews(
  keys: readonly ReviewsKey[],
  sources: readonly Source<'reviews'>[],
): Promise<(ReviewsOfProduct | null | Error)[]> {
  const lists = keys.filter(({ first }) => first > 0);
  const listed = new Set(lists.map(({ productId }) => productId));
  const wanted = [...lists, ...keys.filter(({ first, productId }) => first === 0 && !listed.has(productId))];
  const answers = await askInOrder(sources, wanted, (reviews, batch, call) => reviews.byProducts(batch, call));
  return keys.map((key) => {
    const exact = wanted.indexOf(key);
    if (exact >= 0) return answers[exact] ?? null;
    const answer = answers[wanted.findIndex(({ productId }) => productId === key.productId)] ?? null;
    return answer instanceof Error || !answer ? answer : { ...answer, nodes: [], endCursor: null };
  });
}
