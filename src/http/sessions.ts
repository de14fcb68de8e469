/** The session of an operation that writes: opened with what the request proves, and told to the client at its end. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../config/site.ts';
import type { Channel } from '../context/channel.ts';
import { createSession, type Issue, type Session, type Who } from '../context/session.ts';
import { textsFor } from '../texts/texts.ts';
import type { Desk } from '../visitor/desk.ts';
import { clientOf } from './streams/client.ts';
import type { Visitors } from './visitors.ts';

export interface AskedSession {
  readonly request: FastifyRequest;
  readonly site: Site;
  readonly channel: Channel;
  readonly who: Who;
  readonly desk: Desk | null;
  /** Proxies in front of this server: see `clientOf`. */
  readonly proxies: number;
  readonly signal: AbortSignal;
}

const nobody: Who = { visitorId: null, profile: null };

/** Where a client reaches this server, as it says itself: it goes into what is sent back to the same client only. */
export const originOf = ({ protocol, headers }: FastifyRequest) => `${protocol}://${headers.host ?? 'localhost'}`;

/** Opens a session. A customer with a token of their own is recognised first, so that what is written is theirs. */
export async function openSession(asked: AskedSession): Promise<Session & { issue(): Issue }> {
  const { request, site, channel, who, desk, signal } = asked;
  // By address and never by visitor: a new visitor costs nothing.
  const session = createSession(who, clientOf(nobody, request.raw, asked.proxies));
  if (desk && who.subject)
    await desk.recognizeCustomer({
      session,
      site,
      channel,
      texts: textsFor(site.language),
      origin: originOf(request),
      signal,
    });
  return session;
}

/** Sends the token with the answer, to be kept by nobody on the way. */
export function tellSession(
  reply: FastifyReply,
  session: { issue(): Issue } | null,
  visitors: Visitors,
  site: Site,
): void {
  const issue = session?.issue() ?? null;
  if (issue === null) return;
  reply.headers(visitors.headersOf(issue, site, reply.request.protocol === 'https'));
  reply.header('cache-control', 'no-store');
}
