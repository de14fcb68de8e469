import type { ServerResponse } from 'node:http';
import { refusal } from './errors.ts';

/**
 * Aborts when nobody waits for an answer any more: its time is over (reason REQUEST_TIMEOUT) or the client left before
 * it had all of it (reason CLIENT_LEFT).
 *
 * One controller with a timer of our own, which ends with the response: `AbortSignal.timeout` would keep every
 * request's timer, and all that hangs on it, until its time is over.
 *
 * @param ms the request's time, in milliseconds.
 */
export function openSignal(response: ServerResponse, ms: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(refusal('REQUEST_TIMEOUT', `This took longer than the ${ms} ms that a request may take`));
  }, ms);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort(refusal('CLIENT_LEFT', 'The client left before it was answered'));
  });
  return controller.signal;
}
