import { describe, expect, it } from 'vitest';
import { createVisitorTokens } from '../../src/visitor/token.ts';

const secret = 'a'.repeat(32);
const now = Date.parse('2026-11-22T12:00:00Z');

describe('visitor: token', () => {
  it('speaks for the visitor that it was issued to, until it is over', () => {
    const tokens = createVisitorTokens({ audience: 'acme', secrets: [secret], lifetimeMs: 60_000 });
    const token = tokens.issue(now);
    const visitor = tokens.verify(token, now);
    expect(visitor?.visitorId).toMatch(/^[\w-]{22}$/);
    expect(tokens.verify(token, now + 59_000)).toEqual(visitor);
    expect(tokens.verify(token, now + 60_000)).toBeNull();
  });

  it('is refused when a single character of it was changed', () => {
    const tokens = createVisitorTokens({ audience: 'acme', secrets: [secret] });
    const token = tokens.issue(now);
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const forged = token.slice(0, at) + other + token.slice(at + 1);
      // The last character of base64url carries bits that decode to nothing: two spellings of the same bytes.
      if (at < token.length - 1) expect(tokens.verify(forged, now), `changed at ${at}`).toBeNull();
    }
    expect(tokens.verify('', now)).toBeNull();
    expect(tokens.verify(`${token}.`, now)).toBeNull();
  });

  it('goes on through a rotation of secrets, and ends with the last one that signed it', () => {
    const token = createVisitorTokens({ audience: 'acme', secrets: [secret] }).issue(now);
    expect(
      createVisitorTokens({ audience: 'acme', secrets: ['b'.repeat(32), secret] }).verify(token, now),
    ).not.toBeNull();
    expect(createVisitorTokens({ audience: 'acme', secrets: ['b'.repeat(32)] }).verify(token, now)).toBeNull();
  });

  it('refuses secrets that are none', () => {
    expect(() => createVisitorTokens({ audience: 'acme', secrets: [] })).toThrow('at least one secret');
    expect(() => createVisitorTokens({ audience: 'acme', secrets: ['short'] })).toThrow('at least 32 bytes');
  });
});
