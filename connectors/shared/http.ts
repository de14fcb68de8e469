import type { ConnectorErrorCode } from '../../src/contract/errors.ts';
import { ConnectorError } from '../../src/contract/errors.ts';

/** Which connector and capability a call is made for: the place that an error names. */
export interface CallPlace {
  readonly connector: string;
  readonly capability: string;
}

export type Fetch = typeof globalThis.fetch;

export interface JsonRequest {
  readonly fetch: Fetch;
  readonly url: URL;
  readonly init: RequestInit & { readonly signal: AbortSignal };
  readonly at: CallPlace;
}

/**
 * Sends a request and reads its answer as JSON.
 *
 * @throws {ConnectorError} with the code that fits the failure: see `ConnectorErrorCode`. A call that was cancelled for
 * another reason than its deadline rejects with the signal's own reason: the backend did nothing wrong.
 */
export async function requestJson({ fetch, url, init, at }: JsonRequest): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, init);
    text = await response.text();
  } catch (cause) {
    throw failureOf(cause, url, init.signal, at);
  }
  if (!response.ok)
    throw new ConnectorError(codeOf(response.status), at, `${url.origin} answered ${response.status}${excerpt(text)}`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConnectorError('CONNECTOR_MALFORMED', at, `expected JSON, got${excerpt(text) || ' nothing'}`, { cause });
  }
}

function failureOf(cause: unknown, url: URL, signal: AbortSignal, at: CallPlace): unknown {
  if (isTimeout(cause) || (signal.aborted && isTimeout(signal.reason)))
    return new ConnectorError('CONNECTOR_TIMEOUT', at, `no answer from ${url.origin} in time`, { cause });
  if (signal.aborted) return signal.reason;
  return new ConnectorError('CONNECTOR_UNAVAILABLE', at, `${url.origin} cannot be reached`, { cause });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function codeOf(status: number): ConnectorErrorCode {
  if (status === 401 || status === 403) return 'CONNECTOR_DENIED';
  if (status === 408 || status === 504) return 'CONNECTOR_TIMEOUT';
  if (status === 429) return 'CONNECTOR_RATE_LIMITED';
  return status >= 500 ? 'CONNECTOR_UNAVAILABLE' : 'CONNECTOR_REJECTED';
}

/** The beginning of an answer, for an operator's eyes. */
function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line === '' ? '' : `: ${line.length > 200 ? `${line.slice(0, 200)}…` : line}`;
}
