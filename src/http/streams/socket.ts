/**
 * One WebSocket that speaks GraphQL over WebSocket, with any number of operations on it. The protocol's few messages are
 * handled here rather than by graphql-ws's own server: that one runs an async iterator per operation and writes every
 * message out anew for each of its readers.
 */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import type { ServerLimits } from '../../config/define.ts';
import type { Site } from '../../config/site.ts';
import type { Channel } from '../../context/channel.ts';
import type { OpenStream } from '../../streams/port.ts';
import { answerOf, refusal } from '../errors.ts';
import { readParameters } from '../operation.ts';
import { readChannel } from '../target.ts';
import type { RecognizedVisitor, Visitors } from '../visitors.ts';
import { clientOf, isOwnOrigin } from './client.ts';
import type { Connection, Connections } from './connections.ts';
import { beginOperation, type Listener, type OperationOptions } from './operations.ts';
import { createOutbox, slowReader } from './outbox.ts';
import {
  ackText,
  type ClientMessage,
  closeCodes,
  completeText,
  errorText,
  nextEnd,
  nextStart,
  pongText,
  readMessage,
  shortened,
} from './socket-protocol.ts';
import type { Spoke } from './wheel.ts';

export interface SocketOptions extends OperationOptions {
  readonly connections: Connections;
  readonly visitors: Visitors;
  readonly limits: ServerLimits;
  /** The site of the path that was asked: looked up for every operation, since sites are reloaded. */
  readonly findSite: () => Site;
  readonly log: Logger;
}

/** One operation of a socket: its start is written in front of each of its messages. */
interface SocketOperation {
  readonly start: Buffer;
  stream: OpenStream | null;
}

interface Asker {
  readonly channel: Channel;
  readonly visitor: () => RecognizedVisitor | null;
  readonly client: string;
}

const wholeText = { binary: false } as const;
const firstPart = { binary: false, fin: false } as const;

