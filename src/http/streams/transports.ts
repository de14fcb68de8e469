/** What the HTTP server offers of streams: event streams and WebSockets over the same operations, limits and timer. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { ServerLimits } from '../../config/define.ts';
import type { DocumentsConfig } from '../../config/documents.ts';
import type { SiteDirectory } from '../../config/site.ts';
import type { Streams } from '../../streams/port.ts';
import type { Documents } from '../documents.ts';
import type { Visitors } from '../visitors.ts';
import { createConnections } from './connections.ts';
import { type EventStreamQuestion, openEventStream } from './event-stream.ts';
import type { OperationOptions } from './operations.ts';
import { createPlaces } from './places.ts';
import { createUpgrade, type Upgrade } from './upgrade.ts';

export interface TransportOptions {
  readonly streams: Streams | null;
  readonly answerOnce: OperationOptions['answerOnce'];
  readonly documents: Documents;
  readonly trust: DocumentsConfig;
  readonly sites: () => SiteDirectory;
  readonly visitors: Visitors;
  readonly limits: ServerLimits;
  readonly log: Logger;
}

export interface Transports {
  /** Answers a request with an event stream: see `openEventStream`. */
  openEventStream(request: FastifyRequest, reply: FastifyReply, question: EventStreamQuestion): FastifyReply;
  readonly upgrade: Upgrade;
  /** How many connections there are, and live operations on them. */
  size(): { readonly connections: number; readonly operations: number };
  /**
   * Ends all connections so that their clients ask again, elsewhere; what comes from now on is sent on at once. Resolves
   * when none is left.
   *
   * @param withinMs over how long they are spread, in milliseconds.
   */
  close(withinMs: number): Promise<void>;
}

export function createTransports(options: TransportOptions): Transports {
  const { limits } = options;
  const connections = createConnections(limits.streams);
  const places = createPlaces(limits.streams);
  const shared = { ...options, connections, places, requestMs: limits.requestMs };
  const forEvents = { ...shared, limits: limits.streams };
  return {
    openEventStream: (request, reply, question) => openEventStream(request, reply, question, forEvents),
    upgrade: createUpgrade(shared),
    size: () => ({ connections: connections.places.size(), operations: places.size() }),
    close: (withinMs) => connections.close(withinMs),
  };
}
