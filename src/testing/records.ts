/**
 * The shapes of `contract/records.ts` at run time, strict: a field that the contract does not have is a vendor's that leaked.
 * The assertions at the end hold both descriptions equal at compile time.
 */
import { z } from 'zod';
import type { Facet, ReviewsOfProduct, SearchAnswer } from '../contract/capabilities.ts';
import type { Money } from '../contract/money.ts';
import type {
  CategoryRecord,
  CustomerRecord,
  ImageRecord,
  LocationRecord,
  PageRecord,
  PriceRecord,
  ProductRecord,
  ReviewRecord,
  SlotRecord,
  StockRecord,
} from '../contract/records.ts';

const key = z.string().min(1);
const text = z.string();
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const absoluteUrl = z.url({ protocol: /^https?$/ });
const count = z.int().nonnegative();

/** No script, handler or script URL is left in what goes to a page as it is. */
const safeHtml = text.refine((html) => !/<\s*script|\son\w+\s*=|javascript:/i.test(html), 'HTML that is safe to show');

const money: z.ZodType<Money> = z.strictObject({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });

/** A backend's own count or date of changes. */
const version = z.number().nullable().optional();

const seo = z.strictObject({ title: text.nullable().optional(), description: text.nullable().optional() });

export const image = z.strictObject({
  id: key,
  url: absoluteUrl,
  renditionUrl: text
    .refine((url) => /^https?:\/\/.*\{width\}/.test(url), 'an absolute URL template with {width} and {height}')
    .optional(),
  altText: text.nullable(),
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
});

const imageReference = z.union([image, z.strictObject({ mediaId: key })]);

export const product = z.strictObject({
  version,
  id: key,
  handle: key,
  title: key.optional(),
  descriptionHtml: safeHtml.nullable().optional(),
  vendor: text.nullable().optional(),
  seo: seo.nullable().optional(),
  images: z.array(imageReference).optional(),
  attributes: z.array(z.strictObject({ key, label: text, value: text, unit: text.nullable().optional() })).optional(),
  options: z
    .array(z.strictObject({ id: key, name: text, values: z.array(z.strictObject({ id: key, name: text })) }))
    .optional(),
  variants: z
    .array(
      z.strictObject({
        id: key,
        sku: key,
        title: text,
        selectedOptions: z.array(z.strictObject({ name: text, value: text })),
      }),
    )
    .optional(),
  categoryIds: z.array(key).optional(),
  related: z
    .strictObject({
      COMPLEMENTARY: z.array(key).optional(),
      ALTERNATIVE: z.array(key).optional(),
      LOOK: z.array(key).optional(),
    })
    .optional(),
  publishedAt: z.union([instant, day]).nullable().optional(),
  purchases: count.nullable().optional(),
});

const categoryReference = z.strictObject({ id: key, handle: key, title: text });

export const category = z.strictObject({
  version,
  id: key,
  handle: key,
  title: text,
  ancestors: z.array(categoryReference),
  children: z.array(categoryReference),
});

export const price = z.strictObject({ version, sku: key, price: money, compareAtPrice: money.nullable().optional() });

export const stock = z.strictObject({
  version,
  sku: key,
  status: z.enum(['IN_STOCK', 'LOW_STOCK', 'OUT_OF_STOCK', 'BACKORDER', 'PREORDER', 'UNKNOWN']),
  quantity: z.int().nullable(),
  asOf: instant.nullable(),
});

export const review = z.strictObject({
  id: key,
  productId: key,
  rating: z.number().min(1).max(5),
  title: text.nullable(),
  body: text.nullable(),
  author: text.nullable(),
  submittedAt: instant,
  reply: z.strictObject({ body: text }).nullable(),
  status: z.enum(['PENDING', 'PUBLISHED', 'REJECTED']),
});

export const reviewsOfProduct = z.strictObject({
  nodes: z.array(review),
  endCursor: text.nullable(),
  hasNextPage: z.boolean(),
  averageRating: z.number().min(1).max(5).nullable(),
  count,
});

