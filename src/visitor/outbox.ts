import type { Mail } from '../contract/capabilities.ts';
import type { PersonalData } from './personal-data.ts';

/** A mail that waits for nobody: where no mailer is configured, it can be looked at here. */
export interface OutboxMail extends Mail {
  /** For whom it was made; null when it is for nobody who is remembered. */
  readonly visitorId: string | null;
}

export interface Outbox extends PersonalData {
  put(mail: OutboxMail): void;
  /** The newest last. */
  list(): readonly OutboxMail[];
}

/** As many as a developer looks at. */
const most = 200;

/** Mails in memory, in the place of a mailer: for a developer's machine and for tests. */
export function createOutbox(): Outbox {
  let mails: readonly OutboxMail[] = [];
  return {
    name: 'mails',
    put(mail) {
      mails = [...mails, mail].slice(-most);
    },
    list: () => mails,
    async collect(visitorId) {
      const theirs = mails.filter((mail) => mail.visitorId === visitorId);
      return theirs.length > 0 ? theirs.map(({ to, subject }) => ({ to, subject })) : null;
    },
    async erase(visitorId) {
      const before = mails.length;
      mails = mails.filter((mail) => mail.visitorId !== visitorId);
      return before - mails.length;
    },
    async move(from, to) {
      mails = mails.map((mail) => (mail.visitorId === from ? { ...mail, visitorId: to } : mail));
    },
  };
}
