/** Backends that send webhooks as vendors do: at least once, and again until they hear a 2xx. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from '../../src/changes/append.ts';
import type { Draft } from '../../src/changes/draft.ts';

/** Entities are few, so that the senders get in each other's way. */
const entities = 20;

export interface Sent {
  readonly draft: Draft;
  /** What the first 2xx said. */
  outcome: Outcome;
}

export interface Senders {
  /** Every delivery that was accepted, by its id. */
  readonly accepted: ReadonlyMap<string, Sent>;
  /** How often a delivery had to be sent again, or was sent twice for no reason. */
  resent(): number;
  /** Lets each sender finish the delivery it is at. */
  stop(): Promise<void>;
}

/** @param deliver answers what became of it, or null when nobody answered or the answer was an error. */
export function startSenders(
  count: number,
  deliver: (sender: number, draft: Draft) => Promise<Outcome | null>,
): Senders {
  const accepted = new Map<string, Sent>();
  const versions = new Map<string, number>();
  let resent = 0;
  let stopped = false;

  async function run(sender: number): Promise<void> {
    for (let n = 0; !stopped; n += 1) {
      const key = `e${Math.floor(Math.random() * entities)}`;
      const version = (versions.get(key) ?? 0) + 1;
      versions.set(key, version);
      const draft: Draft = {
        source: 'pim',
        id: `s${sender}-${n}`,
        kind: 'product',
        key,
        facets: ['title'],
        version,
      };
      let outcome = await deliver(sender, draft);
      while (!outcome) {
        resent += 1;
        await sleep(Math.random() * 30);
        outcome = await deliver(sender, draft);
      }
      accepted.set(`s${sender}-${n}`, { draft, outcome });
      if (Math.random() < 0.1) {
        resent += 1;
        await deliver(sender, draft);
      }
      await sleep(Math.random() * 4);
    }
  }
  const running = Array.from({ length: count }, (_, sender) => run(sender));
  return {
    accepted,
    resent: () => resent,
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}
