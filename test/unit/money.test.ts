import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDecimal, minorDigits, toDecimal } from '../../src/contract/money.ts';

const currency = fc.constantFrom('EUR', 'GBP', 'JPY', 'KRW', 'KWD', 'ISK');
/** Fifteen digits before the point is what `fromDecimal` reads; beyond a safe integer it refuses. */
const minor = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 });

describe('unit: money', () => {
  it('comes back from its decimal form as it was', () => {
    fc.assert(
      fc.property(minor, currency, (minor, currency) => {
        expect(fromDecimal(toDecimal({ minor, currency }), currency)).toEqual({ minor, currency });
      }),
    );
  });

  it('always shows all fraction digits of its currency, and no others', () => {
    fc.assert(
      fc.property(minor, currency, (minor, currency) => {
        const digits = minorDigits(currency);
        const form = digits === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${digits}}$`);
        expect(toDecimal({ minor, currency })).toMatch(form);
      }),
    );
  });

  it('keeps the order of amounts', () => {
    const small = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(small, small, currency, (one, other, currency) => {
        const decimals = [one, other].map((minor) => Number(toDecimal({ minor, currency })));
        expect(Math.sign((decimals[0] ?? 0) - (decimals[1] ?? 0))).toBe(Math.sign(one - other));
      }),
    );
  });

  it('reads fewer fraction digits, and zeros beyond them, as the same amount', () => {
    fc.assert(
      fc.property(minor, currency, fc.nat({ max: 5 }), (minor, currency, zeros) => {
        const text = toDecimal({ minor, currency });
        const longer = `${text}${text.includes('.') ? '' : '.'}${'0'.repeat(zeros + 1)}`;
        expect(fromDecimal(longer, currency).minor).toBe(minor);
        const shorter = text.replace(/\.?0+$/, (tail) => (text.includes('.') ? '' : tail));
        expect(fromDecimal(shorter, currency).minor).toBe(minor);
      }),
    );
  });

  it('is written as it is known', () => {
    expect(toDecimal({ minor: 89900, currency: 'EUR' })).toBe('899.00');
    expect(toDecimal({ minor: -5, currency: 'EUR' })).toBe('-0.05');
    expect(toDecimal({ minor: 89900, currency: 'JPY' })).toBe('89900');
    expect(toDecimal({ minor: 1, currency: 'KWD' })).toBe('0.001');
    expect(fromDecimal('899.9', 'EUR')).toEqual({ minor: 89990, currency: 'EUR' });
    expect(fromDecimal('-0', 'EUR')).toEqual({ minor: 0, currency: 'EUR' });
  });

  it('refuses text that is not a plain decimal number', () => {
    const decimal = /^-?\d{1,15}(\.\d+)?$/;
    const texts = fc.oneof(
      fc.string().filter((text) => !decimal.test(text)),
      fc.constantFrom('', ' 1', '1 ', '1,50', '1.', '.5', '+1', '1e3', '0x10', 'NaN', 'Infinity', '--1', '１'),
    );
    fc.assert(
      fc.property(texts, currency, (text, currency) => {
        expect(() => fromDecimal(text, currency)).toThrow(RangeError);
      }),
    );
  });

  it('refuses to round', () => {
    fc.assert(
      fc.property(minor, currency, fc.integer({ min: 1, max: 9 }), (minor, currency, digit) => {
        const text = toDecimal({ minor, currency });
        const finer = `${text}${text.includes('.') ? '' : '.'}${digit}`;
        expect(() => fromDecimal(finer, currency)).toThrow(RangeError);
      }),
    );
  });

  it('refuses amounts that are not safe integers', () => {
    const unsafe = fc.oneof(
      fc.double({ noNaN: false }).filter((number) => !Number.isSafeInteger(number)),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0.1, 2 ** 53),
    );
    fc.assert(
      fc.property(unsafe, currency, (minor, currency) => {
        expect(() => toDecimal({ minor, currency })).toThrow(RangeError);
      }),
    );
    expect(() => fromDecimal('999999999999999.99', 'EUR')).toThrow(/too large/);
  });
});
