import { describe, expect, it } from 'vitest';
import { check } from '../model/check.ts';

describe('cache: model', () => {
  it('gives what a fresh execution gives, in 20,000 random scenarios', async () => {
    const { failure, from } = await check(1, 20_000);
    expect(failure).toBeNull();
    // A model whose answers all come from fresh executions would pass whatever the cache does.
    expect(from.HIT).toBeGreaterThan(20_000);
    expect(from.JOINED).toBeGreaterThan(3_000);
    expect(from.UNKNOWN ?? 0).toBeLessThan(500);
  }, 600_000);
});
