/** The batch methods of the contract, as the checks need to know them. */
import type { Money } from '../contract/money.ts';
import type { PriceRecord, ReviewRecord, SlotKey } from '../contract/records.ts';
import { batchChecks } from './batches.ts';
import * as schemas from './records.ts';
import type { Check, Subject } from './subject.ts';

const text = (value: string) => value;

/** All checks of all batch methods. */
export const batchMethodChecks: readonly Check[] = [
  batchChecks({
    capability: 'products',
    method: 'products.byIds',
    schema: schemas.product,
    languageNeutralKeys: true,
    keys: (known) => known.products?.ids,
    keyOf: text,
    read: async (connector, ids, call) => connector.products?.byIds(ids, call),
    answers: (record, id) => record.id === id,
    problems: ({ variants = [] }) =>
      repeated(
        'variant sku',
        variants.map(({ sku }) => sku),
      ),
  }),
  batchChecks({
    capability: 'products',
    method: 'products.byHandles',
    schema: schemas.product,
    languageNeutralKeys: false,
    keys: (known) => known.products?.handles,
    keyOf: text,
    read: async (connector, handles, call) => connector.products?.byHandles(handles, call),
    answers: (record, handle) => record.handle === handle,
  }),
  batchChecks({
    capability: 'products',
    method: 'products.bySkus',
    optional: true,
    schema: schemas.product,
    languageNeutralKeys: true,
    keys: (known) => known.products?.skus,
    keyOf: text,
    read: async (connector, skus, call) => connector.products?.bySkus?.(skus, call),
    answers: ({ variants = [] }, sku) => variants.some((variant) => variant.sku === sku),
  }),
  batchChecks({
    capability: 'categories',
    method: 'categories.byIds',
    schema: schemas.category,
    languageNeutralKeys: true,
    keys: (known) => known.categories?.ids,
    keyOf: text,
    read: async (connector, ids, call) => connector.categories?.byIds(ids, call),
    answers: (record, id) => record.id === id,
    problems: ({ id, ancestors, children }) =>
      [...ancestors, ...children].some((other) => other.id === id) ? ['a category is not above or below itself'] : [],
  }),
  batchChecks({
    capability: 'categories',
    method: 'categories.byHandles',
    schema: schemas.category,
    languageNeutralKeys: false,
    keys: (known) => known.categories?.handles,
    keyOf: text,
    read: async (connector, handles, call) => connector.categories?.byHandles(handles, call),
    answers: (record, handle) => record.handle === handle,
  }),
  batchChecks({
    capability: 'prices',
    method: 'prices.bySkus',
    schema: schemas.price,
    languageNeutralKeys: true,
    keys: (known) => known.prices?.skus,
    keyOf: text,
    read: async (connector, skus, call) => connector.prices?.bySkus(skus, call),
    answers: (record, sku) => record.sku === sku,
    problems: priceProblems,
  }),
  batchChecks({
    capability: 'stock',
    method: 'stock.bySkus',
    schema: schemas.stock,
    languageNeutralKeys: true,
    keys: (known) => known.stock?.skus,
    keyOf: text,
    read: async (connector, skus, call) => connector.stock?.bySkus(skus, call),
    answers: (record, sku) => record.sku === sku,
    problems: ({ status, quantity }) =>
      status === 'IN_STOCK' && quantity !== null && quantity <= 0 ? ['IN_STOCK without a unit to sell'] : [],
  }),
  batchChecks({
    capability: 'locations',
    method: 'locations.byIds',
    schema: schemas.location,
    languageNeutralKeys: true,
    keys: (known) => known.locations?.ids,
    keyOf: text,
    read: async (connector, ids, call) => connector.locations?.byIds(ids, call),
    answers: (record, id) => record.id === id,
  }),
  batchChecks({
    capability: 'media',
    method: 'media.byIds',
    schema: schemas.image,
    languageNeutralKeys: true,
    keys: (known) => known.media?.ids,
    keyOf: text,
    read: async (connector, ids, call) => connector.media?.byIds(ids, call),
    answers: (record, id) => record.id === id,
  }),
  batchChecks({
    capability: 'content',
    method: 'content.pagesByPaths',
    schema: schemas.page,
    languageNeutralKeys: false,
    keys: (known) => known.content?.paths,
    keyOf: (path) => `/${path}`,
    read: async (connector, paths, call) => connector.content?.pagesByPaths(paths, call),
    answers: (record, path) => record.path === path,
    problems: ({ sections }) =>
      sections.flatMap(({ variants }) =>
        repeated(
          'variant key',
          variants.map(({ key }) => key),
        ),
      ),
  }),
  batchChecks({
    capability: 'content',
    method: 'content.slots',
    schema: schemas.slot,
    languageNeutralKeys: true,
    keys: (known) => known.content?.slots,
    keyOf: (slot): SlotKey => ({ slot }),
    read: async (connector, keys, call) => connector.content?.slots(keys, call),
    answers: (record, key) => record.key === key.slot,
    problems: ({ variants }) =>
      repeated(
        'variant key',
        variants.map(({ key }) => key),
      ),
  }),
  batchChecks({
    capability: 'reviews',
    method: 'reviews.byIds',
    schema: schemas.review,
    languageNeutralKeys: true,
    keys: (known) => known.reviews?.ids,
    keyOf: text,
    read: async (connector, ids, call) => connector.reviews?.byIds(ids, call),
    answers: (record, id) => record.id === id,
  }),
  batchChecks({
    capability: 'reviews',
    method: 'reviews.byProducts',
    schema: schemas.reviewsOfProduct,
    languageNeutralKeys: true,
    keys: (known) => known.reviews?.productIds.map((productId) => ({ productId, first: 3, after: null })),
    keyOf: (productId) => ({ productId, first: 3, after: null }),
    read: async (connector, keys, call) => connector.reviews?.byProducts(keys, call),
    answers: ({ nodes }, { productId }) => nodes.length > 0 && nodes.every((review) => review.productId === productId),
    // A product that the backend of reviews does not know is one without reviews, as far as it can tell.
    absent: (entry) => entry === null || (!(entry instanceof Error) && entry.count === 0 && entry.nodes.length === 0),
    problems: ({ nodes, count, averageRating }) => [
      ...reviewProblems(nodes),
      ...(count < nodes.length ? [`count is ${count}, with ${nodes.length} reviews on the first page alone`] : []),
      ...((averageRating === null) !== (count === 0)
        ? ['averageRating is null exactly when there are no reviews']
        : []),
    ],
  }),
  batchChecks({
    capability: 'customers',
    method: 'customers.byIds',
    schema: schemas.customer,
    languageNeutralKeys: true,
    keys: (known) => known.customers?.ids,
    keyOf: text,
    read: async (connector, ids, call) => connector.customers?.byIds(ids, call),
    answers: (record, id) => record.id === id,
  }),
  batchChecks({
    capability: 'customers',
    method: 'customers.byEmails',
    optional: true,
    schema: schemas.customer,
    languageNeutralKeys: true,
    keys: (known) => known.customers?.emails,
    keyOf: text,
    read: async (connector, emails, call) => connector.customers?.byEmails?.(emails, call),
    answers: (record, email) => record.email.toLowerCase() === email,
  }),
  batchChecks({
    capability: 'customers',
    method: 'customers.byLoyaltyCards',
    optional: true,
    schema: schemas.customer,
    languageNeutralKeys: true,
    keys: (known) => known.customers?.loyaltyCards,
    keyOf: text,
    read: async (connector, cards, call) => connector.customers?.byLoyaltyCards?.(cards, call),
    answers: (record, card) => record.loyaltyCard === card,
  }),
].flat();

function repeated(what: string, values: readonly string[]): readonly string[] {
  const twice = values.filter((value, index) => values.indexOf(value) !== index);
  return twice.map((value) => `${what} ${JSON.stringify(value)} occurs twice`);
}

function priceProblems({ price, compareAtPrice }: PriceRecord, { site }: Subject): readonly string[] {
  const problems = price.minor > 0 ? [] : ['a price is above zero'];
  const inOtherCurrency = (amount: Money) => amount.currency !== site.currency;
  if (inOtherCurrency(price) || (compareAtPrice && inOtherCurrency(compareAtPrice)))
    problems.push(`${site.key} sells in ${site.currency}`);
  if (compareAtPrice && compareAtPrice.minor <= price.minor) problems.push('a former price is higher than the price');
  return problems;
}

function reviewProblems(nodes: readonly ReviewRecord[]): readonly string[] {
  const times = nodes.map(({ submittedAt }) => Date.parse(submittedAt));
  const problems = times.some((time, index) => time > (times[index - 1] ?? time)) ? ['reviews come newest first'] : [];
  if (nodes.some(({ status }) => status !== 'PUBLISHED')) problems.push('only published reviews are listed');
  return problems;
}
