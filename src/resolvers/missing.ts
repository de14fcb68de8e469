import type { RequestContext } from '../context/context.ts';
import { ConnectorError } from '../contract/errors.ts';
import type { Place } from '../loaders/loaders.ts';

/**
 * For fields that another backend owns: when it fails the field is null, the rest of the answer is served, and
 * `extensions.degraded` names the place and the connector. Any other error is an error.
 */
export async function orMissing<T>(
  value: Promise<T> | (() => Promise<T>),
  { degraded }: RequestContext,
  place: Place,
): Promise<T | null> {
  try {
    return await (typeof value === 'function' ? value() : value);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    degraded.add(place, error.connector, 'MISSING', null);
    return null;
  }
}
