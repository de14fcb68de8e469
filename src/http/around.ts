import type { IncomingHttpHeaders } from 'node:http';
import { type Around, type FindAround, nothingAround } from '../context/around.ts';
import type { createArrivals } from '../context/arrivals.ts';
import type { Standings } from '../experience/standing.ts';
import type { RecognizedVisitor, Visitors } from './visitors.ts';

/** Finds what is around a request: the same object for the same standing and circumstances. */
export function createAround(
  standings: Pick<Standings, 'of'>,
  circumstancesOf: ReturnType<typeof createArrivals>,
): FindAround {
  const byParts = new WeakMap<object, WeakMap<object, Around>>();
  return (visitorId, site, told) => {
    const standing = visitorId === null ? undefined : standings.of(visitorId, site.key);
    const circumstances = circumstancesOf(told, site);
    if (!standing && !circumstances) return nothingAround;
    const [one, other] = [standing ?? nothingAround, circumstances ?? nothingAround];
    const others = byParts.get(one) ?? new WeakMap<object, Around>();
    byParts.set(one, others);
    const around = others.get(other) ?? { standing, circumstances };
    others.set(other, around);
    return around;
  };
}

/** Visitors with what is around them: the same object for the same visitor in the same circumstances. */
export function withAround(visitors: Visitors, find: FindAround): Visitors {
  const joined = new WeakMap<Around, WeakMap<RecognizedVisitor, RecognizedVisitor>>();

  function join(visitor: RecognizedVisitor, headers: IncomingHttpHeaders, site: Parameters<FindAround>[1]) {
    const around = find(visitor.visitorId, site, headers);
    if (around === nothingAround) return visitor;
    const those = joined.get(around) ?? new WeakMap<RecognizedVisitor, RecognizedVisitor>();
    joined.set(around, those);
    const both = those.get(visitor) ?? { ...visitor, ...around };
    those.set(visitor, both);
    return both;
  }

  return {
    ...visitors,
    recognize(headers, site) {
      const visitor = visitors.recognize(headers, site);
      return visitor && join(visitor, headers, site);
    },
    arrive: async (headers, site) => join(await visitors.arrive(headers, site), headers, site),
    follow(headers, site) {
      const follow = visitors.follow(headers, site);
      return () => {
        const visitor = follow();
        return visitor && join(visitor, headers, site);
      };
    },
  };
}
