/** What a server of the bench can be asked to change. */
import { toDecimal } from '../src/contract/money.ts';
import { clock } from './child.ts';
import { products } from './fixture/catalogue.ts';
import type { BenchBackends } from './fixture/connectors.ts';

/** @param published is called after each change: where a server has to be told by hand. */
export function createPriceChanges(backends: BenchBackends, published: (handle: string) => void = () => {}) {
  const first = (number: number) => {
    const { handle, variants } = products[number] ?? {};
    const sku = variants?.[0]?.sku;
    if (!handle || !sku) throw new Error(`no product ${number} with a variant`);
    return { handle, sku };
  };
  return {
    /** What a product's first variant will cost after its next change, as answers write it. */
    nextAmount(number: number): string {
      const { price } = backends.priceOf(first(number).sku);
      return toDecimal({ ...price, minor: price.minor + 1 });
    },
    /** Changes it. @returns when, by `clock`. */
    changePrice(number: number): number {
      const { handle, sku } = first(number);
      const at = clock();
      backends.changePrice(sku);
      published(handle);
      return at;
    },
  };
}
