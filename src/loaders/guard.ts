import type { Call } from '../contract/call.ts';
import type { CapabilityName } from '../contract/capabilities.ts';
import { ConnectorError } from '../contract/errors.ts';
import { inWords } from './answers.ts';
import { createGate } from './gate.ts';

/** One call with its policy around it. `T` is what the connector answers. */
export type Guard = <T>(capability: CapabilityName, call: Call, ask: (call: Call) => Promise<T>) => Promise<T>;

/** See `PolicyOptions`. */
export interface Bounds {
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly queue: number;
}

export function createGuard(connector: string, { timeoutMs, concurrency, queue }: Bounds): Guard {
  const gate = createGate(concurrency, queue);
  return async (capability, call, ask) => {
    const at = { connector, capability };
    const bound = bindTime(call.signal, timeoutMs);
    try {
      const leave = await gate.enter(bound.signal);
      // A retry budget, a circuit breaker and a rate budget belong around this block: inside a place, within the deadline.
      try {
        return await Promise.race([ask({ ...call, signal: bound.signal }), bound.over]);
      } finally {
        leave();
      }
    } catch (error) {
      throw explain(error, at, call.signal, bound.signal, timeoutMs);
    } finally {
      bound.release();
    }
  };
}

/** A signal that aborts with the caller's or at the deadline. `over` rejects then; `release` leaves no timer or listener. */
function bindTime(caller: AbortSignal, timeoutMs: number) {
  const controller = new AbortController();
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => undefined);
  controller.signal.addEventListener('abort', () => over.reject(controller.signal.reason), { once: true });
  const follow = () => controller.abort(caller.reason);
  caller.addEventListener('abort', follow);
  const expire = () => controller.abort(new DOMException(`no answer within ${timeoutMs} ms`, 'TimeoutError'));
  if (caller.aborted) follow();
  const timer = setTimeout(expire, timeoutMs);
  return {
    signal: controller.signal,
    over: over.promise,
    release() {
      clearTimeout(timer);
      caller.removeEventListener('abort', follow);
    },
  };
}

/** What a failed call is told as. The caller's abort stays one, unless it means that the request's time is over. */
function explain(
  error: unknown,
  at: { connector: string; capability: CapabilityName },
  caller: AbortSignal,
  bound: AbortSignal,
  timeoutMs: number,
): unknown {
  if (!bound.aborted) return inWords(error, at);
  const isTime = bound.reason instanceof Error && bound.reason.name === 'TimeoutError';
  if (!isTime) return bound.reason;
  const limit = caller.aborted ? "the request's time" : `${timeoutMs} ms`;
  return new ConnectorError('CONNECTOR_TIMEOUT', at, `no answer within ${limit}`, { cause: error });
}
