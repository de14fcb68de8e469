/** What a mailer must do: take a mail, and not mind being asked twice. */
import type { Check } from './subject.ts';

export const mailChecks: readonly Check[] = [
  {
    capability: 'mailer',
    method: 'mailer.send',
    rule: 'takes a mail, and the same one once more',
    async run({ connector, subject, call }) {
      const { mailer } = connector;
      if (!mailer || !subject.known.mailer) return { notApplicable: 'the connector sends no mail' };
      const mail = {
        id: 'etalage-conformance',
        to: subject.known.mailer.to,
        subject: 'A test: été, 5 € & <more>',
        text: 'First line\nSecond line\n',
      };
      await mailer.send(mail, call());
      await mailer.send(mail, call());
      return undefined;
    },
  },
];
