/** GraphQL over WebSocket: https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md */
import parseJson from 'secure-json-parse';
import type { StreamError, StreamMessage } from '../../streams/port.ts';

export const subprotocol = 'graphql-transport-ws';

/** Why a socket is closed. From 4400 on the protocol's own codes; clients take all but 1012, 4403 and 4408 for final. */
export const closeCodes = {
  /** RFC 6455's registry: "Service Restart". */
  RESTART: 1012,
  BAD_REQUEST: 4400,
  UNAUTHORIZED: 4401,
  SUBPROTOCOL_NOT_ACCEPTABLE: 4406,
  /** The protocol's for an initialisation that does not come; here also for a reader that does not read. */
  TIMEOUT: 4408,
  SUBSCRIBER_EXISTS: 4409,
  TOO_MANY: 4429,
} as const;

/** A reason as a close frame has room for it: 123 bytes. Ours are plain text, but for a word of the client's own in them. */
export function shortened(reason: string): string {
  return reason.replaceAll(/[^ -~]/g, '?').slice(0, 123);
}

/** What a client says, as far as it is known to be well formed. */
export type ClientMessage =
  | { readonly type: 'connection_init'; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly type: 'ping' | 'pong'; readonly payload: Readonly<Record<string, unknown>> | null }
  | { readonly type: 'subscribe'; readonly id: string; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly type: 'complete'; readonly id: string };

/** An id is repeated in every message of its operation: clients send UUIDs. */
const longestId = 128;

/** A client's message; a string says what is wrong with it, in words that fit a close frame. */
export function readMessage(text: string): ClientMessage | string {
  let message: unknown;
  try {
    message = parseJson.parse(text, null, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    return 'A message must be JSON';
  }
  if (!isRecord(message)) return 'A message must be a JSON object';
  const { type, id, payload } = message;
  switch (type) {
    case 'connection_init':
      if (payload != null && !isRecord(payload)) return 'The payload of connection_init must be an object';
      return { type, payload: payload ?? {} };
    case 'ping':
    case 'pong':
      if (payload != null && !isRecord(payload)) return `The payload of ${type} must be an object`;
      return { type, payload: payload ?? null };
    case 'subscribe':
    case 'complete': {
      if (typeof id !== 'string' || id === '' || id.length > longestId) {
        return `The id of ${type} must be a string of 1 to ${longestId} characters`;
      }
      if (type === 'complete') return { type, id };
      if (!isRecord(payload)) return 'The payload of subscribe must be an object';
      return { type, id, payload };
    }
    default:
      return 'The type must be connection_init, ping, pong, subscribe or complete';
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const ackText = Buffer.from('{"type":"connection_ack"}');

export function pongText(payload: Readonly<Record<string, unknown>> | null): Buffer {
  return Buffer.from(JSON.stringify(payload === null ? { type: 'pong' } : { type: 'pong', payload }));
}

export function errorText(id: string, errors: readonly StreamError[]): Buffer {
  return Buffer.from(JSON.stringify({ id, type: 'error', payload: errors }));
}

export function completeText(id: string): Buffer {
  return Buffer.from(JSON.stringify({ id, type: 'complete' }));
}

/** What stands in front of the result in each `next` of one operation. */
export function nextStart(id: string): Buffer {
  return Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
}

const ends = new WeakMap<Buffer, Buffer>();

/** The rest of a `next` after its start: the same bytes for everyone who gets this message. */
export function nextEnd({ body }: Pick<StreamMessage, 'body'>): Buffer {
  let end = ends.get(body);
  if (!end) {
    end = Buffer.allocUnsafeSlow(body.length + 1);
    body.copy(end);
    end[body.length] = 0x7d;
    ends.set(body, end);
  }
  return end;
}
