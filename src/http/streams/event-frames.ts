/**
 * Messages as events of an event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html), named as GraphQL
 * over SSE names them: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 *
 * An event is made once for all who get it, already as a chunk of HTTP/1.1's chunked coding: it goes to the socket as it
 * is, and ten thousand subscribers cost as many writes, of the same bytes.
 */
import type { StreamError, StreamMessage } from '../../streams/port.ts';

/** An event as bytes. `chunk` is what HTTP/1.1 is sent; `plain` the same memory without the chunk's own frame, for HTTP/1.0. */
export interface EventFrame {
  readonly chunk: Buffer;
  readonly plain: Buffer;
}

const made = new WeakMap<StreamMessage, EventFrame>();

/** The event `next` of a message, with its cursor as the event's id. The same bytes for everyone. */
export function frameOf(message: StreamMessage): EventFrame {
  let frame = made.get(message);
  if (!frame) {
    frame = toFrame([`event: next\nid: ${message.cursor}\ndata: `, dataOf(message.body), '\n\n']);
    made.set(message, frame);
  }
  return frame;
}

/** The event `next` of a result that nobody else gets, and that cannot be resumed. */
export function resultFrame(body: Buffer): EventFrame {
  return toFrame(['event: next\ndata: ', dataOf(body), '\n\n']);
}

/** The event `next` of errors without data: how the protocol tells what ends an operation before its time. */
export function errorsFrame(errors: readonly StreamError[]): EventFrame {
  return resultFrame(Buffer.from(JSON.stringify({ errors })));
}

/** Without an empty `data` browsers would not tell their listeners of it. */
export const completeFrame = toFrame(['event: complete\ndata: \n\n']);

/** A comment: it keeps proxies from ending an idle connection, and finds out whether the other side is still there. */
export const heartbeatFrame = toFrame([':\n\n']);

/** How long a client waits before it connects again, in milliseconds. */
export function retryFrame(ms: number): EventFrame {
  return toFrame([`retry: ${Math.round(ms)}\n\n`]);
}

/** JSON as the value of `data`. Line breaks can only be white space there; each would end the field, and begins one instead. */
function dataOf(body: Buffer): Buffer {
  if (!body.includes(0x0a) && !body.includes(0x0d)) return body;
  return Buffer.from(
    body
      .toString()
      .trimEnd()
      .replaceAll(/\r\n?|\n/g, '\ndata: '),
  );
}

function toFrame(parts: readonly (string | Buffer)[]): EventFrame {
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  const length = bytes.reduce((sum, part) => sum + part.length, 0);
  const head = Buffer.from(`${length.toString(16)}\r\n`);
  // In memory of its own: it may be held for long, and a pooled piece would hold its whole pool.
  const chunk = Buffer.allocUnsafeSlow(head.length + length + 2);
  let at = 0;
  for (const part of [head, ...bytes, Buffer.from('\r\n')]) at += part.copy(chunk, at);
  return { chunk, plain: chunk.subarray(head.length, head.length + length) };
}
