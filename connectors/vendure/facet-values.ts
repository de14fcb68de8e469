import { z } from 'zod';
import type { Call } from '../../src/contract/call.ts';
import { chunks, type VendureApi } from './api.ts';

const facet = z.object({ code: z.string(), values: z.array(z.object({ id: z.string(), name: z.string() })) });

/**
 * Ids of the facet values that attributes are filtered by, per facet code. A value is what visitors see of it, in the
 * call's language, as in a product's attributes; one that nobody knows has no id, and so matches nothing.
 */
export async function readFacetValueIds(
  api: VendureApi,
  attributes: Readonly<Record<string, readonly string[]>>,
  call: Call,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = Object.entries(attributes).filter(([, values]) => values.length > 0);
  const options = chunks(wanted, api.options.listLimit).map((part) => ({
    take: api.options.listLimit,
    filter: { code: { in: part.map(([code]) => code) } },
  }));
  const selection = '{ code values { id name } }';
  const lists = await api.lists({ capability: 'search', field: 'facets', selection, options, item: facet }, call);
  const known = new Map(lists.flatMap(({ items }) => items.map(({ code, values }) => [code, values] as const)));
  return new Map(
    wanted.map(([code, values]) => [
      code,
      (known.get(code) ?? []).filter(({ name }) => values.includes(name)).map(({ id }) => id),
    ]),
  );
}
