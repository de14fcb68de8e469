/** The longest that a timer of Node can wait, in milliseconds; a longer one would go off at once. */
const longestMs = 2 ** 31 - 1;

/**
 * Calls back once the clock shows a moment, milliseconds since the epoch; never for one that is infinitely far. Keeps no
 * process alive.
 *
 * @returns a function that stops it.
 */
export function setAlarm(at: number, now: () => number, ring: () => void): () => void {
  if (at === Number.POSITIVE_INFINITY) return () => {};
  let timer: NodeJS.Timeout;
  // Timers may go off a little before the clock says so.
  const wait = () => {
    timer = setTimeout(() => (now() >= at ? ring() : wait()), Math.max(1, Math.min(at - now(), longestMs)));
    timer.unref();
  };
  wait();
  return () => clearTimeout(timer);
}
