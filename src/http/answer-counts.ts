import type { Answer } from '../cache/responses.ts';

/** How often answers came from where, on one site. */
export type SiteCounts = { [From in Answer<never, never>['from']]: number };

/** Counts of cacheable questions by site key, since the start. */
export interface AnswerCounts {
  add(site: string, from: keyof SiteCounts): void;
  /** Those of one site, to be added to in place. */
  of(site: string): SiteCounts;
  /** A plain copy. */
  read(): Readonly<Record<string, Readonly<SiteCounts>>>;
}

export function createAnswerCounts(): AnswerCounts {
  const sites = new Map<string, SiteCounts>();

  function of(site: string): SiteCounts {
    let counts = sites.get(site);
    if (counts === undefined) {
      counts = { HIT: 0, STALE: 0, JOINED: 0, MISS: 0 };
      sites.set(site, counts);
    }
    return counts;
  }

  return {
    of,
    add(site, from) {
      of(site)[from] += 1;
    },
    read: () => Object.fromEntries(Array.from(sites, ([site, counts]) => [site, { ...counts }])),
  };
}
