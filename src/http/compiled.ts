/**
 * Trusted documents are compiled at their first use and executed as functions. Documents of the manifest only: they are
 * few, and ours; whoever could have documents of their own compiled could keep the server at compiling.
 */
import { type ExecutionResult, GraphQLError, type GraphQLSchema, Kind, validate, visit } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { type Exchange, type GraphQLOptions, timeOver, withExtensions } from './apollo.ts';
import type { PreparedDocument } from './documents.ts';
import { createMask } from './errors.ts';
import { isExcess, measure } from './limits.ts';
import type { Operation } from './operation.ts';
import type { ResponsePayload } from './payload.ts';

/** A result whose errors may be told. */
export interface Result extends Pick<ExecutionResult, 'data' | 'extensions'> {
  readonly errors?: readonly unknown[];
  /** HTTP's, when it is not 200. */
  readonly status?: number;
  readonly headers?: ResponsePayload['headers'];
}

/**
 * Executes a trusted document. Undefined when it is not for this way (a mutation, not valid, beyond a limit, variables
 * that do not fit), and nothing was executed: Apollo Server then answers, and says what is wrong.
 */
export type ExecuteCompiled = (
  prepared: PreparedDocument,
  operation: Operation,
  exchange: Exchange,
) => Promise<Result | undefined>;

type Variables = Readonly<Record<string, unknown>>;

interface Plan {
  readonly exceeds: (variables: Variables) => boolean;
  readonly query: (root: unknown, context: unknown, variables: Variables) => Promise<ExecutionResult> | ExecutionResult;
}

export function createCompiled({ schema, limits, log }: GraphQLOptions): ExecuteCompiled {
  const plans = new Map<string, Plan | null>();
  const mask = createMask(log);

  function planOf(prepared: PreparedDocument): Plan | null {
    const known = plans.get(prepared.key);
    if (known !== undefined) return known;
    const plan = compile(schema, prepared, (variables) =>
      isExcess(measure(prepared.document, schema, prepared.operation.name?.value, variables), limits),
    );
    plans.set(prepared.key, plan);
    return plan;
  }

  return async (prepared, operation, { context, facts }) => {
    const plan = planOf(prepared);
    const { variables = {}, extensions } = operation;
    // Apollo Server has its own words for automatic persisted queries.
    if (plan === null || extensions?.persistedQuery !== undefined || plan.exceeds(variables)) return undefined;
    facts.operation = prepared.operation.name?.value ?? facts.operation;
    let result: ExecutionResult;
    try {
      result = await untilAbort(plan.query(undefined, context, variables), context.signal);
      context.signal.throwIfAborted();
    } catch (error) {
      if (!context.signal.aborted) throw error;
      const late = timeOver(context.signal);
      return { errors: [mask({ message: late.message }, late)], status: 504 };
    }
    if (result.data === undefined) return undefined;
    const errors = result.errors?.map((error) => {
      const { message, locations, path } = error;
      return mask({ message, ...(locations?.length && { locations }), ...(path && { path }) }, located(error));
    });
    return { ...withExtensions({ data: result.data }, context), ...(errors?.length && { errors }) };
  };
}

/** Null for what is no valid query. */
function compile(
  schema: GraphQLSchema,
  { document, operation }: PreparedDocument,
  exceeds: Plan['exceeds'],
): Plan | null {
  if (operation.operation !== 'query' || validate(schema, document).length > 0) return null;
  const compiled = compileQuery(schema, document, operation.name?.value);
  if (!isCompiledQuery(compiled)) return null;
  return { query: compiled.query, exceeds: rememberByWindows(operation, document, exceeds) };
}

/** Most sets of windows that are remembered of one document. */
const mostWindows = 100;

/** What a document costs depends on no variables but those that are given to a `first`: it is measured once for each set of them. */
function rememberByWindows(
  { variableDefinitions = [] }: PreparedDocument['operation'],
  document: PreparedDocument['document'],
  exceeds: Plan['exceeds'],
): Plan['exceeds'] {
  const windows = new Set<string>();
  visit(document, {
    Argument({ name, value }) {
      if (name.value !== 'first') return;
      if (value.kind === Kind.VARIABLE) windows.add(value.name.value);
    },
  });
  const names = variableDefinitions.map(({ variable }) => variable.name.value).filter((name) => windows.has(name));
  const known = new Map<string, boolean>();
  return (variables) => {
    const key = JSON.stringify(names.map((name) => [name in variables, variables[name]]));
    const before = known.get(key);
    if (before !== undefined) return before;
    const excess = exceeds(variables);
    if (known.size >= mostWindows) known.clear();
    known.set(key, excess);
    return excess;
  };
}

/** Compiled code does not look at signals: a loader that is asked after the abort throws, but one that waits goes on waiting. */
async function untilAbort<T>(value: Promise<T> | T, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  if (!(value instanceof Promise)) return value;
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([value, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** The compiler's errors look like GraphQL's and lack their constructor's work: what they wrap is told as elsewhere. */
function located(error: GraphQLError): GraphQLError {
  const { message, path, originalError } = error;
  return new GraphQLError(message, { path, originalError: originalError ?? new Error(message) });
}
