const day = 86_400_000;

/** What the rules of traits go by. */
export interface TraitSettings {
  /** After which time a sign of interest counts half, in milliseconds. */
  readonly halfLifeMs: number;
  /** Most keys of one kind that are remembered of a visitor: the strongest. */
  readonly keysKept: number;
  /** Without an event for so long, a visit is over, in milliseconds. */
  readonly visitMs: number;
  /** Upper bounds of days since the last order, for recency of 5, 4, 3 and 2; beyond the last it is 1. */
  readonly recencyDays: readonly number[];
  /** Lower bounds of orders, for a frequency of 2, 3, 4 and 5. */
  readonly frequencyOrders: readonly number[];
  /** Lower bounds of what all orders came to, for a value of 2, 3, 4 and 5; major units of their currency. */
  readonly monetaryTotals: readonly number[];
  /** For how long a sign of a stage of the journey stands, in milliseconds. */
  readonly interestMs: number;
  readonly desireMs: number;
  readonly actionMs: number;
  readonly satisfactionMs: number;
}

export const defaultTraitSettings: TraitSettings = {
  halfLifeMs: 30 * day,
  keysKept: 50,
  visitMs: 30 * 60_000,
  recencyDays: [30, 90, 180, 365],
  frequencyOrders: [2, 3, 5, 8],
  monetaryTotals: [100, 300, 750, 2_000],
  interestMs: 30 * day,
  desireMs: 14 * day,
  actionMs: day,
  satisfactionMs: 90 * day,
};
