import { describe, expect, it } from 'vitest';
import { createDigests } from '../../src/visitor/digests.ts';

const [older, newer] = ['an older secret of at least 32 bytes', 'a newer secret of at least 32 bytes'] as const;

describe('visitor: digests', () => {
  it('differ by secret and by purpose, so that no two can be compared', () => {
    const one = createDigests([older]);
    const all = [one.of('identity', 'x'), one.of('limit', 'x'), createDigests([newer]).of('identity', 'x')];
    expect(new Set(all).size).toBe(3);
    expect(one.of('identity', 'x')).toBe(all[0]);
  });

  it('are found again after a rotation of secrets', () => {
    const before = createDigests([older]).of('identity', 'x');
    const after = createDigests([newer, older]);
    expect(after.all('identity', 'x')).toContain(before);
    expect(after.of('identity', 'x')).not.toBe(before);
    expect(after.open(createDigests([older]).seal('text', 'ann'), 'ann')).toBe('text');
  });

  it('open what was sealed for its owner, unchanged, and nothing else', () => {
    const { seal, open } = createDigests([older]);
    const sealed = seal('été', 'ann');
    expect(sealed).not.toBe(seal('été', 'ann'));
    expect(open(sealed, 'ann')).toBe('été');
    expect(open(sealed, 'eve')).toBeNull();
    expect(createDigests([newer]).open(sealed, 'ann')).toBeNull();
    for (let at = 0; at < sealed.length - 1; at += 1) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      expect(open(changed, 'ann'), `changed at ${at}`).toBeNull();
    }
  });
});
