import { setTimeout as sleep } from 'node:timers/promises';
import { EtalageError } from '../contract/errors.ts';
import { isPassing } from '../store/errors.ts';
import {
  deleteEventsOf,
  deleteTraitState,
  type EventRow,
  lockTraits,
  lockTraitsYielding,
  readEvents,
  readEventsOf,
  readFolded,
  readTraitStates,
  writeFolded,
  writeTraitStates,
} from '../store/events.ts';
import { readsOf } from '../store/reads.ts';
import type { Store, Tx } from '../store/store.ts';
import { allows } from '../visitor/consent.ts';
import type { ProfileState, ProfileStore } from '../visitor/store-port.ts';
import { toLogged } from './log.ts';
import type { TraitSettings } from './traits/settings.ts';
import { foldEvents, type TraitState, traitsOf } from './traits/traits.ts';

export interface FoldingOptions {
  readonly store: Store;
  readonly profiles: Pick<ProfileStore, 'update'>;
  readonly settings: TraitSettings;
  /** Is told in the transaction which visitors' traits are others now, and on which site they did something. */
  readonly changed: (tx: Tx, visitors: readonly { visitorId: string; site: string }[]) => Promise<void>;
  /** Hears what went wrong; it is tried again. */
  readonly failed: (error: unknown) => void;
  /** How often the log is looked at for what other processes appended, in milliseconds; 0: nobody else appends. */
  readonly pollMs: number;
}

/** Puts events into the traits of their visitors. */
export interface Folding {
  /** There are new events. */
  wake(): void;
  /** Resolves when everything that is in the log now is in the traits. @throws {StoreError} */
  settled(): Promise<void>;
  /** Computes a visitor's traits anew from their events, within a transaction that changed those. */
  recompute(visitorId: string, tx: Tx): Promise<void>;
  close(): Promise<void>;
}

/** Events of one transaction: while it runs, nobody else writes to a SQLite file. */
const eventsAtOnce = 200;

/**
 * Follows the log of events by position, so that each is folded once and in order, also by another process after this one
 * was killed: how far it is, the states and the profiles are written in one transaction.
 */
export function createFolding(options: FoldingOptions): Folding {
  const { store, settings, failed, pollMs } = options;
  const closing = new AbortController();
  let woken = true;
  let rouse = () => {};

  /** @returns whether there may be more. */
  async function step(): Promise<boolean> {
    return store.transaction(async (tx) => {
      await lockTraitsYielding(store.kind, tx);
      const rows = await readEvents(tx, await readFolded(tx), eventsAtOnce);
      const last = rows.at(-1);
      if (!last) return false;
      const used = Map.groupBy(
        rows.filter((row) => row.used === 1),
        (row) => row.visitor_id,
      );
      // Sorted, as all who lock several profiles do.
      const visitors = [...used.keys()].sort();
      const before = new Map(
        (await readTraitStates(tx, visitors)).map((row) => [row.visitor_id, JSON.parse(row.state) as TraitState]),
      );
      const after = visitors.map((visitorId) => {
        const state = foldEvents(
          before.get(visitorId) ?? null,
          (used.get(visitorId) ?? []).map(toLogged),
          settings,
        ) as TraitState;
        return { visitorId, state, site: used.get(visitorId)?.at(-1)?.site ?? '' };
      });
      await writeTraitStates(
        tx,
        after.map(({ visitorId, state }) => ({ visitor_id: visitorId, state: JSON.stringify(state) })),
      );
      // A profile is written only when what is said of its visitor is another thing now.
      const told = after.filter(({ visitorId, state }) => !saysTheSame(before.get(visitorId), state, settings));
      for (const { visitorId, state } of told) await tell(tx, visitorId, state);
      await options.changed(tx, told);
      await writeFolded(tx, last.position);
      return rows.length === eventsAtOnce;
    });
  }

  async function tell(tx: Tx, visitorId: string, state: TraitState | null): Promise<void> {
    const traits = state && traitsOf(state, settings);
    try {
      await options.profiles.update(visitorId, (profile) => withTraits(profile, traits), tx);
    } catch (error) {
      if (!(error instanceof EtalageError && error.code === 'VISITOR_GONE')) throw error;
      // They went while their last events were on the way; whoever made them go has removed the rest.
      await deleteTraitState(tx, visitorId);
      await deleteEventsOf(tx, visitorId, null);
    }
  }

  async function run(): Promise<void> {
    let pauseMs = 20;
    while (!closing.signal.aborted) {
      woken = false;
      try {
        while (!closing.signal.aborted && (await step()));
        pauseMs = 20;
      } catch (error) {
        if (!isPassing(error)) failed(error);
        await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
        pauseMs = Math.min(2 * pauseMs, 1_000);
        continue;
      }
      if (!woken && !closing.signal.aborted) await rest();
    }
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = pollMs > 0 ? setTimeout(resolve, pollMs) : undefined;
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function wake(): void {
    woken = true;
    rouse();
  }
  const running = run();
  return {
    wake,
    async settled() {
      while (await step());
    },
    async recompute(visitorId, tx) {
      await lockTraits(store.kind, tx);
      const rows = await readEventsOf(readsOf(tx.db), visitorId, await readFolded(tx));
      const state = stateOf(rows, settings);
      if (!state && (await readTraitStates(tx, [visitorId])).length === 0) return;
      if (state) await writeTraitStates(tx, [{ visitor_id: visitorId, state: JSON.stringify(state) }]);
      else await deleteTraitState(tx, visitorId);
      await tell(tx, visitorId, state);
    },
    async close() {
      closing.abort();
      wake();
      await running;
    },
  };
}

function saysTheSame(before: TraitState | undefined, after: TraitState, settings: TraitSettings): boolean {
  return (
    before !== undefined && JSON.stringify(traitsOf(before, settings)) === JSON.stringify(traitsOf(after, settings))
  );
}

/** What traits are computed from, of all events of a visitor. */
export function stateOf(rows: readonly EventRow[], settings: TraitSettings): TraitState | null {
  return foldEvents(null, rows.filter(({ used }) => used === 1).map(toLogged), settings);
}

/** Nothing is computed of somebody who has withdrawn meanwhile: not on one site do they allow it any more. */
function withTraits(state: ProfileState, traits: object | null): ProfileState {
  const isAllowed = Object.keys(state.consents).some((site) => allows(state, site, 'PERSONALISATION'));
  return { ...state, implicit: isAllowed && traits ? { ...traits } : {} };
}
