/** What each of Vendure's events says about the catalogue: runs inside Vendure, as part of the plugin. */

export type Id = string | number;

/** A change as it is kept in the job queue: ids are the database's, and variants are still to be looked up. */
export interface ChangeDraft {
  readonly entity: 'product' | 'variant' | 'price' | 'stock' | 'asset' | 'collection' | 'facet' | 'option' | 'taxRate';
  readonly action: 'created' | 'updated' | 'deleted' | 'assigned' | 'removed';
  readonly ids: readonly Id[];
  readonly productIds: readonly Id[];
  readonly variantIds: readonly Id[];
  /** Vendure does not load the variant of a price that was updated: it is found by the price. */
  readonly priceIds: readonly Id[];
  readonly handles: readonly string[];
  readonly updatedAt: string | null;
  /** What else it concerns, to be looked up: the products that have one of `ids` as this part, or all there are. */
  readonly reach: 'asset' | 'facet' | 'facetValue' | 'option' | 'optionGroup' | 'everyProduct' | 'everyVariant' | null;
}

interface Entity {
  readonly id: Id;
  readonly updatedAt?: Date;
}
interface Sluggable extends Entity {
  readonly slug?: string | null;
  readonly translations?: readonly { readonly slug?: string | null }[];
}
interface EntityEvent<T> {
  readonly entity: T;
  readonly type: 'created' | 'updated' | 'deleted';
}
interface ChannelEvent {
  readonly type: 'assigned' | 'removed';
}

/** What all of Vendure's events have. */
export interface VendureEvent {
  /** The request that caused it: carries its transaction. */
  readonly ctx: unknown;
  readonly createdAt: Date;
}

/** The classes of events that are listened to, as `@vendure/core` exports them. */
export interface VendureEvents {
  ProductEvent: unknown;
  ProductChannelEvent: unknown;
  ProductOptionGroupChangeEvent: unknown;
  ProductOptionGroupEvent: unknown;
  ProductOptionEvent: unknown;
  ProductVariantEvent: unknown;
  ProductVariantChannelEvent: unknown;
  ProductVariantPriceEvent: unknown;
  StockMovementEvent: unknown;
  AssetEvent: unknown;
  AssetChannelEvent: unknown;
  CollectionEvent: unknown;
  CollectionModificationEvent: unknown;
  FacetEvent: unknown;
  FacetValueEvent: unknown;
  TaxRateModificationEvent: unknown;
}

function draft(
  entity: ChangeDraft['entity'],
  action: ChangeDraft['action'],
  of: readonly Entity[],
  more: Partial<ChangeDraft> = {},
): ChangeDraft {
  const versions = of.flatMap(({ updatedAt }) => (updatedAt ? [updatedAt.toISOString()] : []));
  return {
    entity,
    action,
    // TypeORM takes the id off an entity that it removed.
    ids: of.flatMap(({ id }) => (id === undefined ? [] : [id])),
    productIds: [],
    variantIds: [],
    priceIds: [],
    handles: [],
    updatedAt: versions.sort().at(-1) ?? null,
    reach: null,
    ...more,
  };
}

/** A translation that was saved in part has no slug. */
function slugs({ slug, translations = [] }: Sluggable): readonly string[] {
  const all = [slug, ...translations.map((translation) => translation.slug)];
  return [...new Set(all.flatMap((one) => one || []))];
}

type Describe = (event: VendureEvent) => ChangeDraft;

