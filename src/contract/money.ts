/**
 * Money as the code holds it: an integer number of minor units and an ISO 4217 currency. Never a float;
 * it becomes a decimal string only in the API.
 */
export interface Money {
  /** Minor units: cents for EUR, yen for JPY. A safe integer. */
  readonly minor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

const digitsByCurrency = new Map<string, number>();

/** How many minor digits a currency has (ISO 4217, by the runtime's CLDR data): EUR 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

/** `{ minor: 89900, currency: 'EUR' }` to `'899.00'`. Exact: works on the digits, not on a float. */
export function toDecimal({ minor, currency }: Money): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`money.minor must be a safe integer, got ${minor}`);
  const digits = minorDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const padded = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(-digits)}`;
}

/**
 * `'899.9'` and `'EUR'` to `{ minor: 89990, currency: 'EUR' }`. More fraction digits than the currency has are
 * refused unless they are zeros: rounding money is the caller's decision.
 *
 * @throws {RangeError} when the text is not a decimal number, or not representable in minor units.
 */
export function fromDecimal(text: string, currency: string): Money {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`expected a decimal number such as "12.50", got ${JSON.stringify(text)}`);
  const [, sign, whole = '', fraction = ''] = match;
  const digits = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits)))
    throw new RangeError(`${currency} has ${digits} fraction digits, got ${JSON.stringify(text)}`);
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${JSON.stringify(text)} is too large for an amount`);
  return { minor: sign && minor !== 0 ? -minor : minor, currency };
}
