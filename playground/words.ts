/** Lengths of time for people. */

/** A length of a call: `0.4 ms`, `12 ms`, `1.3 s`. */
export function lengthOf(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  return ms < 10 ? `${Math.round(ms * 10) / 10} ms` : `${Math.round(ms)} ms`;
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** An age: `new` below a second, `12 s`, `3 min`. */
export function ageOf(ms: number): string {
  const [unit, size] = units.find(([, length]) => ms >= length) ?? [];
  return unit && size ? `${Math.round(ms / size)} ${unit}` : 'new';
}

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const dateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium' });

/** `19:06:30` today, `24 December 2026 at 00:00:00` on another day; in the time zone of who looks. */
export function momentOf(instant: string): string {
  const at = new Date(instant);
  return (at.toDateString() === new Date().toDateString() ? time : dateAndTime).format(at);
}
