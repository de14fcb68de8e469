import { describe, expect, it } from 'vitest';
import { createTagIndex } from '../../src/cache/tag-index.ts';
import { watchTags } from '../../src/cache/watch.ts';

describe('cache: watches', () => {
  function watched() {
    const index = createTagIndex(0);
    let told = 0;
    const watch = watchTags(index, ['product.a', 'price.a'], index.sequence(), 1_000, () => {
      told += 1;
    });
    return { index, watch, told: () => told };
  }

  it('tell once when a tag moves, and leave nothing in the index', () => {
    const { index, watch, told } = watched();
    expect(watch?.holds()).toBe(true);
    index.move(['stock.a'], 1);
    expect(told()).toBe(0);
    index.move(['price.a', 'product.a'], 2);
    index.move(['price.a'], 3);
    expect([told(), watch?.holds(), index.size()]).toEqual([1, false, 0]);
  });

  it('tell nothing after they are closed, and leave nothing in the index', () => {
    const { index, watch, told } = watched();
    watch?.close();
    watch?.close();
    index.move(['price.a'], 1);
    expect([told(), watch?.holds(), index.size()]).toEqual([0, false, 0]);
  });

  it('do not hold while it is found out what a change moves', () => {
    const { index, watch } = watched();
    const doubt = index.doubt(['price.a']);
    expect(watch?.holds()).toBe(false);
    doubt.settle();
    expect(watch?.holds()).toBe(true);
  });

  it('are not begun for what has moved already', () => {
    const index = createTagIndex(0);
    const asOf = index.sequence();
    index.move(['price.a'], 1);
    expect(watchTags(index, ['price.a'], asOf, 1_000, () => {})).toBeNull();
    expect(index.size()).toBe(0);
  });
});
