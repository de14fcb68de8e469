/**
 * The domain types that connectors answer with: plain data, serialisable, in the words of the commerce field. `undefined`
 * means "this backend does not own it" (another source may), `null` means "known to be absent".
 */
import type { Money } from './money.ts';

/** For records of a backend that counts or dates its changes. */
export interface Versioned {
  /** Rises with every change to the entity: a revision, or the moment of the change in milliseconds since the epoch. What
   *  a change announces is compared with it, so that an answer from before the change is not kept. */
  readonly version?: number | null;
}

export interface Seo {
  readonly title?: string | null;
  readonly description?: string | null;
}

/** An image as the DAM or the shop has it. */
export interface ImageRecord {
  readonly id: string;
  /** Absolute URL of the image in its largest useful form. */
  readonly url: string;
  /** URL template with `{width}` and `{height}` for a smaller rendition; without one the image is served as it is. */
  readonly renditionUrl?: string;
  readonly altText: string | null;
  /** Pixels; null when the backend does not say. */
  readonly width: number | null;
  readonly height: number | null;
}

/** An image in a record: whole, where the backend has it at hand, or the id under which the `media` capability knows it. */
export type ImageReference = ImageRecord | { readonly mediaId: string };

export interface AttributeRecord {
  /** Language independent: `care`. */
  readonly key: string;
  /** In the call's language: `Wasvoorschrift`. */
  readonly label: string;
  readonly value: string;
  /** UCUM or plain: `cm`, `g`. */
  readonly unit?: string | null;
}

export interface OptionRecord {
  readonly id: string;
  readonly name: string;
  readonly values: readonly { readonly id: string; readonly name: string }[];
}

export interface VariantRecord {
  readonly id: string;
  /** The join key of price and stock. */
  readonly sku: string;
  readonly title: string;
  readonly selectedOptions: readonly { readonly name: string; readonly value: string }[];
}

/** How another product relates to this one, as merchandisers recorded it. */
export type RelationKind = 'COMPLEMENTARY' | 'ALTERNATIVE' | 'LOOK';

/**
 * A product as one backend knows it. Only `id` and `handle` are required: records of several backends are merged field
 * by field, by the precedence that the site's `sources` declare.
 */
export interface ProductRecord extends Versioned {
  /** The join key between backends: language independent and stable. */
  readonly id: string;
  /** The last part of the product's URL in the call's language. */
  readonly handle: string;
  readonly title?: string;
  /** HTML, already safe to show: connectors sanitise what editors may have pasted. */
  readonly descriptionHtml?: string | null;
  readonly vendor?: string | null;
  readonly seo?: Seo | null;
  /** The first is the featured image. */
  readonly images?: readonly ImageReference[];
  readonly attributes?: readonly AttributeRecord[];
  readonly options?: readonly OptionRecord[];
  readonly variants?: readonly VariantRecord[];
  /** Ids of categories, the most specific first. */
  readonly categoryIds?: readonly string[];
  readonly related?: Readonly<Partial<Record<RelationKind, readonly string[]>>>;
  /** ISO 8601; first day of sale. */
  readonly publishedAt?: string | null;
  /** Units bought on this site in the last seven days. */
  readonly purchases?: number | null;
}

export interface CategoryReference {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
}

export interface CategoryRecord extends CategoryReference, Versioned {
  /** From the root down, without the category itself. */
  readonly ancestors: readonly CategoryReference[];
  readonly children: readonly CategoryReference[];
}

export interface PriceRecord extends Versioned {
  readonly sku: string;
  /** What the visitor pays, tax included where the site's country shows prices so. */
  readonly price: Money;
  /** The former price, when higher. */
  readonly compareAtPrice?: Money | null;
}

export type StockStatus = 'IN_STOCK' | 'LOW_STOCK' | 'OUT_OF_STOCK' | 'BACKORDER' | 'PREORDER' | 'UNKNOWN';

export interface StockRecord extends Versioned {
  readonly sku: string;
  readonly status: StockStatus;
  /** Sellable units; null when the backend tells only a status. */
  readonly quantity: number | null;
  /** ISO 8601: when the backend recorded it, never when it was read. */
  readonly asOf: string | null;
}

