import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { execute } from '@graphql-tools/executor';
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { ServerLimits } from '../config/define.ts';
import type { RequestContext } from '../context/context.ts';
import { createMask } from './errors.ts';
import { maxTokens, measure, refuseExcess } from './limits.ts';
import type { RequestFacts } from './request-log.ts';

/** What travels with an operation: the context of its resolvers, and what its log line will tell. */
export interface Exchange {
  readonly context: RequestContext;
  readonly facts: RequestFacts;
}

export interface GraphQLOptions {
  readonly schema: GraphQLSchema;
  readonly limits: ServerLimits;
  readonly log: Logger;
}

/** Starts Apollo Server over a schema: parsing, validation and their cache, limits, execution, masking. */
export async function startApollo({ schema, limits, log }: GraphQLOptions): Promise<ApolloServer<Exchange>> {
  const apollo = new ApolloServer<Exchange>({
    gateway: abortableGateway(schema),
    introspection: true,
    parseOptions: { maxTokens },
    formatError: createMask(log),
    includeStacktraceInErrorResponses: false,
    // A client could fill this cache with documents of its own; documents known beforehand are another matter.
    persistedQueries: false,
    // Whoever composes the server decides when it stops.
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      limitsPlugin(limits),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

/** Measures each operation between validation and execution. */
function limitsPlugin(limits: ServerLimits): ApolloServerPlugin<Exchange> {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ contextValue, document, operationName, request, schema }) {
        if (operationName !== null) contextValue.facts.operation = operationName;
        refuseExcess(measure(document, schema, request.operationName, request.variables), limits);
      },
    }),
  };
}

/**
 * Apollo Server executes with graphql-js 16, which goes on resolving after the client has left. Its hook for gateways
 * lets another executor take over, one that an AbortSignal stops.
 */
function abortableGateway(schema: GraphQLSchema): ApolloServerOptionsWithGateway<Exchange>['gateway'] {
  let publish: (loaded: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void;
  return {
    onSchemaLoadOrUpdate(callback) {
      publish = callback;
      return () => {};
    },
    async load() {
      publish({ apiSchema: schema, coreSupergraphSdl: '' });
      return {
        executor: async ({ context, document, request }) =>
          withExtensions(
            await run(schema, document, request, (context as Exchange).context),
            (context as Exchange).context,
          ),
      };
    },
    async stop() {},
  };
}

type Document = Parameters<typeof execute>[0]['document'];

async function run(
  schema: GraphQLSchema,
  document: Document,
  request: { readonly variables?: Record<string, unknown>; readonly operationName?: string },
  context: RequestContext,
): Promise<ExecutionResult> {
  const { signal } = context;
  try {
    const result = await execute({
      schema,
      document,
      contextValue: context,
      variableValues: request.variables,
      operationName: request.operationName,
      signal,
    });
    // Fields that failed because of the abort would otherwise look like faults of their backends.
    signal.throwIfAborted();
    if ('initialResult' in result) throw new TypeError('the schema has no @defer or @stream to answer in parts');
    return result as ExecutionResult;
  } catch (error) {
    if (!signal.aborted) throw error;
    return { errors: [timeOver(signal)] };
  }
}

/** What is answered in place of a result that nobody may have any more: the signal's reason. */
export function timeOver({ reason }: AbortSignal): GraphQLError {
  return new GraphQLError('aborted', { originalError: reason, extensions: { http: { status: 504 } } });
}

/** The one place where an answer says which of its parts are stale or missing and, when asked, how it came about. */
export function withExtensions(
  result: ExecutionResult,
  { degraded, explainer, recorder }: RequestContext,
): ExecutionResult {
  const list = degraded.list();
  if (list.length === 0 && !explainer) return result;
  const extensions = {
    ...result.extensions,
    ...(list.length > 0 && { degraded: list }),
    ...(explainer && { explain: explainer.explain(recorder) }),
  };
  return { ...result, extensions };
}
