import { type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import type { RequestContext } from '../context/context.ts';
import { ConnectorError } from '../contract/errors.ts';

/**
 * For fields that another backend owns: when it fails the field is null, the rest of the answer is served, and
 * `extensions.degraded` names the place and the connector. Any other error is an error.
 */
export async function orMissing<T>(
  value: Promise<T> | (() => Promise<T>),
  { degraded }: RequestContext,
  info: GraphQLResolveInfo,
): Promise<T | null> {
  try {
    return await (typeof value === 'function' ? value() : value);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    degraded.add({
      path: responsePathAsArray(info.path),
      connector: error.connector,
      served: 'MISSING',
      ageSeconds: null,
    });
    return null;
  }
}

/** Notes the connectors that could not be asked for a record that is otherwise served. */
export function noteMissing(missing: readonly string[], { degraded }: RequestContext, info: GraphQLResolveInfo): void {
  for (const connector of missing) {
    degraded.add({ path: responsePathAsArray(info.path), connector, served: 'MISSING', ageSeconds: null });
  }
}
