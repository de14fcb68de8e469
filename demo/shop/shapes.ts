/** What the shop's answers look like; anything else is malformed. */
import { z } from 'zod';

const refused = z.object({ refused: z.string() });

const product = z.object({
  id: z.int(),
  externalId: z.string(),
  slug: z.string(),
  title: z.string(),
  attributes: z.array(
    z.object({ code: z.string(), name: z.string(), terms: z.array(z.object({ code: z.string(), name: z.string() })) }),
  ),
  variations: z.array(z.object({ sku: z.string(), terms: z.record(z.string(), z.string()) })),
  categoryExternalIds: z.array(z.string()),
  soldLastWeek: z.int().min(0),
});
export type Product = z.infer<typeof product>;
export const products = z.object({ rows: z.array(product) });
export const productList = z.union([z.object({ externalIds: z.array(z.string()), more: z.boolean() }), refused]);

const category = z.object({
  externalId: z.string(),
  parentExternalId: z.string().nullable(),
  slug: z.string(),
  name: z.string(),
});
export type Category = z.infer<typeof category>;
export const categories = z.object({ nodes: z.array(category) });

export const prices = z.object({
  currency: z.string().length(3),
  entries: z.array(z.object({ sku: z.string(), amount: z.int().min(0), was: z.int().min(0).nullable() })),
});

const found = z.object({
  hits: z.array(z.string()),
  total: z.int(),
  didYouMean: z.string().nullable(),
  next: z.string().nullable(),
  more: z.boolean(),
  aggregations: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      buckets: z.array(z.object({ name: z.string(), hits: z.int() })),
    }),
  ),
  priceBands: z.object({
    label: z.string(),
    bands: z.array(z.object({ from: z.int(), to: z.int(), hits: z.int() })),
  }),
  stockSplit: z.object({
    label: z.string(),
    yes: z.int(),
    no: z.int(),
    words: z.object({ yes: z.string(), no: z.string() }),
  }),
});
export type Found = z.infer<typeof found>;
export const search = z.union([found, refused]);

const revision = z.object({
  externalId: z.string(),
  revision: z.string(),
  variations: z.array(z.object({ sku: z.string(), revision: z.string() })),
});
export type Revision = z.infer<typeof revision>;
export const revisions = z.object({ rows: z.array(revision), next: z.int().nullable() });
