import type { Finding } from '../contract/connector.ts';
import { ConnectorError, type ConnectorErrorCode } from '../contract/errors.ts';

const fixes: Record<ConnectorErrorCode, string> = {
  CONNECTOR_TIMEOUT: 'Start it, or correct its URL in the configuration; if it is only slow, give it more --timeout.',
  CONNECTOR_UNAVAILABLE: 'Start it, or correct its URL in the configuration.',
  CONNECTOR_RATE_LIMITED: 'Wait a minute and check again, or ask its vendor for a higher limit.',
  CONNECTOR_DENIED: 'Correct the credentials or scopes that the configuration gives its connector.',
  CONNECTOR_MALFORMED: 'Compare its version with those that the connector supports.',
  CONNECTOR_REJECTED: 'Correct the "settings" of this connector in the sites file.',
};

/** What Node and undici say of a host that cannot be reached. */
const unreachable = /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|UND_ERR_)/;

/** Why a backend could not be reached, with all causes, and what to do about it. */
export function explainError(error: unknown): Finding {
  const chain = causesOf(error);
  const texts = chain
    .map(textOf)
    .filter((text, index, all) => !all.slice(0, index).some((said) => said.includes(text)));
  return { problem: texts.join(': '), fix: fixOf(chain) };
}

function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let cause = error; cause !== undefined && !chain.includes(cause); cause = (cause as Error | null)?.cause)
    chain.push(cause);
  return chain;
}

/** An AggregateError of connection attempts has no message, only a code. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || (error as NodeJS.ErrnoException).code || error.name;
}

function fixOf(chain: readonly unknown[]): string {
  const known = chain.find((error) => error instanceof ConnectorError);
  if (known) return fixes[known.code];
  if (chain.some((error) => error instanceof Error && error.name === 'TimeoutError')) return fixes.CONNECTOR_TIMEOUT;
  if (chain.some((error) => unreachable.test(String((error as NodeJS.ErrnoException | null)?.code))))
    return fixes.CONNECTOR_UNAVAILABLE;
  return 'Correct the connector or its options: it failed in a way that its contract does not foresee.';
}
