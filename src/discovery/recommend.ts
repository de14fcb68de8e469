import type { RequestContext } from '../context/context.ts';
import type { SearchQuery } from '../contract/capabilities.ts';
import { ConnectorError } from '../contract/errors.ts';
import type { RelationKind } from '../contract/records.ts';
import type { Loaders, Place } from '../loaders/loaders.ts';
import { type Product, skusOf } from '../loaders/product.ts';
import { chain, each, orElse, type Soon } from '../loaders/soon.ts';
import { statusOnly } from '../loaders/stock.ts';
import type { ReasonCode } from '../texts/shape.ts';

export type Intent = RelationKind | 'RECENT' | 'POPULAR' | 'PERSONAL';

export interface RecommendationRequest {
  readonly intent: Intent;
  /** How many at most. */
  readonly first: number;
  /** What it is about; null on a page of no product. */
  readonly product: Product | null;
}

export interface Recommended {
  readonly product: Product;
  readonly reason: { readonly code: ReasonCode; readonly text: string };
}

/** How many candidates are looked at for each that is wanted, since some will be sold out. */
const candidatesPerPlace = 2;

/**
 * What else to show. Relations are what merchandisers recorded; for RECENT and PERSONAL an anonymous visitor gets what
 * is popular, and the reason says so. What nobody can buy is never recommended.
 */
export function recommend(
  { intent, first, product }: RecommendationRequest,
  context: RequestContext,
  place: Place,
): Soon<Recommended[]> {
  if (intent === 'COMPLEMENTARY' || intent === 'ALTERNATIVE' || intent === 'LOOK') {
    const ids = product?.related?.[intent] ?? [];
    return present(ids, intent, first, context, place, product?.title);
  }
  const query: SearchQuery = {
    text: null,
    categoryId: product?.categoryIds?.[0] ?? null,
    filters: { attributes: {}, price: null, available: true },
    sort: 'BEST_SELLING',
    first: first * candidatesPerPlace,
    after: null,
  };
  return chain(context.loaders.search.load(query, place), (popular) => {
    const ids = popular?.nodes.filter((id) => id !== product?.id) ?? [];
    return present(ids, 'POPULAR', first, context, place);
  });
}

/** Products that an editor chose, in the editor's order. */
export function recommendChosen(ids: readonly string[], context: RequestContext, place: Place): Soon<Recommended[]> {
  return present(ids, 'EDITORIAL', ids.length, context, place);
}

function present(
  ids: readonly string[],
  code: ReasonCode,
  first: number,
  { loaders, texts }: RequestContext,
  place: Place,
  title?: string,
): Soon<Recommended[]> {
  const candidates = each(ids.slice(0, first * candidatesPerPlace), (id) => loaders.productById.load(id, place));
  return chain(candidates, (found) => {
    const products = found.filter((product) => product !== null);
    return chain(
      each(products, (product) => canBeBought(product, loaders, place)),
      (sellable) => {
        const reason = { code, text: texts.reason(code, title) };
        return products
          .filter((_, index) => sellable[index])
          .slice(0, first)
          .map((product) => ({ product, reason }));
      },
    );
  });
}

/** False only when stock is known and none is left: a stock system that is down must not empty the page. */
function canBeBought(product: Product, { stockBySku }: Loaders, place: Place): Soon<boolean> {
  return orElse(
    () =>
      chain(
        stockBySku.loadAll(skusOf(product), place, statusOnly),
        (stocks) => stocks.length === 0 || stocks.some((stock) => stock?.status !== 'OUT_OF_STOCK'),
      ),
    (error) => {
      if (!(error instanceof ConnectorError)) throw error;
      return true;
    },
  );
}
