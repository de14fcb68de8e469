import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Made } from '../cache/entries.ts';
import type { Assignment } from '../context/context.ts';
import type { Exchange } from './apollo.ts';
import type { ExecuteCompiled, Result } from './compiled.ts';
import type { PreparedDocument } from './documents.ts';
import type { Operation } from './operation.ts';
import { type ResponsePayload, toPayload } from './payload.ts';

/** What is to be executed: an operation and, when its document is trusted, that document. */
export interface Task {
  readonly method: 'GET' | 'POST';
  readonly operation: Operation;
  /** Null for a document that is not one of the manifest's. */
  readonly trusted: PreparedDocument | null;
  /** A mutation: its answer names the state that its writes have led to. */
  readonly writes: boolean;
}

/** Executes an operation and builds what is sent. */
export type Execute = (task: Task, exchange: Exchange) => Promise<Made<ResponsePayload, Assignment>>;

/** All that Apollo Server still needs of HTTP: whether a mutation is allowed. */
const httpOf = {
  GET: { method: 'GET', headers: new HeaderMap(), search: '', body: undefined },
  POST: { method: 'POST', headers: new HeaderMap(), search: '', body: undefined },
} as const;

/**
 * Trusted documents run compiled, all others through Apollo Server: see `createCompiled`. The answers are the same bytes.
 *
 * @param cursor names the state that is known here, with all that was written here.
 */
export function createExecute(
  apollo: ApolloServer<Exchange>,
  compiled: ExecuteCompiled,
  cursor: () => string,
): Execute {
  return async (task, exchange) => {
    const result =
      (task.trusted && (await compiled(task.trusted, task.operation, exchange))) ??
      (await pass(apollo, task, exchange));
    const { errors, data, status } = result;
    // Also when it failed in part: what it wrote before is written.
    const after = task.writes && data !== undefined ? cursor() : null;
    const extensions = after ? { ...result.extensions, cursor: after } : result.extensions;
    const retryAfter = errors && retryAfterOf(errors);
    const added = [
      ...(after ? [['etalage-cursor', after] as const] : []),
      ...(retryAfter ? [['retry-after', retryAfter] as const] : []),
    ];
    const headers = added.length > 0 ? [...(result.headers ?? []), ...added] : result.headers;
    const { degraded, assignments } = exchange.context;
    const connectors = new Set(degraded.list().map(({ connector }) => connector));
    for (const connector of exchange.facts.degraded ?? []) connectors.add(connector);
    if (connectors.size > 0) exchange.facts.degraded = [...connectors];
    const faulty = errors !== undefined;
    return {
      payload: toPayload(JSON.stringify({ errors, data, extensions }), { status, headers, faulty }),
      storable: !faulty && status === undefined,
      assignments,
    };
  };
}

/** What an error advises that was told at all: for clients that look at headers, in seconds. */
function retryAfterOf(errors: NonNullable<Result['errors']>): string | undefined {
  const advised = (errors as readonly Pick<GraphQLFormattedError, 'extensions'>[]).flatMap(({ extensions }) =>
    typeof extensions?.retryAfterSeconds === 'number' ? [extensions.retryAfterSeconds] : [],
  );
  return advised.length > 0 ? String(Math.max(...advised)) : undefined;
}

/** `executeOperation`, since HTTP is read elsewhere, more exactly and once. */
async function pass(apollo: ApolloServer<Exchange>, { method, operation }: Task, exchange: Exchange): Promise<Result> {
  const { body, http } = await apollo.executeOperation(
    { ...operation, http: httpOf[method] },
    { contextValue: exchange },
  );
  if (body.kind !== 'single') throw new TypeError('the schema has no @defer or @stream to answer in parts');
  return { ...body.singleResult, status: http.status, headers: [...http.headers] };
}