export interface ReviewRecord {
  readonly id: string;
  readonly productId: string;
  /** 1 to 5. */
  readonly rating: number;
  readonly title: string | null;
  readonly body: string | null;
  /** The name that the author chose to show. */
  readonly author: string | null;
  /** ISO 8601. */
  readonly submittedAt: string;
  readonly reply: { readonly body: string } | null;
  readonly status: 'PENDING' | 'PUBLISHED' | 'REJECTED';
}

export interface AddressRecord {
  readonly lines: readonly string[];
  readonly city: string;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** A shop or warehouse; only those with a door are shown to visitors. */
export interface LocationRecord {
  readonly id: string;
  readonly name: string;
  readonly address: AddressRecord;
  /** WGS 84 degrees. */
  readonly latitude: number;
  readonly longitude: number;
}

export interface CustomerRecord {
  readonly id: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** The number on the customer's card. */
  readonly loyaltyCard?: string | null;
  /** Prices are those of a group: `trade`. */
  readonly priceGroup?: string | null;
}

export interface LinkRecord {
  readonly title: string;
  readonly url: string;
}

/** What can fill a place in a page. */
export type SectionContent =
  | {
      readonly type: 'Hero';
      readonly heading: string | null;
      readonly body: string | null;
      readonly image: ImageReference | null;
      readonly link: LinkRecord | null;
    }
  | {
      readonly type: 'Banner';
      readonly text: string;
      readonly tone: string | null;
      readonly link: LinkRecord | null;
      /** ISO 8601. */
      readonly endsAt: string | null;
    }
  | {
      readonly type: 'Story';
      readonly heading: string | null;
      readonly html: string | null;
      readonly image: ImageReference | null;
      readonly productIds: readonly string[];
    }
  | {
      readonly type: 'ProductRail';
      readonly heading: string | null;
      /** Chosen by hand; when empty the rail is filled by `intent`. */
      readonly productIds: readonly string[];
      readonly intent: 'POPULAR' | 'RECENT' | 'PERSONAL' | null;
    }
  | {
      readonly type: 'PopUp';
      readonly heading: string | null;
      readonly text: string;
      readonly link: LinkRecord | null;
      /** How long the visitor has been on the page; null for as soon as they would leave it. */
      readonly afterSeconds: number | null;
    }
  | {
      /** For the slot `product-badges`: beside what a product's facts say of it. */
      readonly type: 'Badge';
      readonly code: string;
      readonly text: string;
      /** Ids: of products, or of categories that they are in. Both empty: every product. */
      readonly productIds: readonly string[];
      readonly categoryIds: readonly string[];
    }
  | {
      /** For the slot `product-order`: how a category's products are listed where the visitor has not chosen. */
      readonly type: 'ProductOrder';
      readonly sort: 'RELEVANCE' | 'BEST_SELLING' | 'PRICE_ASC' | 'PRICE_DESC' | 'NEWEST' | 'TITLE' | null;
      /** Ids of products: those in front and those at the end of each page that they are on. */
      readonly first: readonly string[];
      readonly last: readonly string[];
    };

/** When a variant may fill its slot. All that is present must hold. */
export interface VariantCondition {
  readonly channels?: readonly string[];
  /** ISO 8601 instants: from inclusive, until exclusive. */
  readonly from?: string;
  readonly until?: string;
  /** Price groups: one of them. */
  readonly priceGroups?: readonly string[];
  /** Keys of the site's segments: in at least one of them. */
  readonly segments?: readonly string[];
  /** The arm of an experiment of the site that this variant is; `control` also serves who takes no part. */
  readonly experiment?: { readonly key: string; readonly arm: string; readonly control?: boolean };
  /** Key of a cap of the site: not for visitors who were shown what counts for it often enough. */
  readonly cap?: string;
}

export interface SlotVariant {
  /** Unique within its slot, opaque to visitors. */
  readonly key: string;
  readonly when?: VariantCondition;
  /** The higher wins; equal ones in the order given. */
  readonly priority: number;
  readonly content: SectionContent;
}

/** A place in a page and what can fill it. */
export interface SlotRecord {
  readonly key: string;
  readonly variants: readonly SlotVariant[];
}

/** Which slot: a site-wide one, or that of one product or category. */
export interface SlotKey {
  readonly slot: string;
  readonly subject?: { readonly type: 'product' | 'category'; readonly id: string };
}

export interface PageRecord extends Versioned {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly seo: Seo | null;
  readonly sections: readonly SlotRecord[];
}
