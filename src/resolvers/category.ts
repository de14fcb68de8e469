import type { RequestContext } from '../context/context.ts';
import type { CategoryRecord, CategoryReference } from '../contract/records.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { Place } from '../loaders/loaders.ts';
import { chain, type Soon } from '../loaders/soon.ts';
import { arrangedPage } from './chosen.ts';
import { sectionOf } from './content.ts';
import { toGlobalId } from './global-id.ts';
import { orMissing } from './missing.ts';
import { resultPage } from './search.ts';

/** The whole record of a category that may be at hand only by reference. */
function wholeCategory(
  category: CategoryReference | CategoryRecord,
  { loaders }: RequestContext,
  place: Place,
): Soon<CategoryRecord | null> {
  return 'ancestors' in category ? category : loaders.categoryById.load(category.id, place);
}

export const category: Resolvers = {
  Query: {
    category: (_, { handle }, { loaders }, info) => loaders.categoryByHandle.load(handle, info),
  },
  Category: {
    id: ({ id }) => toGlobalId('Category', id),
    breadcrumbs: (parent, _, context, info) =>
      chain(wholeCategory(parent, context, info), (whole) => [...(whole?.ancestors ?? [])]),
    children: (parent, _, context, info) =>
      chain(wholeCategory(parent, context, info), (whole) => [...(whole?.children ?? [])]),
    slot: (parent, { key }, context, info) =>
      orMissing(
        () => sectionOf({ slot: key, subject: { type: 'category', id: parent.id } }, context, info),
        context,
        info,
      ),
    products: (parent, { first, after, filters, sort }, context, info) =>
      orMissing(
        () =>
          sort == null
            ? arrangedPage({ categoryId: parent.id, first, after, filters }, context, info)
            : resultPage({ text: null, categoryId: parent.id, first, after, filters, sort }, context, info),
        context,
        info,
      ),
  },
};
