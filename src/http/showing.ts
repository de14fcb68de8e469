import { nothingCounted, type Relevance } from '../admin/relevance-port.ts';
import type { SiteDirectory } from '../config/site.ts';
import { type ArrivalOptions, createArrivals } from '../context/arrivals.ts';
import type { Assignment } from '../context/context.ts';
import type { Profiles } from '../contract/profile.ts';
import { reportOn } from '../experience/report.ts';
import { createStandings, personalDataOf } from '../experience/standing.ts';
import type { PersonalDataRegister } from '../visitor/personal-data.ts';
import { createAround, withAround } from './around.ts';
import type { Visitors } from './visitors.ts';

export interface ShowingOptions {
  readonly sites: () => SiteDirectory;
  /** What may be known of visitors on a site. */
  readonly profiles: Pick<Profiles, 'get'>;
  readonly register: PersonalDataRegister;
  readonly arrivals?: ArrivalOptions;
  /** Is told as well. */
  readonly exposed?: Showing['exposed'];
  readonly now: () => number;
}

/** What follows from what visitors are shown. */
export interface Showing {
  /** Is told of what every answer shows, made or remembered. */
  exposed(visitorId: string | null, assignments: readonly Assignment[]): void;
  /** Visitors with what follows, and with where and how they come. */
  around(visitors: Visitors): Visitors;
  /** For operators. */
  readonly relevance: Relevance;
}

export function createShowing({ sites, profiles, register, arrivals, exposed, now }: ShowingOptions): Showing {
  const standings = createStandings({
    site: (key) => sites().byKey(key),
    mayRemember: (visitorId, site) => profiles.get(visitorId, site)?.consents?.includes('PERSONALISATION') ?? false,
    now,
  });
  register.join(personalDataOf(standings));
  const around = createAround(standings, createArrivals(arrivals));
  return {
    exposed(visitorId, assignments) {
      standings.record(visitorId, assignments);
      exposed?.(visitorId, assignments);
    },
    around: (visitors) => withAround(visitors, around),
    relevance: {
      ...nothingCounted,
      async results(site, experiment) {
        const definition = sites().byKey(site)?.experiments[experiment];
        return definition ? reportOn(definition, site, experiment, standings) : null;
      },
    },
  };
}
