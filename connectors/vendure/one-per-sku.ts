import { isDeepStrictEqual } from 'node:util';
import type { Results } from '../../src/contract/call.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import type { CallPlace } from '../shared/http.ts';

/**
 * Puts variants in the order of the SKUs. Several that share a SKU are one where they are equal, last updated when the last of
 * them was, and an error where not.
 */
export function onePerSku<T extends { readonly sku: string; readonly updatedAt: string }>(
  at: CallPlace,
  skus: readonly string[],
  variants: readonly T[],
): Results<T> {
  const bySku = Map.groupBy(variants, ({ sku }) => sku);
  return skus.map((sku) => {
    const [found = null, ...others] = bySku.get(sku) ?? [];
    if (found === null || others.length === 0) return found;
    const all = [found, ...others];
    const updatedAt =
      all
        .map((variant) => variant.updatedAt)
        .sort()
        .at(-1) ?? found.updatedAt;
    if (all.every((variant) => isDeepStrictEqual({ ...variant, updatedAt }, { ...found, updatedAt })))
      return { ...found, updatedAt };
    const problem = `${others.length + 1} variants have the SKU ${JSON.stringify(sku)}, and differ`;
    return new ConnectorError('CONNECTOR_MALFORMED', at, problem);
  });
}
