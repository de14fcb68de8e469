import { isDeepStrictEqual } from 'node:util';
import type { Results } from '../../src/contract/call.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import type { CallPlace } from '../shared/http.ts';

/** Puts variants in the order of the SKUs. Several that share a SKU are one where they are equal, and an error where not. */
export function onePerSku<T extends { sku: string }>(
  at: CallPlace,
  skus: readonly string[],
  variants: readonly T[],
): Results<T> {
  const bySku = Map.groupBy(variants, ({ sku }) => sku);
  return skus.map((sku) => {
    const [found = null, ...others] = bySku.get(sku) ?? [];
    if (others.every((other) => isDeepStrictEqual(other, found))) return found;
    const problem = `${others.length + 1} variants have the SKU ${JSON.stringify(sku)}, and differ`;
    return new ConnectorError('CONNECTOR_MALFORMED', at, problem);
  });
}
