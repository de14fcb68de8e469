/** What decisions choose of products: badges besides those of their facts, and the order of a category's. */
import type { RequestContext } from '../context/context.ts';
import { placesOf, slotOn } from '../experience/slots.ts';
import type { Badge } from '../generated/resolvers.ts';
import type { Place } from '../loaders/loaders.ts';
import type { Product } from '../loaders/product.ts';
import { chain } from '../loaders/soon.ts';
import { chooseFor } from './content.ts';
import { type ResultQuery, resultPage } from './search.ts';

/** The badges of the site's slot `product-badges` that this product has for this request. */
export function badgesChosenFor({ id, categoryIds = [] }: Product, context: RequestContext): readonly Badge[] {
  const slot = slotOn(context.site, 'product-badges', null);
  if (!slot) return [];
  return placesOf(slot).flatMap((place): Badge[] => {
    const content = place.variants[0]?.content;
    // Before it is decided: what this product cannot have is nothing that its answer varies by.
    if (content?.type !== 'Badge' || !isFor(content, id, categoryIds)) return [];
    return chooseFor(place, context) ? [{ code: content.code, text: content.text }] : [];
  });
}

function isFor(
  badge: { readonly productIds: readonly string[]; readonly categoryIds: readonly string[] },
  id: string,
  categories: readonly string[],
): boolean {
  if (badge.productIds.length === 0 && badge.categoryIds.length === 0) return true;
  return badge.productIds.includes(id) || categories.some((category) => badge.categoryIds.includes(category));
}

/**
 * A category's products in the order that the site's slot `product-order` chooses, where the visitor has chosen none: its
 * sort, and in each page those in front and at the end that it names.
 */
export function arrangedPage(query: Omit<ResultQuery, 'text' | 'sort'>, context: RequestContext, place: Place) {
  const slot = slotOn(context.site, 'product-order', null);
  const content = slot && chooseFor(slot, context)?.content;
  const order = content?.type === 'ProductOrder' ? content : null;
  const found = resultPage({ ...query, text: null, sort: order?.sort ?? 'BEST_SELLING' }, context, place);
  if (!order) return found;
  return chain(found, (page) => page && { ...page, nodes: arrange(page.nodes, order) });
}

function arrange<T extends { readonly id: string }>(
  nodes: readonly T[],
  { first, last }: { readonly first: readonly string[]; readonly last: readonly string[] },
): T[] {
  const rank = ({ id }: T) => {
    const front = first.indexOf(id);
    if (front >= 0) return front - first.length;
    return last.includes(id) ? 1 : 0;
  };
  return nodes.toSorted((one, other) => rank(one) - rank(other));
}
