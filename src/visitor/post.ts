import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Site } from '../config/site.ts';
import type { Mail } from '../contract/capabilities.ts';
import type { MailToSend, Post } from './desk.ts';
import type { Outbox } from './outbox.ts';

export interface PostOptions {
  /** Sends by the mailer of a site; null where it has none. */
  readonly mailerOf: (site: Site) => ((mail: Mail, signal: AbortSignal) => Promise<void>) | null;
  /** In its place. */
  readonly outbox: Outbox;
  /** Is told that a mail was given up. Holds nothing of it. */
  readonly failed: (error: unknown) => void;
  /** Between tries, in milliseconds. Default 1 and 10 seconds. */
  readonly retryMs?: readonly number[];
}

/** Mails that wait at once: more are an attack or an outage, and dropped. */
const mostWaiting = 10_000;
const deadlineMs = 20_000;

/**
 * Mails go out after the answer that promises them: how long they take, and whether there is one at all, is not seen in it.
 *
 * @returns also `settle`, which waits for those under way.
 */
export function createPost({ mailerOf, outbox, failed, retryMs = [1_000, 10_000] }: PostOptions): {
  readonly post: Post;
  readonly settle: () => Promise<void>;
} {
  const waiting = new Set<Promise<void>>();

  async function send({ visitorId, ...mail }: MailToSend, id: string, site: Site): Promise<void> {
    const mailer = mailerOf(site);
    if (!mailer) return outbox.put({ id, visitorId, ...mail });
    for (const pause of [...retryMs, null]) {
      try {
        return await mailer({ id, ...mail }, AbortSignal.timeout(deadlineMs));
      } catch (error) {
        if (pause === null) throw error;
        await sleep(pause, undefined, { ref: false });
      }
    }
  }

  return {
    post(make, site) {
      if (waiting.size >= mostWaiting) return failed(new RangeError(`${mostWaiting} mails wait: no more are taken`));
      const sent = new Promise<void>((resolve) => setImmediate(resolve))
        .then(make)
        .then((mail) => (mail ? send(mail, randomUUID(), site) : undefined))
        .catch(failed)
        .finally(() => waiting.delete(sent));
      waiting.add(sent);
    },
    async settle() {
      await Promise.all(waiting);
    },
  };
}
