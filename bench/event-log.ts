/** The process that fills a log of events: how fast, how large it gets, and how long it takes to compute all traits anew. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Behaviour, createBehaviour } from '../src/behaviour/behaviour.ts';
import type { GivenEvent } from '../src/behaviour/read-events.ts';
import { openStore } from '../src/store/open.ts';
import { createProfileStore } from '../src/visitor/profile-store.ts';
import { testSite } from '../test/support/site.ts';
import { answerParent } from './child.ts';

export interface Filled {
  readonly events: number;
  readonly visitors: number;
  /** Until all were on the disk, and until all were in the traits; milliseconds from the start. */
  readonly takenMs: number;
  readonly foldedMs: number;
  /** Of the store's files. */
  readonly bytes: number;
  readonly recomputedMs: number;
}

const site = testSite();
const eventsPerVisitor = 100;
const eventsPerCall = 20;
const callsAtOnce = 100;
const names = ['PRODUCT_VIEWED', 'PRODUCT_VIEWED', 'PRODUCT_LIST_VIEWED', 'PRODUCT_ADDED', 'PAGE_VIEWED'];

answerParent({
  async fill({ events }: { events: number }): Promise<Filled> {
    const folder = mkdtempSync(join(tmpdir(), 'etalage-bench-'));
    const store = await openStore(join(folder, 'etalage.db'));
    const profiles = createProfileStore({ store, now: Date.now });
    const failed = (error: unknown) => console.error(error);
    const behaviour = createBehaviour({ store, profiles, failed, now: Date.now });
    try {
      const visitors = Math.max(1, Math.round(events / eventsPerVisitor));
      for (let nth = 0; nth < visitors; nth += 500)
        await store.transaction(async (tx) => {
          for (let one = nth; one < Math.min(nth + 500, visitors); one += 1)
            await profiles.update(visitorOf(one), (state) => ({ ...state, consents: { [site.key]: granted } }), tx);
        });
      const started = performance.now();
      await send(behaviour, events, visitors);
      const takenMs = performance.now() - started;
      await behaviour.settled();
      const foldedMs = performance.now() - started;
      await store.purge();
      const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
      const again = performance.now();
      for (let nth = 0; nth < visitors; nth += 1) await behaviour.data.collect(visitorOf(nth));
      return { events, visitors, takenMs, foldedMs, bytes, recomputedMs: performance.now() - again };
    } finally {
      await behaviour.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

const granted = {
  ANALYTICS: { granted: true, decidedAt: 0 },
  PERSONALISATION: { granted: true, decidedAt: 0 },
};
const visitorOf = (nth: number) => `visitor-${nth}`.padEnd(22, '0');

async function send(behaviour: Behaviour, events: number, visitors: number): Promise<void> {
  const calls = Math.ceil(events / eventsPerCall);
  let nth = 0;
  const one = async () => {
    for (let call = nth++; call < calls; call = nth++) {
      const given = Array.from({ length: eventsPerCall }, (_, at) => eventOf(call * eventsPerCall + at));
      await behaviour.track({ site, channel: 'WEB', visitorId: visitorOf(call % visitors), events: given });
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, one));
}

function eventOf(nth: number): GivenEvent {
  const properties = {
    sku: `NW-${nth % 5_000}`,
    category: `category-${nth % 40}`,
    brand: `brand-${nth % 12}`,
    price: `${10 + (nth % 900)}.90`,
  };
  return { id: crypto.randomUUID(), name: names[nth % names.length] as string, properties };
}
