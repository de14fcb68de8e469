/** What a request asks: its document, operation name and variables, from a JSON body or a query string. */
import parseJson from 'secure-json-parse';
import { refusal } from './errors.ts';

export interface Operation {
  /** The document's text. */
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
}

/** What was asked, with the document by its text or by its id. */
export type Asked = Omit<Operation, 'query'> &
  (
    | { readonly query: string; readonly documentId?: undefined }
    | { readonly query?: undefined; readonly documentId: string }
  );

/**
 * The operation of a POST: the body as text, not yet parsed.
 *
 * @throws UNSUPPORTED_MEDIA_TYPE unless it is JSON in UTF-8. This is the protection of POST against requests that another
 *   site makes a browser send: no form can send this type, and a script only after a preflight.
 * @throws BAD_REQUEST when the body is not an operation.
 */
export function readBody(contentType: string | undefined, body: unknown): Asked {
  if (contentType === undefined || !isJsonInUtf8(contentType)) {
    throw refusal('UNSUPPORTED_MEDIA_TYPE', 'A POST needs the content-type application/json, in UTF-8');
  }
  if (typeof body !== 'string' || body === '') {
    throw refusal('BAD_REQUEST', 'The body is empty; a JSON object with a "query" was expected');
  }
  return readParameters(parse(body, 'The body'));
}

/**
 * The operation of a GET, from its query string: `?query={site{key}}&variables={}`, `?documentId=sha256:…`.
 *
 * @throws BAD_REQUEST when a parameter is there twice, or is not what it must be.
 */
export function readSearch(search: string): Asked {
  const given = new URLSearchParams(search);
  const parameters: Record<string, unknown> = {};
  for (const name of ['query', 'documentId', 'operationName', 'variables', 'extensions'] as const) {
    const [value, ...more] = given.getAll(name);
    if (value === undefined) continue;
    if (more.length > 0) throw refusal('BAD_REQUEST', `The parameter "${name}" is given more than once`);
    const isJson = name === 'variables' || name === 'extensions';
    parameters[name] = isJson && value !== '' ? parse(value, `The parameter "${name}"`) : value || undefined;
  }
  return readParameters(parameters);
}

/** The part of a URL from its question mark on; empty without one. */
export function searchOf(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark);
}

const jsonInUtf8 = /^\s*application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?;?\s*$/i;

export function isJsonInUtf8(contentType: string): boolean {
  return contentType === 'application/json' || jsonInUtf8.test(contentType);
}

function parse(text: string, what: string): unknown {
  try {
    // Keys that would reach a prototype when an object is copied carelessly (`__proto__`) are refused.
    return parseJson.parse(text, null, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw refusal('BAD_REQUEST', `${what} is not valid JSON, or has a key that is not allowed`);
  }
}

/**
 * An operation as clients write it, whatever carries it.
 *
 * @throws BAD_REQUEST when it is none.
 */
export function readParameters(given: unknown): Asked {
  if (Array.isArray(given)) {
    throw refusal('BAD_REQUEST', 'The body is a list: send one operation per request, batches are not supported');
  }
  if (!isRecord(given)) throw refusal('BAD_REQUEST', `A JSON object with a "query" was expected, got ${kindOf(given)}`);
  const { query, documentId, operationName, variables, extensions } = given;
  if (query != null && documentId != null) {
    throw refusal('BAD_REQUEST', 'Give the document by "query" or by "documentId", not by both');
  }
  if (documentId != null && typeof documentId !== 'string') throw expected('documentId', 'a string', documentId);
  if (documentId == null && typeof query !== 'string') throw expected('query', 'a string', query);
  if (typeof query === 'string' && query.trim() === '') throw refusal('BAD_REQUEST', '"query" is empty');
  if (operationName != null && typeof operationName !== 'string')
    throw expected('operationName', 'a string', operationName);
  if (variables != null && !isRecord(variables)) throw expected('variables', 'an object', variables);
  if (extensions != null && !isRecord(extensions)) throw expected('extensions', 'an object', extensions);
  return {
    ...(typeof documentId === 'string' ? { documentId } : { query: query as string }),
    operationName: operationName ?? undefined,
    variables: variables ?? undefined,
    extensions: extensions ?? undefined,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}

function expected(name: string, what: string, found: unknown): Error {
  return refusal('BAD_REQUEST', `"${name}" must be ${what}, got ${kindOf(found)}`);
}