/** For each class of events: what one of it says. */
export function describers(events: VendureEvents): readonly (readonly [event: unknown, describe: Describe])[] {
  return [
    on<EntityEvent<Sluggable>>(events.ProductEvent, ({ entity, type }) => ofProduct(entity, type)),
    on<ChannelEvent & { product: Sluggable }>(events.ProductChannelEvent, ({ product, type }) =>
      unversioned(ofProduct(product, type)),
    ),
    on<{ product: Sluggable }>(events.ProductOptionGroupChangeEvent, ({ product }) =>
      unversioned(ofProduct(product, 'updated')),
    ),
    on<EntityEvent<Entity>>(events.ProductOptionGroupEvent, ({ entity, type }) =>
      ofPart('option', type, entity, 'optionGroup'),
    ),
    on<EntityEvent<Entity>>(events.ProductOptionEvent, ({ entity, type }) => ofPart('option', type, entity, 'option')),
    on<EntityEvent<readonly Entity[]>>(events.ProductVariantEvent, ({ entity, type }) => ofVariants(entity, type)),
    on<ChannelEvent & { productVariant: Entity }>(events.ProductVariantChannelEvent, ({ productVariant, type }) =>
      unversioned(ofVariants([productVariant], type)),
    ),
    on<EntityEvent<readonly Entity[]>>(events.ProductVariantPriceEvent, ({ entity, type }) => ofPrices(entity, type)),
    on<{ stockMovements: readonly (Entity & { productVariant: Entity })[] }>(
      events.StockMovementEvent,
      ({ stockMovements }) =>
        draft('stock', 'updated', stockMovements, {
          variantIds: [...new Set(stockMovements.map(({ productVariant }) => productVariant.id))],
        }),
    ),
    // A deleted asset is in no product any more; the event that it leaves its channels comes before, and names them.
    on<EntityEvent<Entity>>(events.AssetEvent, ({ entity, type }) =>
      draft('asset', type, [entity], { reach: 'asset' }),
    ),
    on<ChannelEvent & { asset: Entity }>(events.AssetChannelEvent, ({ asset, type }) =>
      unversioned(draft('asset', type, [asset], { reach: 'asset' })),
    ),
    on<EntityEvent<Sluggable>>(events.CollectionEvent, ({ entity, type }) =>
      draft('collection', type, [entity], { handles: slugs(entity) }),
    ),
    // The variants that a collection gained or lost.
    on<{ collection: Sluggable; productVariantIds: readonly Id[] }>(
      events.CollectionModificationEvent,
      ({ collection, productVariantIds }) =>
        draft('collection', 'updated', [collection], { variantIds: productVariantIds, handles: slugs(collection) }),
    ),
    on<EntityEvent<Entity>>(events.FacetEvent, ({ entity, type }) => ofPart('facet', type, entity, 'facet')),
    on<EntityEvent<Entity>>(events.FacetValueEvent, ({ entity, type }) => ofPart('facet', type, entity, 'facetValue')),
    on<{ taxRate: Entity }>(events.TaxRateModificationEvent, ({ taxRate }) =>
      draft('taxRate', 'updated', [taxRate], { reach: 'everyVariant' }),
    ),
  ];
}

/** Vendure promises what its classes of events hold; here they are opaque, so the shape is ours to state. */
function on<Event>(event: unknown, describe: (event: Event) => ChangeDraft) {
  return [event, (happened: VendureEvent) => describe(happened as Event)] as const;
}

function ofProduct(product: Sluggable, action: ChangeDraft['action']): ChangeDraft {
  return draft('product', action, [product], { productIds: [product.id], handles: slugs(product) });
}

/** A part of products. Once it is deleted, which of them had it cannot be found out: any may have. */
function ofPart(
  entity: ChangeDraft['entity'],
  action: ChangeDraft['action'],
  part: Entity,
  reach: NonNullable<ChangeDraft['reach']>,
): ChangeDraft {
  return draft(entity, action, [part], { reach: action === 'deleted' ? 'everyProduct' : reach });
}

/** For events about what surrounds an entity: they leave its own `updatedAt` as it was. */
function unversioned(change: ChangeDraft): ChangeDraft {
  return { ...change, updatedAt: null };
}

function ofVariants(variants: readonly Entity[], action: ChangeDraft['action']): ChangeDraft {
  return draft('variant', action, variants, { variantIds: variants.map(({ id }) => id) });
}

/** A deleted price no longer leads to its variant; the variant's own event, which Vendure sends with it, does. */
function ofPrices(prices: readonly Entity[], action: ChangeDraft['action']): ChangeDraft {
  const change = draft('price', action, prices);
  return { ...change, priceIds: action === 'deleted' ? [] : change.ids };
}
