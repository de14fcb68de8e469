/**
 * The one place where errors become public. What concerns the caller's own input keeps its message; of a backend only
 * its name is told; everything else is masked and can be found in the log by its id.
 */
import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ConnectorError, type ConnectorErrorCode, EtalageError } from '../contract/errors.ts';

/** HTTP status of what is refused outside GraphQL, by the error's code. */
const statusByRefusal = {
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  CHANNEL_UNKNOWN: 400,
  CURSOR_MALFORMED: 400,
  CURSOR_UNKNOWN: 400,
  DOCUMENT_NOT_FOUND: 400,
  DOCUMENT_NOT_TRUSTED: 400,
  DOCUMENT_TOO_COSTLY: 400,
  DOCUMENT_TOO_DEEP: 400,
  DOCUMENT_TOO_MANY_ALIASES: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  PERSONAL_DATA_IN_URL: 400,
  PREVIEW_READ_ONLY: 400,
  DELIVERY_DENIED: 401,
  PREVIEW_EXPIRED: 401,
  PREVIEW_INVALID: 401,
  UNAUTHENTICATED: 401,
  CROSS_SITE_REQUEST: 403,
  NOT_FOUND: 404,
  SITE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  BODY_TOO_LARGE: 413,
  URL_TOO_LONG: 414,
  UNSUPPORTED_MEDIA_TYPE: 415,
  TOO_MANY_FAILURES: 429,
  TOO_MANY_STREAMS: 429,
  HEADERS_TOO_LARGE: 431,
  // Not of any standard, and received by nobody: it is in the log only.
  CLIENT_LEFT: 499,
  STREAMS_UNAVAILABLE: 501,
  NOT_YET_CURRENT: 503,
  SERVER_CLOSING: 503,
  STORE_AWAY: 503,
  REQUEST_TIMEOUT: 504,
} as const;

export type Refusal = keyof typeof statusByRefusal;

/** An error about the request itself: its message is for the caller. */
export function refusal(code: Refusal, message: string): EtalageError {
  return new EtalageError(code, message, { expose: true });
}

const messageByConnectorCode: Readonly<Record<ConnectorErrorCode, string>> = {
  CONNECTOR_TIMEOUT: 'did not answer in time',
  CONNECTOR_UNAVAILABLE: 'cannot be reached now',
  CONNECTOR_RATE_LIMITED: 'takes no more calls now',
  CONNECTOR_DENIED: 'refused our credentials',
  CONNECTOR_MALFORMED: 'gave an answer that cannot be read',
  CONNECTOR_REJECTED: 'refused our question',
};

/** What of an error may be told, without its place in the answer. */
interface Told {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly [name: string]: unknown };
}

/** The error that a resolver threw, out of the wrappings of the executor and the server. */
function unwrap(error: unknown): unknown {
  let inner = error;
  while (inner instanceof GraphQLError && inner.originalError) inner = inner.originalError;
  return inner;
}

/**
 * Whether an error is the GraphQL pipeline's word about the caller's document or variables: it points at a place in the
 * document, or it was raised with a code before execution. A `GraphQLError` that a backend's client threw has neither.
 */
function isAboutDocument(inner: unknown, outer: unknown): inner is GraphQLError {
  if (!(inner instanceof GraphQLError) || !(outer instanceof GraphQLError)) return false;
  return (inner.nodes?.length ?? 0) > 0 || (outer.path === undefined && outer.extensions.code !== undefined);
}

function tell(error: unknown, log: Logger): Told {
  const inner = unwrap(error);
  if (inner instanceof ConnectorError) {
    logMasked(inner, undefined, log);
    const message = `${inner.connector} ${messageByConnectorCode[inner.code]}`;
    return { message, extensions: { code: inner.code, serviceName: inner.connector } };
  }
  if (inner instanceof EtalageError && inner.expose) {
    const { retryAfterSeconds } = inner;
    return {
      message: inner.message,
      extensions: { code: inner.code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) },
    };
  }
  if (isAboutDocument(inner, error)) {
    // The server adds the code in a wrapping of its own; `http` is its instruction to itself.
    const { http: _status, ...extensions } = (error as GraphQLError).extensions;
    return { message: inner.message, extensions: { ...extensions, code: String(extensions.code ?? 'BAD_USER_INPUT') } };
  }
  const id = randomUUID();
  logMasked(inner, id, log);
  return { message: 'Something went wrong here', extensions: { code: 'INTERNAL_SERVER_ERROR', id } };
}

/**
 * Logs an error without its message, which may quote what a visitor typed: its type, code and stack frames say where
 * it went wrong. The message comes with LOG_LEVEL=debug, which is for a developer's own machine.
 */
function logMasked(error: unknown, id: string | undefined, log: Logger): void {
  if (error instanceof ConnectorError) {
    const { code, connector, capability } = error;
    log.warn({ code, connector, capability }, 'a backend failed');
  } else if (error instanceof Error) {
    const frames = error.stack
      ?.replace(error.message, '')
      .split('\n')
      .filter((line) => line.startsWith('    at '));
    const code = error instanceof EtalageError ? error.code : undefined;
    log.error({ id, type: error.name, code, frames: frames?.map((line) => line.trim()) }, 'an error was masked');
  } else {
    log.error({ id, type: typeof error }, 'what was thrown is not an error');
  }
  log.debug({ id, err: error }, 'the same with its message');
}

/** For Apollo Server's `formatError`: what may be told, in the place where the error belongs. */
export function createMask(log: Logger): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return ({ locations, path }, error) => ({
    ...tell(error, log),
    ...(locations && { locations }),
    ...(path && { path }),
  });
}

/** An answer outside GraphQL's execution, in GraphQL's shape. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: { readonly errors: readonly [Told] };
}

/** Whatever was thrown outside GraphQL's execution, as a status and a body. */
export function answerOf(error: unknown, log: Logger): ErrorAnswer {
  const told = tell(fromFastify(error) ?? error, log);
  const status = statusByRefusal[told.extensions.code as Refusal] ?? 500;
  return { status, body: { errors: [told] } };
}

/** Fastify's own refusals, in our codes and words. */
function fromFastify(error: unknown): EtalageError | undefined {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('FST_ERR_')) return undefined;
  const { code, statusCode } = error as { code: unknown; statusCode?: number };
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refusal('BODY_TOO_LARGE', 'The body is larger than this server accepts');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refusal('UNSUPPORTED_MEDIA_TYPE', 'A POST needs the content-type application/json');
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return refusal('URL_TOO_LONG', 'The path is too long');
    default:
      return statusCode !== undefined && statusCode < 500
        ? refusal('BAD_REQUEST', 'The request is malformed')
        : undefined;
  }
}
