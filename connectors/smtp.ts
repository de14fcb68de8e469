import { createTransport } from 'nodemailer';
import { type Connector, defineConnector } from '../src/contract/connector.ts';
import { ConnectorError } from '../src/contract/errors.ts';

export interface SmtpOptions {
  /** The word in `sources`. Default `smtp`. */
  readonly name?: string;
  /** `smtps://user:password@mail.example:465`, or `smtp://…:587`, which must offer STARTTLS. Keep it in a secret. */
  readonly url: string;
  /** From whom: `Nachtwit <hello@nachtwit.example>`. By the key of a brand, or one for all. */
  readonly from: string | Readonly<Record<string, string>>;
  /** Whether a server without TLS is served: one on the same machine. Default false. */
  readonly plain?: boolean;
  /** Connections at once. Default 2. */
  readonly connections?: number;
}

/** Mails that were sent lately, by their ids: the same one is not sent twice. */
const rememberedIds = 10_000;

/** Sends mail by SMTP: `mailer`. */
export const smtp = defineConnector((options: SmtpOptions): Connector => {
  const { name = 'smtp', url, from, plain = false, connections = 2 } = options;
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    requireTLS: !plain,
    ignoreTLS: plain,
    // A mail is text of our own: nothing in it makes this process read a file or a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 5_000,
    socketTimeout: 10_000,
  });
  const sent = new Set<string>();
  const at = { connector: name, capability: 'mailer' } as const;

  return {
    name,
    mailer: {
      async send({ id, to, subject, text }, { site, signal }) {
        if (sent.has(id)) return;
        const sender = typeof from === 'string' ? from : from[site.brand];
        if (sender === undefined)
          throw new ConnectorError('CONNECTOR_REJECTED', at, `from: expected a sender for the brand ${site.brand}`);
        signal.throwIfAborted();
        try {
          // As an object, so that nothing in the address is read as more than one.
          await transport.sendMail({ from: sender, to: { name: '', address: to }, subject, text });
        } catch (error) {
          throw failureOf(error, at);
        }
        sent.add(id);
        for (const oldest of sent) {
          if (sent.size <= rememberedIds) break;
          sent.delete(oldest);
        }
      },
    },
    async check() {
      try {
        await transport.verify();
        return [];
      } catch (error) {
        const { code, message } = failureOf(error, at);
        if (code === 'CONNECTOR_DENIED')
          return [{ problem: message, fix: 'Give the user and password of the mailbox' }];
        throw failureOf(error, at);
      }
    },
    async close() {
      transport.close();
    },
  };
});

/** What a server says may quote the address: its code is enough. */
function failureOf(error: unknown, at: { connector: string; capability: string }): ConnectorError {
  const { code = '', responseCode = 0 } = error as { code?: string; responseCode?: number };
  const word = `SMTP ${responseCode || code || 'failed'}`;
  if (code === 'EAUTH') return new ConnectorError('CONNECTOR_DENIED', at, word);
  if (code === 'ETIMEDOUT') return new ConnectorError('CONNECTOR_TIMEOUT', at, word);
  if (responseCode >= 500) return new ConnectorError('CONNECTOR_REJECTED', at, word);
  return new ConnectorError('CONNECTOR_UNAVAILABLE', at, word);
}
