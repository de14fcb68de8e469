import { capabilitiesOf } from '../config/check-references.ts';
import { type CapabilityName, capabilityNames } from '../contract/capabilities.ts';
import type { Connector } from '../contract/connector.ts';
import { EtalageError } from '../contract/errors.ts';

/** How the calls to one connector went, since the start of this process. */
export interface Health {
  readonly calls: number;
  readonly failures: number;
  /** In a row up to now. */
  readonly failing: number;
  /** Milliseconds since the epoch; null before the first. */
  readonly lastCallAt: number | null;
  readonly lastSuccessAt: number | null;
  readonly lastFailureAt: number | null;
  /** A code. */
  readonly lastError: string | null;
  /** Of the last call, in milliseconds. */
  readonly lastMs: number | null;
}

export interface ConnectorHealth {
  readonly name: string;
  readonly capabilities: readonly CapabilityName[];
  readonly tells: boolean;
  readonly reconciles: boolean;
  health(): Health;
  /** Null where no breaker stands before it. */
  breaker(): 'CLOSED' | 'HALF_OPEN' | 'OPEN' | null;
}

/**
 * The same connector, with note taken of how each call to it went. A call that its caller has aborted says nothing of the
 * connector.
 *
 * @param now milliseconds since the epoch.
 */
export function watchHealth(
  connector: Connector,
  now: () => number,
): { connector: Connector; health: ConnectorHealth } {
  const noted: { -readonly [Name in keyof Health]: Health[Name] } = {
    ...{ calls: 0, failures: 0, failing: 0 },
    ...{ lastCallAt: null, lastSuccessAt: null, lastFailureAt: null, lastError: null, lastMs: null },
  };

  function note(started: number, error: unknown): void {
    const at = now();
    noted.lastMs = performance.now() - started;
    noted.lastCallAt = at;
    if (error === null) {
      noted.failing = 0;
      noted.lastSuccessAt = at;
      return;
    }
    noted.failures += 1;
    noted.failing += 1;
    noted.lastFailureAt = at;
    noted.lastError = error instanceof EtalageError ? error.code : 'INTERNAL_SERVER_ERROR';
  }

  type Method = (asked: unknown, call?: { readonly signal?: AbortSignal }) => unknown;
  const watchMethod =
    (ask: Method): Method =>
    async (asked, call) => {
      const started = performance.now();
      noted.calls += 1;
      try {
        const answer = await ask(asked, call);
        note(started, null);
        return answer;
      } catch (error) {
        if (!call?.signal?.aborted) note(started, error);
        throw error;
      }
    };

  const watched: Record<string, unknown> = { ...connector };
  for (const capability of capabilityNames) {
    const owned: object | undefined = connector[capability];
    if (!owned) continue;
    watched[capability] = Object.fromEntries(
      Object.entries(owned).map(([method, ask]: [string, unknown]) => [
        method,
        typeof ask === 'function' ? watchMethod(ask.bind(owned) as Method) : ask,
      ]),
    );
  }

  return {
    connector: watched as unknown as Connector,
    health: {
      name: connector.name,
      capabilities: capabilitiesOf(connector),
      tells: connector.changes !== undefined,
      reconciles: connector.changes?.list !== undefined,
      health: () => ({ ...noted }),
      breaker: () => null,
    },
  };
}
