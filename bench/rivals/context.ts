/** What a resolver of the rivals gets: DataLoaders over the same backends, and who asks. As a team would write it by hand. */
import DataLoader from 'dataloader';
import type { Site } from '../../src/config/site.ts';
import type { Call, Results } from '../../src/contract/call.ts';
import type { ReviewsOfProduct } from '../../src/contract/capabilities.ts';
import type { Connector } from '../../src/contract/connector.ts';
import type { Profile } from '../../src/contract/profile.ts';
import type { ImageRecord, PriceRecord, ProductRecord, SlotRecord } from '../../src/contract/records.ts';
import { type Stock, toStock } from '../../src/loaders/stock.ts';
import { en } from '../../src/texts/en.ts';
import type { Texts } from '../../src/texts/shape.ts';
import { createVisitorTokens, type VisitorToken } from '../../src/visitor/token.ts';
import { profiles, visitorSecret } from '../fixture/visitors.ts';

export interface RivalContext {
  readonly visitorId: string | null;
  readonly profile: Profile | null;
  readonly texts: Texts;
  readonly productById: DataLoader<string, ProductRecord | null>;
  readonly productByHandle: DataLoader<string, ProductRecord | null>;
  readonly price: DataLoader<string, PriceRecord | null>;
  readonly stock: DataLoader<string, Stock | null>;
  readonly image: DataLoader<string, ImageRecord | null>;
  /** By the product's id. */
  readonly slot: DataLoader<string, SlotRecord | null>;
  /** By the product's id, with the three newest. */
  readonly reviews: DataLoader<string, ReviewsOfProduct | null>;
}

export const siteKey = 'bench-0';
const limits = { scarcity: 10, quantityShownBelow: 10 };
const site = { key: siteKey, brand: 'brand-0', country: 'GB', language: 'en', currency: 'GBP', settings: {} };

/** Makes contexts: `open` takes the value of the header `etalage-visitor`. */
export function createContexts(connectors: readonly Connector[]): { open(token: string | undefined): RivalContext } {
  const tokens = createVisitorTokens({ secrets: [visitorSecret], audience: 'brand-0' });
  // As we do: a signature is computed once per token.
  const verified = new Map<string, VisitorToken | null>();
  const verify = (token: string) => {
    let known = verified.get(token);
    if (known === undefined) {
      known = tokens.verify(token, Date.now());
      verified.set(token, known);
    }
    return known;
  };
  const byName = Object.fromEntries(connectors.map((connector) => [connector.name, connector]));
  const { pim, shop, stock, cms, crm } = byName as Record<
    'pim' | 'shop' | 'stock' | 'cms' | 'crm',
    Required<Connector>
  >;

  return {
    open(token) {
      const visitorId = (token && verify(token)?.visitorId) || null;
      const call: Call = { site, locale: 'en-GB', signal: new AbortController().signal };
      const loader = <T>(read: (keys: readonly string[]) => Promise<Results<T>>) =>
        new DataLoader<string, T | null>(read);
      return {
        visitorId,
        profile: (visitorId && profiles.get(visitorId)) || null,
        texts: en,
        productById: loader((ids) => pim.products.byIds(ids, call)),
        productByHandle: loader((handles) => pim.products.byHandles(handles, call)),
        price: loader((skus) => shop.prices.bySkus(skus, call)),
        stock: loader(async (skus) => {
          const records = await stock.stock.bySkus(skus, call);
          return records.map((one) => (one === null || one instanceof Error ? one : toStock(one, { limits } as Site)));
        }),
        image: loader((ids) => cms.media.byIds(ids, call)),
        slot: loader((ids) =>
          cms.content.slots(
            ids.map((id) => ({ slot: 'product-story', subject: { type: 'product', id } })),
            call,
          ),
        ),
        reviews: loader((ids) =>
          crm.reviews.byProducts(
            ids.map((productId) => ({ productId, first: 3, after: null })),
            call,
          ),
        ),
      };
    },
  };
}
