import { z } from 'zod';
import type { Call } from '../src/contract/call.ts';
import type { Connector } from '../src/contract/connector.ts';
import { ConnectorError } from '../src/contract/errors.ts';
import type { LoggedCall, Wire } from './backend.ts';

/**
 * What the demo's connectors share: sends a call over the wire, checks the raw answer against the vendor's own shape,
 * and puts failures into the contract's words.
 */
export function createAsk(connector: string, wire: Wire) {
  return <T>(logged: LoggedCall, call: Pick<Call, 'signal'>, shape: z.ZodType<T>, answer: () => unknown): Promise<T> =>
    receive(connector, logged, call.signal, shape, wire, answer);
}

async function receive<T>(
  connector: string,
  logged: LoggedCall,
  signal: AbortSignal,
  shape: z.ZodType<T>,
  wire: Wire,
  answer: () => unknown,
): Promise<T> {
  const at = { connector, capability: logged.capability };
  const raw = await wire.send(logged, signal, answer).catch((cause: unknown) => {
    if (!signal.aborted || cause !== signal.reason)
      throw new ConnectorError('CONNECTOR_UNAVAILABLE', at, 'the backend cannot be reached', { cause });
    if (cause instanceof DOMException && cause.name === 'TimeoutError')
      throw new ConnectorError('CONNECTOR_TIMEOUT', at, 'no answer within the deadline', { cause });
    throw cause;
  });
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || '(root)';
  throw new ConnectorError('CONNECTOR_MALFORMED', at, `${where}: ${issue?.message}`, { cause: parsed.error });
}

/** Reaches the backend, for `etalage check`: rejects when it cannot be reached or talks nonsense. */
export function createCheck(connector: string, wire: Wire): NonNullable<Connector['check']> {
  const ping = { capability: 'check', method: 'ping', keys: 1 };
  return async (_sites, signal) => {
    await receive(connector, ping, signal, z.object({ alive: z.literal(true) }), wire, () => ({ alive: true }));
    return [];
  };
}

/** One entry per key, in the order of the keys, from an answer that lists only what it found, in its own order. */
export function inOrder<R, T>(
  keys: readonly string[],
  found: readonly R[],
  keyOf: (record: R) => string,
  map: (record: R) => T,
): (T | null)[] {
  const byKey = new Map(found.map((record) => [keyOf(record), record]));
  return keys.map((key) => {
    const record = byKey.get(key);
    return record === undefined ? null : map(record);
  });
}
