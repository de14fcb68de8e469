import type { ConsentPurpose } from '../contract/profile.ts';
import type { StockStatus } from '../contract/records.ts';

export type BadgeCode = 'NEW' | 'SALE' | 'LAST_ITEMS';
export type ReasonCode = 'COMPLEMENTARY' | 'ALTERNATIVE' | 'LOOK' | 'POPULAR' | 'EDITORIAL';

/**
 * Every sentence that Etalage itself says to a visitor, in one language. A language is one file of this shape; what a
 * backend says comes in that language from the backend.
 */
export interface Texts {
  /** `quantity` is given only where it may be told. */
  readonly availability: (status: StockStatus, quantity: number | null) => string;
  readonly badge: Readonly<Record<BadgeCode, string>>;
  readonly reason: (code: ReasonCode, title?: string) => string;
  /** Units bought in the last seven days. */
  readonly purchases: (count: number) => string;
  readonly because: {
    readonly always: string;
    readonly channels: (channels: readonly string[]) => string;
    /** Dates as the site writes them; null at an open end. */
    readonly period: (from: string | null, until: string | null) => string;
  };
  /** What a visitor gains by a consent, where a site has no words of its own. */
  readonly consent: Readonly<Record<ConsentPurpose, string>>;
  /** The mail with a code; plain text. */
  readonly codeMail: (
    brand: string,
    code: string,
    minutes: number,
  ) => { readonly subject: string; readonly text: string };
  readonly facet: { readonly price: string; readonly available: string; readonly yes: string; readonly no: string };
  readonly speech: {
    readonly price: (amount: string) => string;
    readonly priceFrom: (amount: string) => string;
    readonly found: (count: number, query: string) => string;
    readonly nothingFound: (query: string) => string;
  };
}
