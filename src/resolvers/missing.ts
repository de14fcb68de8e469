import type { RequestContext } from '../context/context.ts';
import { ConnectorError } from '../contract/errors.ts';
import type { Place } from '../loaders/loaders.ts';
import { orElse, type Soon } from '../loaders/soon.ts';

/**
 * For fields that another backend owns: when it fails the field is null, the rest of the answer is served, and
 * `extensions.degraded` names the place and the connector. Any other error is an error.
 */
export function orMissing<T>(
  read: () => Soon<T>,
  { degraded }: Pick<RequestContext, 'degraded'>,
  place: Place,
): Soon<T | null> {
  return orElse(read, (error) => {
    if (!(error instanceof ConnectorError)) throw error;
    degraded.add(place, error.connector, 'MISSING', null);
    return null;
  });
}
