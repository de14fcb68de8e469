/** The way from an HTTP request with `Upgrade: websocket` to a socket that is served. */
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { SiteDirectory } from '../../config/site.ts';
import { answerOf, refusal } from '../errors.ts';
import { endWithAnswer } from '../raw-answer.ts';
import { findSite } from '../target.ts';
import { clientOf, isOwnOrigin } from './client.ts';
import { type SocketOptions, serveSocket } from './socket.ts';
import { closeCodes, shortened, subprotocol } from './socket-protocol.ts';

export interface UpgradeOptions extends Omit<SocketOptions, 'findSite'> {
  readonly sites: () => SiteDirectory;
}

/** Takes a request over from the HTTP server, with its socket. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

const endpoint = /^\/(?:([\w-]+)\/)?graphql(?:\?|$)/;

/** Whether a request is to be upgraded. Others that name some upgrade, as HTTP/2 over plain text, are answered as they are. */
export function wantsSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

export function createUpgrade(options: UpgradeOptions): Upgrade {
  const { connections, limits, visitors, log } = options;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // Each socket would keep a compressor of its own, of hundreds of kilobytes.
    perMessageDeflate: false,
    maxPayload: limits.bodyBytes,
    handleProtocols: (offered) => offered.has(subprotocol) && subprotocol,
  });

  return (request, socket, head) => {
    const broken = () => socket.destroy();
    socket.on('error', broken);
    let find: () => ReturnType<typeof findSite>;
    try {
      if (!(socket instanceof Socket)) throw new TypeError('a WebSocket needs a socket of its own');
      const [path, key] = endpoint.exec(request.url ?? '') ?? [];
      if (path === undefined) throw refusal('NOT_FOUND', 'Nothing is at this path; GraphQL is at /{site}/graphql');
      const { host } = request.headers;
      find = () => findSite(options.sites(), key, host);
      find();
      if (connections.closing) throw refusal('SERVER_CLOSING', 'This server is going away: ask again');
    } catch (error) {
      return endWithAnswer(socket, answerOf(error, log));
    }
    server.handleUpgrade(request, socket, head, (ws) => {
      socket.off('error', broken);
      ws.on('error', broken);
      if (ws.protocol !== subprotocol) {
        ws.close(closeCodes.SUBPROTOCOL_NOT_ACCEPTABLE, `Subprotocol not acceptable: use ${subprotocol}`);
        return;
      }
      const { cookie, 'etalage-visitor': token } = request.headers;
      const who = { 'etalage-visitor': token, cookie: isOwnOrigin(request) ? cookie : undefined };
      const visitor = visitors.follow(who, find())();
      let leave: () => void;
      try {
        leave = connections.places.take(clientOf(visitor, request, limits.streams.proxies));
      } catch (error) {
        ws.close(closeCodes.TOO_MANY, shortened(answerOf(error, log).body.errors[0].message));
        return;
      }
      ws.on('close', leave);
      serveSocket(ws, socket, request, { ...options, findSite: find });
    });
  };
}
