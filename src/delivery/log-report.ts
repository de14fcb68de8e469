import type { Report } from './settle.ts';

/** What the log of a server needs. */
interface Log {
  warn(facts: object, message: string): void;
  debug(facts: object, message: string): void;
}

const stopped = {
  GONE: 'a webhook receiver says that it is gone: it is disabled',
  FAILING: 'a webhook receiver took nothing for long: it is paused, and what it is to be told is kept',
} as const;

/** Says in the log what somebody should look at. */
export function logReport(log: Log, event: Report): void {
  const { type, subscription } = event;
  if (type === 'STOPPED') log.warn({ subscription, code: event.reason }, stopped[event.reason]);
  else if (type === 'DEAD') log.warn({ subscription }, 'a webhook was given up: see `etalage webhooks dead`');
  else log.debug({ subscription, taken: type === 'TAKEN' }, 'a webhook was sent');
}
