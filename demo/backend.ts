import { setImmediate, setTimeout } from 'node:timers/promises';

/** How a backend misbehaves: `slow` answers after `delayMs`, `failing` refuses, `malformed` answers in a wrong shape. */
export interface Faults {
  mode: 'ok' | 'slow' | 'failing' | 'malformed';
  /** For `slow`; default 3,000. */
  delayMs?: number;
  /** Only this capability misbehaves; default all. */
  capability?: string;
}

export interface LoggedCall {
  readonly capability: string;
  readonly method: string;
  /** How many keys it asked for; 1 for a list or a query. */
  readonly keys: number;
}

/** What was asked of a backend: counts since the start, and the latest thousand calls. */
export interface CallLog {
  readonly latest: readonly LoggedCall[];
  /** Without a name all but `changes`: listings, which nobody waits for. */
  count(capability?: string): number;
  clear(): void;
}

/** The wire between a connector and its embedded backend: asynchronous, counted, and able to break. */
export interface Wire {
  readonly faults: Faults;
  readonly calls: CallLog;
  /**
   * Sends a call. `answer` runs in a later tick, as a backend's work would.
   * @throws what `fetch` throws: the signal's reason when it aborts, a TypeError when the backend is out of reach.
   */
  send(call: LoggedCall, signal: AbortSignal, answer: () => unknown): Promise<unknown>;
}

const kept = 1000;

export function createWire(): Wire {
  const faults: Faults = { mode: 'ok' };
  const counts = new Map<string, number>();
  let latest: LoggedCall[] = [];
  return {
    faults,
    calls: {
      get latest() {
        return latest.slice(-kept);
      },
      count: (capability) =>
        capability === undefined
          ? [...counts].reduce((sum, [name, n]) => (name === 'changes' ? sum : sum + n), 0)
          : (counts.get(capability) ?? 0),
      clear() {
        counts.clear();
        latest = [];
      },
    },
    async send(call, signal, answer) {
      counts.set(call.capability, (counts.get(call.capability) ?? 0) + 1);
      if (call.capability !== 'changes') latest.push(call);
      if (latest.length > 2 * kept) latest = latest.slice(-kept);
      signal.throwIfAborted();
      const mode = !faults.capability || faults.capability === call.capability ? faults.mode : 'ok';
      try {
        if (mode === 'slow') await setTimeout(faults.delayMs ?? 3000, undefined, { signal });
        else await setImmediate(undefined, { signal });
      } catch {
        // Timers reject with an AbortError of their own; a client of `fetch` gets the signal's reason.
        signal.throwIfAborted();
      }
      if (mode === 'failing') throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
      return mode === 'malformed' ? { error: { title: 'Bad Gateway' }, was: typeof answer() } : answer();
    },
  };
}
