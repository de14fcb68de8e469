/**
 * GraphQL over SSE in its "distinct connections mode": each operation is a request of its own, answered as an event stream.
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 */
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { StreamLimits } from '../../config/define.ts';
import type { OpenStream } from '../../streams/port.ts';
import { answerOf, refusal } from '../errors.ts';
import type { Visitors } from '../visitors.ts';
import { clientOf } from './client.ts';
import type { Connection, Connections } from './connections.ts';
import {
  completeFrame,
  type EventFrame,
  errorsFrame,
  frameOf,
  heartbeatFrame,
  resultFrame,
  retryFrame,
} from './event-frames.ts';
import { beginOperation, type OperationOptions, type StreamQuestion } from './operations.ts';
import { createOutbox, slowReader } from './outbox.ts';
import type { Places } from './places.ts';
import type { Spoke } from './wheel.ts';

export type EventStreamQuestion = Pick<StreamQuestion, 'asked' | 'method' | 'site' | 'channel'>;

export interface EventStreamOptions extends OperationOptions {
  readonly connections: Connections;
  readonly visitors: Visitors;
  readonly limits: StreamLimits;
  readonly log: Logger;
}

const eventHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // nginx would keep events until it has a buffer full of them.
  'x-accel-buffering': 'no',
};

/** Whether a request accepts an event stream and says so by name: `accept: *` alone is no wish for one. */
export function acceptsEvents(accept: string | undefined): boolean {
  return accept !== undefined && /(^|,)\s*text\/event-stream\s*(;(?!\s*q=0(\.0*)?\s*(,|$))|,|$)/i.test(accept);
}

/**
 * Answers with an event stream. What is wrong with the operation is told as its events, since a browser's `EventSource`
 * shows nothing of an answer that is none.
 *
 * @throws TOO_MANY_STREAMS when the client, or the server, has no place for one more.
 */
export function openEventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  question: EventStreamQuestion,
  options: EventStreamOptions,
): FastifyReply {
  const { connections, visitors, limits, log } = options;
  const { raw } = reply;
  const socket = socketOf(raw);
  // What is needed of the headers for as long as it is open: not all of them.
  const { authorization, cookie, 'etalage-visitor': token, 'last-event-id': lastEventId } = request.headers;
  const visitor = visitors.follow({ authorization, cookie, 'etalage-visitor': token }, question.site);
  const client = clientOf(visitor(), request.raw, limits.proxies);
  const leave = takePlace(connections.places, client, reply);

  reply.hijack();
  raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...eventHeaders }).flushHeaders();
  const form: keyof EventFrame = raw.chunkedEncoding ? 'chunk' : 'plain';
  const write = (frame: EventFrame) => socket.write(frame[form]);

  let operation: OpenStream | null = null;
  let ended = false;
  let lastTurn = false;
  // Whether nothing was sent since the last beat.
  let quiet = true;
  const outbox = createOutbox<never>(socket, {
    ...limits,
    write: (_owner, bytes) => {
      quiet = false;
      socket.write(bytes);
    },
    overflow: dismiss,
  });

  function end(): void {
    ended = true;
    operation?.close();
    outbox.close();
    raw.end();
  }

  /** Ends what nobody reads. The reason is put behind what was sent: whoever reads again finds it. */
  function dismiss(): void {
    if (ended) return;
    log.info({ request: request.id, site: question.site.key, code: slowReader.extensions.code }, 'a stream was ended');
    write(errorsFrame([slowReader]));
    write(completeFrame);
    end();
    socket.destroySoon();
  }

  const connection: Connection & Spoke = {
    beat(now) {
      if (ended) {
        // A whole turn for what was written last to be read.
        if (lastTurn) connection.cut();
        lastTurn = true;
        return;
      }
      if (outbox.isTooLate(now)) return dismiss();
      if (quiet && !outbox.isBehind()) write(heartbeatFrame);
      quiet = true;
    },
    retire(retryMs) {
      if (ended) return;
      // Without `complete`: the client has not got all, and asks again with the last event's id.
      write(retryFrame(retryMs));
      end();
      socket.destroySoon();
    },
    cut: () => socket.destroy(),
  };
  const stopBeating = connections.wheel.put(connection);
  connections.add(connection);
  raw.once('close', () => {
    ended = true;
    operation?.close();
    outbox.close();
    stopBeating();
    connections.remove(connection);
    leave();
  });

  if (connections.closing) {
    connection.retire(firstRetryMs());
    return reply;
  }
  write(retryFrame(firstRetryMs()));
  const listener = {
    next: (message: Parameters<typeof frameOf>[0]) => outbox.send(null, message.replaces, frameOf(message)[form]),
    result: (body: Buffer) => outbox.send(null, null, resultFrame(body)[form]),
    end(errors: Parameters<typeof errorsFrame>[0] | null) {
      if (errors) outbox.send(null, null, errorsFrame(errors)[form]);
      outbox.send(null, null, completeFrame[form]);
      outbox.whenSent(end);
    },
  };
  const after = typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : null;
  try {
    operation = beginOperation({ ...question, visitor, after, client }, listener, options);
    if (ended) operation.close();
  } catch (error) {
    listener.end(answerOf(error, log).body.errors);
  }
  return reply;
}

/** @throws BAD_REQUEST while an answer before it is still sent: a response behind it in the pipeline has no socket yet. */
function socketOf({ socket }: FastifyReply['raw']): Socket {
  if (!socket)
    throw refusal('BAD_REQUEST', 'An event stream cannot be asked for before the answer to an earlier request');
  return socket;
}

/** From one to three seconds, so that those whom a process leaves at one moment do not come back at one. */
function firstRetryMs(): number {
  return 1_000 + Math.random() * 2_000;
}

/** Seconds until a place may be free, spread like the rest. */
function takePlace(places: Places, client: string, reply: FastifyReply): () => void {
  try {
    return places.take(client);
  } catch (error) {
    reply.header('retry-after', String(Math.ceil(5 + Math.random() * 25)));
    throw error;
  }
}
