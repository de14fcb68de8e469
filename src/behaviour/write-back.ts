import { setTimeout as sleep } from 'node:timers/promises';
import { pauseAfter } from '../delivery/backoff.ts';
import type { WriteBackTable } from '../store/event-tables.ts';
import type { Store, Tx } from '../store/store.ts';
import {
  askWriteBacks,
  claimWriteBacks,
  deleteWriteBack,
  postponeWriteBack,
  settleWriteBack,
} from '../store/write-backs.ts';
import { allows } from '../visitor/consent.ts';
import type { ProfileState, ProfileStore } from '../visitor/store-port.ts';

/** Tells a CRM what was computed of a customer of its own. Throws when it could not be told. */
export type TellCustomer = (
  customerKey: string,
  traits: Readonly<Record<string, unknown>>,
  where: { readonly site: string; readonly signal: AbortSignal },
) => Promise<void>;

export interface WriteBackOptions {
  readonly store: Store;
  readonly profiles: Pick<ProfileStore, 'state'>;
  readonly tell: TellCustomer;
  /** How long after a change it is told, so that a visit is told once and not click by click; milliseconds. Default 60,000. */
  readonly delayMs?: number;
  /** How often is looked for what is due, in milliseconds. Default 5,000. */
  readonly everyMs?: number;
  /** Hears of one that is given up, and of what else goes wrong. */
  readonly failed: (error: unknown) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** From 0 to 1. Default Math.random. */
  readonly random?: () => number;
}

export interface WriteBack {
  /** Traits of these visitors are others now. Within the transaction that made them so. */
  ask(tx: Tx, visitors: readonly { visitorId: string; site: string }[]): Promise<void>;
  /** Tells what is due. @returns how many were told. */
  run(): Promise<number>;
  close(): Promise<void>;
}

const atOnce = 20;
/** A process that took some and died leaves them to another after so long, in milliseconds: longer than a call may take. */
const claimMs = 60_000;
const callMs = 20_000;
const pauses = { baseMs: 5_000, capMs: 3_600_000 };
/** Tries before one is given up: some two days. The next change asks for it anew. */
const mostAttempts = 60;

/** Tells the CRM of its customers' traits: at least once, the newest only, with retries; kept in the store until told. */
export function createWriteBack(options: WriteBackOptions): WriteBack {
  const { store, profiles, failed, now, delayMs = 60_000, everyMs = 5_000, random = Math.random } = options;
  const closing = new AbortController();

  async function tell(row: WriteBackTable): Promise<boolean> {
    const state = await profiles.state(row.visitor_id);
    const customerKey = state && mayBeTold(state, row.site) ? state.customerKey : null;
    if (!state || customerKey === null) {
      await store.transaction((tx) => deleteWriteBack(tx, row.visitor_id));
      return false;
    }
    try {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(callMs)]);
      await options.tell(customerKey, state.implicit, { site: row.site, signal });
      await store.transaction((tx) => settleWriteBack(tx, row, now()));
      return true;
    } catch (error) {
      const attempts = row.attempts + 1;
      if (attempts >= mostAttempts) {
        failed(error);
        await store.transaction((tx) => deleteWriteBack(tx, row.visitor_id));
      } else {
        const dueAt = now() + pauseAfter(attempts, pauses, random);
        await store.transaction((tx) => postponeWriteBack(tx, row.visitor_id, dueAt, attempts));
      }
      return false;
    }
  }

  async function run(): Promise<number> {
    let told = 0;
    for (let taken = atOnce; taken === atOnce && !closing.signal.aborted; ) {
      const rows = await store.transaction((tx) => claimWriteBacks(tx, now(), now() + claimMs, atOnce));
      taken = rows.length;
      told += (await Promise.all(rows.map(tell))).filter(Boolean).length;
    }
    return told;
  }

  async function runAgainAndAgain(): Promise<void> {
    while (!closing.signal.aborted) {
      await run().catch(failed);
      await sleep(everyMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  const running = runAgainAndAgain();
  return {
    ask: (tx, visitors) => askWriteBacks(tx, visitors, now() + delayMs),
    run,
    async close() {
      closing.abort();
      await running;
    },
  };
}

/** A customer of the CRM, who is KNOWN and allows to be shown what fits them. */
function mayBeTold(state: ProfileState, site: string): boolean {
  return state.recognition === 'KNOWN' && allows(state, site, 'PERSONALISATION');
}
