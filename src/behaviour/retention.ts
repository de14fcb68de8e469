import type { EventsConfig } from '../config/events.ts';
import { forgetCounts, forgetEvents } from '../store/events.ts';
import type { Store } from '../store/store.ts';
import type { Folding } from './folding.ts';
import { dayOf } from './log.ts';

const day = 86_400_000;

/** For how long events are kept, by what they are kept for; milliseconds. */
export interface EventRetention {
  readonly analyticsMs: number;
  readonly personalisationMs: number;
  readonly countsMs: number;
}

export function retentionOf({
  analyticsDays = 180,
  personalisationDays = 400,
  countsDays = 1_100,
}: EventsConfig): EventRetention {
  return { analyticsMs: analyticsDays * day, personalisationMs: personalisationDays * day, countsMs: countsDays * day };
}

export interface ForgottenEvents {
  readonly analytics: number;
  readonly personalisation: number;
  readonly counts: number;
}

/** Events of one transaction: while it runs, nobody else writes to a SQLite file. */
const atOnce = 500;

/**
 * Removes what is older than may be kept, in short transactions. The traits of those whose events went are computed anew
 * in the same transaction: what is forgotten is forgotten in them too.
 *
 * @throws {StoreError}
 */
export async function forgetOldEvents(
  store: Store,
  folding: Pick<Folding, 'recompute'>,
  retention: EventRetention,
  now: number,
): Promise<ForgottenEvents> {
  async function forget(used: 0 | 1, keptMs: number): Promise<number> {
    let all = 0;
    for (let removed = atOnce; removed === atOnce; all += removed) {
      removed = await store.transaction(async (tx) => {
        const whose = await forgetEvents(tx, { used, before: now - keptMs, atMost: atOnce });
        if (used === 1) for (const visitorId of [...new Set(whose)].sort()) await folding.recompute(visitorId, tx);
        return whose.length;
      });
    }
    return all;
  }
  const analytics = await forget(0, retention.analyticsMs);
  const personalisation = await forget(1, retention.personalisationMs);
  const counts = await store.transaction((tx) => forgetCounts(tx, dayOf(now - retention.countsMs)));
  return { analytics, personalisation, counts };
}
