import type { RequestContext } from '../context/context.ts';
import type { CategoryRecord, CategoryReference } from '../contract/records.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { sectionOf } from './content.ts';
import { toGlobalId } from './global-id.ts';
import { orMissing } from './missing.ts';
import { resultPage } from './search.ts';

/** The whole record of a category that may be at hand only by reference. */
async function wholeCategory(
  category: CategoryReference | CategoryRecord,
  { loaders }: RequestContext,
): Promise<CategoryRecord | null> {
  return 'ancestors' in category ? category : loaders.categoryById.load(category.id);
}

export const category: Resolvers = {
  Query: {
    category: (_, { handle }, { loaders }) => loaders.categoryByHandle.load(handle),
  },
  Category: {
    id: ({ id }) => toGlobalId('Category', id),
    breadcrumbs: async (parent, _, context) => [...((await wholeCategory(parent, context))?.ancestors ?? [])],
    children: async (parent, _, context) => [...((await wholeCategory(parent, context))?.children ?? [])],
    slot: (parent, { key }, context, info) =>
      orMissing(sectionOf({ slot: key, subject: { type: 'category', id: parent.id } }, context), context, info),
    products: (parent, { first, after, filters, sort }, context, info) =>
      orMissing(
        resultPage({ text: null, categoryId: parent.id, first, after, filters, sort: sort ?? 'BEST_SELLING' }, context),
        context,
        info,
      ),
  },
};
