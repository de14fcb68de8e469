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
  readonly signal: AbortSignal;
  readonly at: CallPlace;
}

const envelope = z.object({
  data: z.unknown(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }))
    .optional(),
});

/** Codes in `extensions.code` that are not the document's or the variables' fault: Apollo Server's and Nest's words. */
const codes: Readonly<Record<string, ConnectorErrorCode>> = {
  UNAUTHENTICATED: 'CONNECTOR_DENIED',
  FORBIDDEN: 'CONNECTOR_DENIED',
  INTERNAL_SERVER_ERROR: 'CONNECTOR_UNAVAILABLE',
  TOO_MANY_REQUESTS: 'CONNECTOR_RATE_LIMITED',
};

/**
 * Runs a GraphQL query and answers its validated data. Any GraphQL error fails the call: half an answer would be read
 * as absence.
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
  const [first] = errors ?? [];
  if (first) throw new ConnectorError(codes[first.extensions?.code ?? ''] ?? 'CONNECTOR_REJECTED', at, first.message);
  return parse(request.data, data, at);
}

function parse<T>(schema: z.ZodType<T>, value: unknown, at: CallPlace): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') || 'the answer';
  throw new ConnectorError('CONNECTOR_MALFORMED', at, `${path}: ${issue?.message}`, { cause: parsed.error });
}
