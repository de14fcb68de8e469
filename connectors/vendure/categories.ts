import { z } from 'zod';
import type { Call, Results } from '../../src/contract/call.ts';
import type { CategoryRecord, CategoryReference } from '../../src/contract/records.ts';
import { chunks, inOrder, type VendureApi } from './api.ts';

const reference = z.object({ id: z.string(), slug: z.string().min(1), name: z.string() });
const collection = reference.extend({
  updatedAt: z.iso.datetime(),
  breadcrumbs: z.array(reference),
  children: z.array(reference).nullable(),
});

const selection = '{ id slug name updatedAt breadcrumbs { id slug name } children { id slug name } }';

/** Collections of the site's channel, by id or slug; the root, which holds no products, is none. */
export async function readCategories(
  api: VendureApi,
  by: 'id' | 'slug',
  keys: readonly string[],
  call: Call,
): Promise<Results<CategoryRecord>> {
  const options = chunks(keys, api.options.listLimit).map((part) => ({
    take: api.options.listLimit,
    filter: { [by]: { in: part } },
  }));
  const lists = await api.lists(
    { capability: 'categories', field: 'collections', selection, options, item: collection },
    call,
  );
  const found = lists.flatMap(({ items }) => items);
  return inOrder(keys, found, (item) => item[by]).map(
    (item) =>
      item && {
        ...toReference(item),
        version: Date.parse(item.updatedAt),
        // From the root collection, which is no category, to the collection itself.
        ancestors: item.breadcrumbs.slice(1, -1).map(toReference),
        children: (item.children ?? []).map(toReference),
      },
  );
}

function toReference({ id, slug, name }: z.infer<typeof reference>): CategoryReference {
  return { id, handle: slug, title: name };
}
