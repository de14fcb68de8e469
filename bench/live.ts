/** What the subscribers of the bench ask for: a part of the product page, with the slot that is decided for each. */
import { products } from './fixture/catalogue.ts';

export const liveQuery = `subscription Live($handles: [String!]!) {
  productChanged(handles: $handles) {
    kind
    product {
      id
      title
      availability { status }
      variants(first: 50) { nodes { id price { amount currencyCode } availability { status quantity message } } }
      slot(key: "product-story") { ... on Story { heading decision { variant because } } }
    }
  }
}`;

/** The first product, which no other's page shows. */
export const liveProduct = 0;
export const liveVariables = { handles: [products[liveProduct]?.handle] };

export interface LiveMessage {
  readonly productChanged: {
    readonly kind: string;
    readonly product: {
      readonly variants: { readonly nodes: readonly { readonly price: { readonly amount: string } }[] };
      readonly slot: { readonly decision: { readonly variant: string } } | null;
    } | null;
  };
}
