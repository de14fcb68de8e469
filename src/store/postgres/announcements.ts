import pg from 'pg';
import { type Announcer, createAnnouncer } from '../announcer.ts';

const channel = 'etalage_changes';
/** At most one NOTIFY in this time, in milliseconds: each takes a lock that is one for the whole server. */
const apartMs = 5;
const longestRetryMs = 2_000;

export interface Announcements extends Announcer {
  close(): Promise<void>;
}

/**
 * LISTEN and NOTIFY on one connection of its own. Announcements of this process reach its own listeners without the
 * trip; towards the others the highest position is sent, at most once in `apartMs`. A broken connection is opened again,
 * with a growing pause; then listeners hear 0, since they may have missed some.
 */
export function createAnnouncements(config: pg.ClientConfig): Announcements {
  const near = createAnnouncer();
  let client: pg.Client | null = null;
  let closed = false;
  let retryMs = 50;
  let retry: NodeJS.Timeout | undefined;
  let highest = 0;
  let sent = 0;
  let sending = false;
  let pause: NodeJS.Timeout | undefined;

  function reconnect(lost: pg.Client): void {
    if (client === lost) client = null;
    // Whatever else it has to say is about a loss that is known.
    lost.removeAllListeners();
    lost.on('error', () => undefined);
    lost.end().catch(() => undefined);
    if (closed) return;
    clearTimeout(retry);
    retry = setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  }

  async function connect(): Promise<void> {
    const next = new pg.Client(config);
    // Without a listener an 'error' would end the process.
    next.on('error', () => reconnect(next));
    next.on('end', () => reconnect(next));
    next.on('notification', ({ payload }) => near.announce(Number(payload)));
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
    } catch {
      reconnect(next);
      return;
    }
    if (closed) {
      await next.end();
      return;
    }
    client = next;
    retryMs = 50;
    near.announce(0);
    send();
  }

  function send(): void {
    if (sending || closed || !client || sent >= highest) return;
    sending = true;
    sent = highest;
    const again = () => {
      pause = setTimeout(() => {
        sending = false;
        send();
      }, apartMs);
    };
    // Lost with its connection, it is made up for by the 0 that listeners hear, and by their polling.
    client.query('SELECT pg_notify($1, $2)', [channel, String(sent)]).then(again, again);
  }

  const opening = connect();
  return {
    onAnnounce: near.onAnnounce,
    announce(position) {
      near.announce(position);
      highest = Math.max(highest, position);
      send();
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await opening;
      client?.removeAllListeners('end');
      await client?.end().catch(() => undefined);
      clearTimeout(pause);
    },
  };
}