/** Serves a socket until it closes. Its place must have been taken; it is given back by whoever took it. */
export function serveSocket(ws: WebSocket, socket: Socket, request: IncomingMessage, options: SocketOptions): void {
  const { connections, limits, log } = options;
  const { streams: streamLimits } = limits;
  const operations = new Map<string, SocketOperation>();
  let asker: Asker | null = null;
  let alive = true;
  let lastTurn = false;

  const outbox = createOutbox<SocketOperation>(socket, {
    ...streamLimits,
    write(operation, bytes) {
      if (!operation) {
        ws.send(bytes, wholeText);
        return;
      }
      // One message in two frames: its result is the same memory for everyone, and nothing is copied to begin it with an id.
      socket.cork();
      ws.send(operation.start, firstPart);
      ws.send(bytes, wholeText);
      socket.uncork();
    },
    overflow: dismiss,
  });

  function endOperations(): void {
    for (const { stream } of operations.values()) stream?.close();
    operations.clear();
    outbox.close();
  }

  /** Ends what nobody reads. The reason is put behind what was sent: whoever reads again finds it. */
  function dismiss(): void {
    log.info({ code: slowReader.extensions.code, operations: operations.size }, 'a socket was ended');
    const ids = [...operations.keys()];
    endOperations();
    for (const id of ids) ws.send(errorText(id, [slowReader]), wholeText);
    ws.close(closeCodes.TIMEOUT, slowReader.extensions.code);
  }

  function close(code: number, reason: string): void {
    endOperations();
    ws.close(code, shortened(reason));
  }

  function begin(id: string, payload: Readonly<Record<string, unknown>>, { channel, visitor, client }: Asker): void {
    const operation: SocketOperation = { start: nextStart(id), stream: null };
    const listener: Listener = {
      next: (message) => outbox.send(operation, message.replaces, nextEnd(message)),
      result: (body) => outbox.send(operation, null, nextEnd({ body })),
      end(errors) {
        operations.delete(id);
        outbox.send(null, null, errors ? errorText(id, errors) : completeText(id));
      },
    };
    operations.set(id, operation);
    try {
      if (operations.size > streamLimits.perConnection) {
        throw refusal('TOO_MANY_STREAMS', `A socket may have ${streamLimits.perConnection} operations at once`);
      }
      // Clients that cannot leave the text out send an empty one beside the id.
      const { query, ...rest } = payload;
      const asked = readParameters(query === '' && rest.documentId != null ? rest : payload);
      const site = options.findSite();
      const question = { asked, method: 'POST', site, channel, visitor, after: null, client } as const;
      operation.stream = beginOperation(question, listener, options);
    } catch (error) {
      listener.end(answerOf(error, log).body.errors);
    }
  }

  function initialise(params: Readonly<Record<string, unknown>>): void {
    try {
      asker = readAsker(params, request, options);
      clearTimeout(patience);
      outbox.send(null, null, ackText);
    } catch (error) {
      close(closeCodes.BAD_REQUEST, answerOf(error, log).body.errors[0].message);
    }
  }

  function receive(message: ClientMessage): void {
    switch (message.type) {
      case 'connection_init':
        if (asker) close(closeCodes.TOO_MANY, 'Too many initialisation requests');
        else initialise(message.payload);
        break;
      case 'ping':
        outbox.send(null, 'pong', pongText(message.payload));
        break;
      case 'pong':
        break;
      case 'subscribe':
        if (!asker) close(closeCodes.UNAUTHORIZED, 'Unauthorized');
        else if (operations.has(message.id)) close(closeCodes.SUBSCRIBER_EXISTS, `${message.id} exists already`);
        else begin(message.id, message.payload, asker);
        break;
      case 'complete': {
        const operation = operations.get(message.id);
        if (!operation) break;
        operations.delete(message.id);
        outbox.drop(operation);
        operation.stream?.close();
      }
    }
  }

  /** Whoever asks on without reading the answers is not read either, or the answers would pile up here. */
  function holdBack(): void {
    if (!outbox.isBehind() || ws.isPaused) return;
    ws.pause();
    socket.once('drain', () => ws.resume());
  }

  const connection: Connection & Spoke = {
    beat(now) {
      if (ws.readyState !== ws.OPEN) {
        // A whole turn for the other side to read what was said last, and to say goodbye.
        if (lastTurn) connection.cut();
        lastTurn = true;
        return;
      }
      if (outbox.isTooLate(now)) return dismiss();
      if (outbox.isBehind()) return;
      if (!alive) return connection.cut();
      alive = false;
      ws.ping();
    },
    retire: () => close(closeCodes.RESTART, 'Service Restart'),
    cut: () => ws.terminate(),
  };
  const patience = setTimeout(
    () => close(closeCodes.TIMEOUT, 'Connection initialisation timeout'),
    streamLimits.initMs,
  );
  const stopBeating = connections.wheel.put(connection);
  connections.add(connection);

  ws.on('message', (data: RawData, isBinary: boolean) => {
    alive = true;
    if (ws.readyState !== ws.OPEN) return;
    const message = isBinary ? 'Text was expected' : readMessage(String(data));
    if (typeof message === 'string') close(closeCodes.BAD_REQUEST, message);
    else receive(message);
    holdBack();
  });
  ws.on('pong', () => {
    alive = true;
  });
  ws.on('ping', holdBack);
  // What is wrong with its frames ws tells the client itself, by the code it closes with.
  ws.on('error', (error: Error & { code?: string }) => log.debug({ code: error.code }, 'a socket failed'));
  ws.on('close', () => {
    clearTimeout(patience);
    endOperations();
    stopBeating();
    connections.remove(connection);
  });
  if (connections.closing) connection.retire(0);
}

/** @throws BAD_REQUEST, CHANNEL_UNKNOWN when a parameter is not what the header of its name would have to be. */
function readAsker(
  params: Readonly<Record<string, unknown>>,
  request: IncomingMessage,
  { visitors, limits, findSite }: SocketOptions,
): Asker {
  const { headers } = request;
  const paramOf = (name: string) => {
    const value = params[name] ?? headers[name];
    if (value === undefined || typeof value === 'string') return value;
    throw refusal('BAD_REQUEST', `"${name}" must be a string`);
  };
  // What is needed of the headers for as long as it is open: not all of them.
  const who = {
    'etalage-visitor': paramOf('etalage-visitor'),
    authorization: paramOf('authorization'),
    cookie: isOwnOrigin(request) ? headers.cookie : undefined,
  };
  const visitor = visitors.follow(who, findSite());
  return {
    channel: readChannel(paramOf('etalage-channel')),
    visitor,
    client: clientOf(visitor(), request, limits.streams.proxies),
  };
}