export const location = z.strictObject({
  id: key,
  name: text,
  address: z.strictObject({
    lines: z.array(text),
    city: text,
    postalCode: text,
    country: z.string().regex(/^[A-Z]{2}$/),
  }),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

export const customer = z.strictObject({
  id: key,
  email: z.email(),
  firstName: text.nullable(),
  lastName: text.nullable(),
  loyaltyCard: text.nullish(),
  priceGroup: text.nullish(),
});

const link = z.strictObject({ title: text, url: absoluteUrl });

const sectionContent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Hero'),
    heading: text.nullable(),
    body: text.nullable(),
    image: imageReference.nullable(),
    link: link.nullable(),
  }),
  z.strictObject({
    type: z.literal('Banner'),
    text,
    tone: text.nullable(),
    link: link.nullable(),
    endsAt: instant.nullable(),
  }),
  z.strictObject({
    type: z.literal('Story'),
    heading: text.nullable(),
    html: safeHtml.nullable(),
    image: imageReference.nullable(),
    productIds: z.array(key),
  }),
  z.strictObject({
    type: z.literal('ProductRail'),
    heading: text.nullable(),
    productIds: z.array(key),
    intent: z.enum(['POPULAR', 'RECENT', 'PERSONAL']).nullable(),
  }),
  z.strictObject({
    type: z.literal('PopUp'),
    heading: text.nullable(),
    text,
    link: link.nullable(),
    afterSeconds: z.int().nonnegative().nullable(),
  }),
  z.strictObject({
    type: z.literal('Badge'),
    code: key,
    text,
    productIds: z.array(key),
    categoryIds: z.array(key),
  }),
  z.strictObject({
    type: z.literal('ProductOrder'),
    sort: z.enum(['RELEVANCE', 'BEST_SELLING', 'PRICE_ASC', 'PRICE_DESC', 'NEWEST', 'TITLE']).nullable(),
    first: z.array(key),
    last: z.array(key),
  }),
]);

export const slot = z.strictObject({
  key,
  variants: z.array(
    z.strictObject({
      key,
      when: z
        .strictObject({
          channels: z.array(key).optional(),
          from: instant.optional(),
          until: instant.optional(),
          priceGroups: z.array(key).optional(),
          segments: z.array(key).optional(),
          experiment: z.strictObject({ key, arm: key, control: z.boolean().optional() }).optional(),
          cap: key.optional(),
        })
        .optional(),
      priority: z.number(),
      content: sectionContent,
    }),
  ),
});

export const page = z.strictObject({
  version,
  id: key,
  path: key,
  title: text,
  seo: seo.nullable(),
  sections: z.array(slot),
});

const facet = z.strictObject({
  key,
  label: text,
  type: z.enum(['LIST', 'PRICE_RANGE', 'BOOLEAN']),
  values: z.array(z.strictObject({ value: text, label: text, count })),
});

export const searchAnswer = z.strictObject({
  nodes: z.array(key),
  endCursor: text.nullable(),
  hasNextPage: z.boolean(),
  totalCount: count.nullable(),
  facets: z.array(facet),
  correctedQuery: text.nullable(),
});

type Plain<T> = T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Describes<Schema extends z.ZodType, T> = Same<Plain<z.infer<Schema>>, Plain<T>>;

type Holds<T extends true> = T;

/** Fails to compile, at the line of the type, when a schema and its type have drifted apart. */
export type Descriptions = [
  Holds<Describes<typeof image, ImageRecord>>,
  Holds<Describes<typeof product, ProductRecord>>,
  Holds<Describes<typeof category, CategoryRecord>>,
  Holds<Describes<typeof price, PriceRecord>>,
  Holds<Describes<typeof stock, StockRecord>>,
  Holds<Describes<typeof review, ReviewRecord>>,
  Holds<Describes<typeof reviewsOfProduct, ReviewsOfProduct>>,
  Holds<Describes<typeof location, LocationRecord>>,
  Holds<Describes<typeof customer, CustomerRecord>>,
  Holds<Describes<typeof slot, SlotRecord>>,
  Holds<Describes<typeof page, PageRecord>>,
  Holds<Describes<typeof facet, Facet>>,
  Holds<Describes<typeof searchAnswer, SearchAnswer>>,
];
