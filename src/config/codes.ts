import type { CurrencyCode } from '../generated/resolvers.ts';

/**
 * Regions that CLDR names but ISO 3166-1 does not assign: exceptionally reserved (AC, EU, UN, ...), user-assigned
 * (XA, XK, ...) and unknown (ZZ).
 */
const notAssigned = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'XK', 'ZZ']);

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** ISO 3166-1 alpha-2, all assigned codes, by the runtime's CLDR data. */
export const countryCodes: readonly string[] = listCountries();

function listCountries(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return alphabet
    .flatMap((first) => alphabet.map((second) => first + second))
    .filter((code) => names.of(code) && !notAssigned.has(code) && isCurrent(code));
}

/** False for a withdrawn or alias code: its canonical form is another one (UK is GB, YU is RS). */
function isCurrent(code: string): boolean {
  return new Intl.Locale(`und-${code}`).region === code;
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Whether it is a BCP 47 primary language in its canonical form, lower case, that CLDR has a name for. */
export function isLanguage(code: string): boolean {
  return (
    /^[a-z]{2,3}$/.test(code) &&
    languageNames.of(code) !== undefined &&
    new Intl.Locale(code).language === code &&
    code !== 'und'
  );
}

/** The API's currencies. The record's type makes it complete: neither one too few nor one too many compiles. */
const currencies: Record<CurrencyCode, true> = {
  AED: true,
  AUD: true,
  BGN: true,
  BRL: true,
  CAD: true,
  CHF: true,
  CNY: true,
  CZK: true,
  DKK: true,
  EUR: true,
  GBP: true,
  HKD: true,
  HUF: true,
  ILS: true,
  INR: true,
  ISK: true,
  JPY: true,
  KRW: true,
  MXN: true,
  MYR: true,
  NOK: true,
  NZD: true,
  PLN: true,
  QAR: true,
  RON: true,
  SAR: true,
  SEK: true,
  SGD: true,
  THB: true,
  TRY: true,
  TWD: true,
  UAH: true,
  USD: true,
  ZAR: true,
};

/** ISO 4217 codes that the API can answer with: the schema's enum `CurrencyCode`. */
export const currencyCodes = Object.keys(currencies) as readonly CurrencyCode[];
