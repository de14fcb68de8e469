import { ConnectorError } from '../../../src/contract/errors.ts';
import { subject } from '../reference/remote.ts';
import type { Breaches, Broken } from './breach.ts';

/** A connector that sends mail, and nothing else. */
function mailer(send: (id: string, before: ReadonlySet<string>) => void): Broken {
  return {
    method: 'mailer.send',
    subject: {
      ...subject,
      known: { mailer: { to: 'somebody@example.com' } },
      create: () => {
        const sent = new Set<string>();
        return {
          name: 'remote',
          mailer: {
            async send({ id }) {
              send(id, sent);
              sent.add(id);
            },
          },
        };
      },
    },
  };
}

const refuse = (why: string) => {
  throw new ConnectorError('CONNECTOR_REJECTED', { connector: 'remote', capability: 'mailer' }, why);
};

export const breachesOfMail: Breaches = {
  'takes a mail, and the same one once more': {
    'a mail refused': mailer(() => refuse('no mail')),
    'the same mail refused': mailer((id, before) => before.has(id) && refuse('sent already')),
  },
};
