import { randomUUID } from 'node:crypto';
import { releaseLease, takeLease } from '../store/leases.ts';
import type { Store, Tx } from '../store/store.ts';

/** Who of the processes over one store does something. Where there is one process, it is always its turn. */
export interface Turns {
  /** Takes it, or prolongs it, for so many milliseconds. False while another process has it. */
  take(name: string, ms: number): Promise<boolean>;
  /** The same within a transaction. */
  takeWithin(tx: Tx, name: string, ms: number): Promise<boolean>;
  release(name: string): Promise<void>;
}

export function createTurns(store: Store, now: () => number): Turns {
  const owner = randomUUID();
  // A lease of a process that was killed would only keep the next one waiting.
  if (!store.shared) return { take: async () => true, takeWithin: async () => true, async release() {} };
  const takeWithin = (tx: Tx, name: string, ms: number) => {
    const at = now();
    return takeLease(tx, { name, owner, until: at + ms }, at);
  };
  return {
    take: (name, ms) => store.transaction((tx) => takeWithin(tx, name, ms)),
    takeWithin,
    release: (name) => store.transaction((tx) => releaseLease(tx, name, owner)),
  };
}
