/** Whether what a connector answered has the contract's form. Its content is the connector's to vouch for. */
import type { Results } from '../contract/call.ts';
import type { Listing } from '../contract/capabilities.ts';
import { ConnectorError } from '../contract/errors.ts';

interface Place {
  readonly connector: string;
  readonly capability: string;
}

/** @throws {ConnectorError} CONNECTOR_MALFORMED unless there is one entry per key. Errors among the entries become ConnectorErrors. */
export function checkResults<T>(results: Results<T>, keys: number, at: Place): Results<T> {
  if (!Array.isArray(results)) throw malformed(at, `an array of ${keys} results`, results);
  if (results.length !== keys) throw malformed(at, `${keys} results`, `an array of ${results.length}`);
  return (results as Results<T>).map((entry) => {
    if (entry instanceof Error) return inWords(entry, at);
    return entry === undefined ? malformed(at, 'a record, null or an Error', entry) : entry;
  });
}

/** @throws {ConnectorError} CONNECTOR_MALFORMED unless it is a page with a cursor. */
export function checkListing<Answer extends Listing<string>>(answer: Answer, at: Place): Answer {
  const { nodes, endCursor, hasNextPage } = (answer ?? {}) as Partial<Listing<string>>;
  const wellFormed =
    Array.isArray(nodes) && typeof hasNextPage === 'boolean' && (endCursor === null || typeof endCursor === 'string');
  if (!wellFormed) throw malformed(at, '{ nodes, endCursor, hasNextPage }', answer);
  return answer;
}

/** Any thrown value as a failure of a backend, in the contract's words. */
export function inWords(error: unknown, at: Place): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const late = error instanceof Error && error.name === 'TimeoutError';
  const message = error instanceof Error ? error.message : String(error);
  return new ConnectorError(late ? 'CONNECTOR_TIMEOUT' : 'CONNECTOR_UNAVAILABLE', at, message, { cause: error });
}

function malformed(at: Place, expected: string, found: unknown): ConnectorError {
  const what = typeof found === 'string' ? found : found === null ? 'null' : typeof found;
  return new ConnectorError('CONNECTOR_MALFORMED', at, `expected ${expected}, got ${what}`);
}
