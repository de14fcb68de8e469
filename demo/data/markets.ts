/** How a country is priced, for any brand. A country that is not here has no price list. */
export interface Market {
  readonly currency: string;
  /** Times the Dutch price in euros; no plain conversion: taxes, transport and what neighbours ask are in it. */
  readonly level: number;
  /** Prices below `finish[0]` whole units end in these minor units, one of them chosen per product. */
  readonly endings: readonly number[];
  /** Share of products that are on offer. */
  readonly offers: number;
}

export const markets: Readonly<Record<string, Market>> = {
  NL: { currency: 'EUR', level: 1, endings: [95, 95, 50, 0], offers: 0.18 },
  BE: { currency: 'EUR', level: 1.04, endings: [95, 90, 0], offers: 0.14 },
  FR: { currency: 'EUR', level: 1.02, endings: [90, 50, 0], offers: 0.15 },
  DE: { currency: 'EUR', level: 0.97, endings: [95, 99], offers: 0.2 },
  GB: { currency: 'GBP', level: 0.91, endings: [0, 50, 95], offers: 0.16 },
};
