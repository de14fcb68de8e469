import type { ProductRecord, VariantRecord } from '../contract/records.ts';

/** A product merged from all its sources: what the API cannot do without is there. */
export interface Product extends ProductRecord {
  readonly title: string;
  readonly variants: readonly VariantRecord[];
  /** Connectors that own fields of this product but could not be asked. */
  readonly missing: readonly string[];
}

/** A variant with the product it belongs to. */
export interface Variant extends VariantRecord {
  readonly productId: string;
}
