/**
 * What a connector can do. Having a capability is having the object; having an optional method is having that ability.
 * Every read is a batch: order kept, `null` for absent (see `Results`). All keys of a call are distinct.
 */
import type { Call, Results } from './call.ts';
import type {
  CategoryRecord,
  CustomerRecord,
  ImageRecord,
  LocationRecord,
  PageRecord,
  PriceRecord,
  ProductRecord,
  ReviewRecord,
  SlotKey,
  SlotRecord,
  StockRecord,
} from './records.ts';

/** A window on a list: `first` items after the opaque cursor that the same connector gave out before. */
export interface Window {
  readonly first: number;
  readonly after: string | null;
}

export interface Listing<T> {
  readonly nodes: readonly T[];
  /** Cursor of the last node; null when there are none. */
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

export interface ProductsCapability {
  byIds(ids: readonly string[], call: Call): Promise<Results<ProductRecord>>;
  byHandles(handles: readonly string[], call: Call): Promise<Results<ProductRecord>>;
  /** The products that these SKUs are variants of: for sites that join this backend by SKU. */
  bySkus?(skus: readonly string[], call: Call): Promise<Results<ProductRecord>>;
  /** All product ids of the site's assortment, in an order that stays the same while nothing changes. */
  list(window: Window, call: Call): Promise<Listing<string>>;
}

export interface CategoriesCapability {
  byIds(ids: readonly string[], call: Call): Promise<Results<CategoryRecord>>;
  byHandles(handles: readonly string[], call: Call): Promise<Results<CategoryRecord>>;
}

export interface PricesCapability {
  /** In the site's currency; a SKU without a price there is `null`. */
  bySkus(skus: readonly string[], call: Call): Promise<Results<PriceRecord>>;
}

export interface StockCapability {
  /** What can be sold on this site, over all its locations. */
  bySkus(skus: readonly string[], call: Call): Promise<Results<StockRecord>>;
}

export interface MediaCapability {
  byIds(ids: readonly string[], call: Call): Promise<Results<ImageRecord>>;
}

export interface ContentCapability {
  pagesByPaths(paths: readonly string[], call: Call): Promise<Results<PageRecord>>;
  /** `null` for a slot that holds nothing here. */
  slots(keys: readonly SlotKey[], call: Call): Promise<Results<SlotRecord>>;
}

/** Reviews of one product: how many of the newest published ones to bring besides the summary (0 for none). */
export interface ReviewsKey extends Window {
  readonly productId: string;
}

export interface ReviewsOfProduct extends Listing<ReviewRecord> {
  /** Mean rating of the published reviews, 1 to 5; null without reviews. */
  readonly averageRating: number | null;
  readonly count: number;
}

export interface ReviewsCapability {
  /** Newest first; published ones only. A product without reviews has `count: 0`, not `null`. */
  byProducts(keys: readonly ReviewsKey[], call: Call): Promise<Results<ReviewsOfProduct>>;
  byIds(ids: readonly string[], call: Call): Promise<Results<ReviewRecord>>;
}

export interface LocationsCapability {
  byIds(ids: readonly string[], call: Call): Promise<Results<LocationRecord>>;
  list(window: Window, call: Call): Promise<Listing<string>>;
}

export interface CustomersCapability {
  byIds(ids: readonly string[], call: Call): Promise<Results<CustomerRecord>>;
  /** In lower case, without white space around. Asked only for addresses that were proven to be the visitor's. */
  byEmails?(emails: readonly string[], call: Call): Promise<Results<CustomerRecord>>;
  /** By the number on the card, without white space. */
  byLoyaltyCards?(cards: readonly string[], call: Call): Promise<Results<CustomerRecord>>;
  /** Has customers forgotten who asked for it: removes them, or begins what the backend does for it. Unknown ids are no error. */
  erase?(ids: readonly string[], call: Call): Promise<void>;
  /**
   * Hears what was computed of a customer from what they did, in place of what it heard before. An unknown id is no error. It
   * may be told the same twice.
   */
  learn?(
    customer: { readonly id: string; readonly traits: Readonly<Record<string, unknown>> },
    call: Call,
  ): Promise<void>;
}

/** A message to one person. */
export interface Mail {
  /** Names this mail: a mailer that has sent it does not send it again. */
  readonly id: string;
  /** An e-mail address. */
  readonly to: string;
  /** One line, plain text. */
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

export interface MailerCapability {
  /** Resolves when the mail is on its way; a failure may be tried again. No log line holds the address or the text. */
  send(mail: Mail, call: Call): Promise<void>;
}

export type SearchSort = 'RELEVANCE' | 'BEST_SELLING' | 'PRICE_ASC' | 'PRICE_DESC' | 'NEWEST' | 'TITLE';

/** Narrows a search. Values of one attribute are alternatives; different attributes must all hold. */
export interface SearchFilters {
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Minor units of the site's currency, both ends inclusive. */
  readonly price: { readonly min: number | null; readonly max: number | null } | null;
  readonly available: boolean | null;
}

export interface SearchQuery extends Window {
  /** What the visitor typed or said; null to list everything. */
  readonly text: string | null;
  readonly categoryId: string | null;
  readonly filters: SearchFilters;
  /** A backend that keeps no such order (it knows no sales, or no dates) answers in its own, never with an error. */
  readonly sort: SearchSort;
}

/** A facet with the counts it would have if its own filter were absent. */
export interface Facet {
  readonly key: string;
  readonly label: string;
  readonly type: 'LIST' | 'PRICE_RANGE' | 'BOOLEAN';
  readonly values: readonly {
    /** For LIST the attribute's value; `true` or `false` for BOOLEAN; `min-max` in minor units for PRICE_RANGE. */
    readonly value: string;
    readonly label: string;
    readonly count: number;
  }[];
}

export interface SearchAnswer extends Listing<string> {
  /** Product ids in `nodes`; the number of all that match, or null when the backend does not count. */
  readonly totalCount: number | null;
  readonly facets: readonly Facet[];
  /** What was searched instead, when the text had a typo. */
  readonly correctedQuery: string | null;
}

export interface SearchCapability {
  query(query: SearchQuery, call: Call): Promise<SearchAnswer>;
}

export interface Capabilities {
  readonly products: ProductsCapability;
  readonly categories: CategoriesCapability;
  readonly prices: PricesCapability;
  readonly stock: StockCapability;
  readonly locations: LocationsCapability;
  readonly media: MediaCapability;
  readonly content: ContentCapability;
  readonly reviews: ReviewsCapability;
  readonly customers: CustomersCapability;
  readonly mailer: MailerCapability;
  readonly search: SearchCapability;
}

export type CapabilityName = keyof Capabilities;

/** All names, for validation and for messages. */
export const capabilityNames = [
  'products',
  'categories',
  'prices',
  'stock',
  'locations',
  'media',
  'content',
  'reviews',
  'customers',
  'mailer',
  'search',
] as const satisfies readonly CapabilityName[];
