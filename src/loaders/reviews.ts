import type { ReviewsKey, ReviewsOfProduct } from '../contract/capabilities.ts';
import { reads } from './reads.ts';
import { type Reading, readInOrder, recallInOrder, type Source } from './sources.ts';

/** The reviews that one request reads. */
export interface ReviewReads {
  /** What memory has; undefined when a source is to be asked. */
  recall(key: ReviewsKey): Reading<ReviewsOfProduct> | undefined;
  load(keys: readonly ReviewsKey[]): Promise<Reading<ReviewsOfProduct>[]>;
}

/**
 * Reads reviews so that a product's summary and its list are one key of one call: whoever asked only for the summary
 * (`first: 0`) is served from a list of the same product when the request reads that too.
 */
export function createReviewReads(sources: readonly Source<'reviews'>[]): ReviewReads {
  /** By product, the lists that memory had. */
  const lists = new Map<string, Reading<ReviewsOfProduct>>();
  return {
    recall(key) {
      const reading = recallInOrder(sources, reads.reviewList, key);
      if (reading && key.first > 0) lists.set(key.productId, reading);
      return reading ?? (key.first === 0 ? lists.get(key.productId) : undefined);
    },
    async load(keys) {
      const asked = new Map(keys.filter(({ first }) => first > 0).map((key) => [key.productId, key]));
      /** The key under which a key is answered; null for one that is answered by what memory had. */
      const answeredBy = keys.map((key) => {
        if (key.first > 0) return key;
        return asked.get(key.productId) ?? (lists.has(key.productId) ? null : key);
      });
      const wanted = [...new Set(answeredBy.filter((key) => key !== null))];
      const readings = wanted.length > 0 ? await readInOrder(sources, reads.reviewList, wanted) : [];
      return keys.map(({ productId }, nth) => {
        const key = answeredBy[nth];
        return (key ? readings[wanted.indexOf(key)] : lists.get(productId)) as Reading<ReviewsOfProduct>;
      });
    },
  };
}
