/** What an event concerns without naming it: an asset is part of products, a tax rate of prices. Runs inside Vendure. */
import type { ChangeDraft, Id } from './plugin-events.ts';

/** The part of TypeORM's query builder that is used. */
export interface QueryBuilder<Row> {
  select(columns: readonly string[]): QueryBuilder<Row>;
  innerJoin(relation: string, alias: string): QueryBuilder<Row>;
  leftJoin(relation: string, alias: string): QueryBuilder<Row>;
  where(condition: string, values: object): QueryBuilder<Row>;
  getMany(): Promise<readonly Row[]>;
}

/** A query over one kind of entity, by the alias `row`. */
export type QueryOver = (entity: 'Product' | 'ProductVariant') => QueryBuilder<{ readonly id: Id }>;

/**
 * The draft with the ids of all products, or variants, that it concerns. To be called within the transaction of the event:
 * once an asset is deleted, nobody knows any more where it was used.
 */
export async function withReach(draft: ChangeDraft, query: QueryOver): Promise<ChangeDraft> {
  const { reach, ids } = draft;
  if (reach === null) return draft;
  const idsOf = async (rows: QueryBuilder<{ readonly id: Id }>) =>
    (await rows.select(['row.id']).getMany()).map(({ id }) => id);
  if (reach === 'everyVariant') return { ...draft, variantIds: await idsOf(query('ProductVariant')) };
  if (reach === 'everyProduct') return { ...draft, productIds: await idsOf(query('Product')) };
  if (ids.length === 0) return draft;
  return { ...draft, productIds: await idsOf(productsWith(reach, query('Product')).where(conditions[reach], { ids })) };
}

type PartOfProduct = Exclude<ChangeDraft['reach'], null | 'everyVariant' | 'everyProduct'>;

const conditions: Readonly<Record<PartOfProduct, string>> = {
  asset: 'row.featuredAssetId IN (:...ids) OR part.assetId IN (:...ids)',
  facet: 'owner.id IN (:...ids)',
  facetValue: 'part.id IN (:...ids)',
  optionGroup: 'part.id IN (:...ids)',
  option: 'member.id IN (:...ids)',
};

function productsWith(part: PartOfProduct, products: QueryBuilder<{ readonly id: Id }>) {
  switch (part) {
    case 'asset':
      return products.leftJoin('row.assets', 'part');
    case 'facet':
      return products.innerJoin('row.facetValues', 'part').innerJoin('part.facet', 'owner');
    case 'facetValue':
      return products.innerJoin('row.facetValues', 'part');
    case 'optionGroup':
      return products.innerJoin('row.optionGroups', 'part');
    case 'option':
      return products.innerJoin('row.optionGroups', 'part').innerJoin('part.options', 'member');
  }
}
