import type { ProductRecord } from '../contract/records.ts';

/** Every field that a backend can own; `id` is what they are joined by, and a version is of the record, not the product. The record's type makes it complete. */
const fields: Record<Exclude<keyof ProductRecord, 'id' | 'version'>, true> = {
  handle: true,
  title: true,
  descriptionHtml: true,
  vendor: true,
  seo: true,
  images: true,
  attributes: true,
  options: true,
  variants: true,
  categoryIds: true,
  related: true,
  publishedAt: true,
  purchases: true,
};

/** A field of a product that `sources` may give to a backend of its own, as `products.<field>`. */
export type ProductField = keyof typeof fields;

export const productFields = Object.keys(fields) as readonly ProductField[];
