import { z } from 'zod';
import { ConnectorError, type ConnectorErrorCode } from '../../src/contract/errors.ts';
import { type CallPlace, type Fetch, requestJson } from './http.ts';

export interface GraphqlRequest<T> {
  readonly fetch: Fetch;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What `data` must look like; fields that it does not name are left out of the answer. */
  readonly data: z.ZodType<T>;
  /** Errors that may stand beside the data, which is null where they occurred. Default: none. */
  readonly tolerate?: (error: GraphqlError) => boolean;
  readonly signal: AbortSignal;
  readonly at: CallPlace;
}

const graphqlError = z.object({
  message: z.string(),
  extensions: z.object({ code: z.string().optional() }).optional(),
});
export type GraphqlError = z.infer<typeof graphqlError>;

const envelope = z.object({ data: z.unknown(), errors: z.array(graphqlError).optional() });

/** Codes in `extensions.code` that are not the document's or the variables' fault: Apollo Server's and Nest's words. */
const codes: Readonly<Record<string, ConnectorErrorCode>> = {
  UNAUTHENTICATED: 'CONNECTOR_DENIED',
  FORBIDDEN: 'CONNECTOR_DENIED',
  INTERNAL_SERVER_ERROR: 'CONNECTOR_UNAVAILABLE',
  TOO_MANY_REQUESTS: 'CONNECTOR_RATE_LIMITED',
};

/**
 * Runs a GraphQL query and answers its validated data. An error that is not tolerated fails the call: half an answer
 * would be read as absence. It is the `cause` of what is thrown.
 *
 * @throws {ConnectorError} by transport (see `requestJson`), by the errors' codes, or CONNECTOR_MALFORMED when the data
 * is not what the schema says.
 */
export async function requestGraphql<T>(request: GraphqlRequest<T>): Promise<T> {
  const { fetch, url, headers, document, variables, signal, at } = request;
  const body = await requestJson({
    fetch,
    url,
    at,
    init: {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: document, variables }),
      signal,
    },
  });
  const { data, errors } = parse(envelope, body, at);
  const cause = errors?.find((error) => !request.tolerate?.(error));
  if (cause)
    throw new ConnectorError(codes[cause.extensions?.code ?? ''] ?? 'CONNECTOR_REJECTED', at, cause.message, { cause });
  return parse(request.data, data, at);
}

function parse<T>(schema: z.ZodType<T>, value: unknown, at: CallPlace): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') || 'the answer';
  throw new ConnectorError('CONNECTOR_MALFORMED', at, `${path}: ${issue?.message}`, { cause: parsed.error });
}
