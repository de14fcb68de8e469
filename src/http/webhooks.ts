import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Delivery } from '../contract/changes.ts';
import { ConnectorError, type ConnectorErrorCode } from '../contract/errors.ts';
import { isPassing } from '../store/errors.ts';
import { refusal } from './errors.ts';

/** Who reads deliveries: the changes' way in, as far as HTTP needs it. */
export interface Deliveries {
  takes(connector: string): boolean;
  /** Resolves when what the delivery says is logged, or kept aside where it could not be understood. */
  receive(connector: string, delivery: Delivery): Promise<{ readonly aside: number | null }>;
}

export interface WebhookOptions {
  readonly deliveries: Deliveries;
  /** Names the state that is known here, with all that was logged here. */
  readonly cursor: () => string;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Largest delivery, in bytes: a product with its variants in some vendors' webhooks, and a bulk edit in others'. */
const bodyBytes = 1_048_576;

/**
 * Adds `POST /webhooks/{connector}`. The connector reads the bytes as they came, since a signature is over bytes. 202 says
 * that what it told is logged, and
 * up to where with `etalage-cursor`, for whoever is to see at least that (`etalage-after`); a sender that gets anything else should send it again. Bodies are neither logged nor repeated.
 */
export function addWebhooks(app: FastifyInstance, { deliveries, cursor, log, now }: WebhookOptions): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.post<{ Params: { connector: string }; Body: Buffer | undefined }>(
    '/webhooks/:connector',
    {
      bodyLimit: bodyBytes,
      // Before the body is read: whoever knocks at a door that is not there need not be heard out.
      onRequest: async ({ params: { connector } }) => {
        if (!deliveries.takes(connector)) throw refusal('NOT_FOUND', 'No connector of this name takes deliveries');
      },
    },
    async ({ params: { connector }, headers, body, facts }, reply) => {
      facts.connector = connector;
      if (headers['content-encoding'] !== undefined) {
        throw refusal('UNSUPPORTED_MEDIA_TYPE', 'Compressed bodies are not read');
      }
      const delivery = { headers: oneEach(headers), body: body ?? new Uint8Array(), receivedAt: now() };
      let received: Awaited<ReturnType<Deliveries['receive']>>;
      try {
        received = await deliveries.receive(connector, delivery);
      } catch (error) {
        if (isPassing(error)) {
          log.warn({ connector, code: error.code }, 'a delivery could not be logged');
          throw refusal('STORE_AWAY', 'The delivery cannot be logged now: send it again');
        }
        if (!(error instanceof ConnectorError)) throw error;
        log.warn({ connector, code: error.code }, 'a delivery was refused');
        throw refusalOf(error.code) ?? error;
      }
      reply.code(202).header('cache-control', 'no-store').header('etalage-cursor', cursor());
      return received.aside === null ? reply.send() : reply.send({ keptAside: received.aside });
    },
  );
}

/** What the connector thinks of the delivery, for its sender; undefined when the fault is on our side of it. */
function refusalOf(code: ConnectorErrorCode) {
  if (code === 'CONNECTOR_DENIED')
    return refusal('DELIVERY_DENIED', 'The delivery is not signed by who may send it, or it is too old');
  return undefined;
}

/** A header that came twice is not what any vendor sends: it is as good as absent. */
function oneEach(headers: Readonly<Record<string, string | string[] | undefined>>): Delivery['headers'] {
  return Object.fromEntries(
    Object.entries(headers).filter(([, value]) => typeof value === 'string'),
  ) as Delivery['headers'];
}
