/** A stretch of time in which something stays as it is: from `since`, inclusive, to `until`, exclusive, in milliseconds since the epoch. */
export interface Span<T> {
  readonly value: T;
  readonly since: number;
  readonly until: number;
}

/** What a clock on the wall and a calendar show. */
interface Local {
  /** ISO 8601: Monday is 1. */
  readonly weekday: number;
  /** Minutes since midnight, by the clock. */
  readonly minute: number;
  /** `2026-11-22`. */
  readonly date: string;
}

/** What rules may ask of the local time, each with what it is at one moment. */
export const localFacts = {
  /** `18:30`; texts compare as the times do. */
  'context.time': ({ minute }: Local) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
  /** 0 to 23. */
  'context.hour': ({ minute }: Local) => Math.floor(minute / 60),
  /** ISO 8601: Monday is 1, Sunday is 7. */
  'context.weekday': ({ weekday }: Local) => weekday,
  /** `2026-11-22`. */
  'context.date': ({ date }: Local) => date,
} as const;

export type LocalFact = keyof typeof localFacts;

const minutesOfWeek = 7 * 1440;
const minuteMs = 60_000;

/** Answers one question about the local time, and for how long the answer stays the same. */
export type ReadLocalTime = (now: number) => Span<boolean>;

/**
 * Makes a rule over one fact of the local time answer with the moments between which its answer stays. A clock that is put
 * forward or back ends a stretch.
 *
 * @param holds the rule, a pure function of the fact.
 */
export function createLocalRule(
  fact: LocalFact,
  holds: (value: string | number) => boolean,
  timeZone: string,
): ReadLocalTime {
  const read = localFacts[fact] as (local: Local) => string | number;
  const localAt = clockOf(timeZone);
  // A date does not come again: its stretch is the day. All else repeats every week.
  const ofWeek = fact === 'context.date' ? null : weekOf((local) => holds(read(local)));

  return (now) => {
    const start = Math.floor(now / minuteMs) * minuteMs;
    const local = localAt(start);
    const at = (local.weekday - 1) * 1440 + local.minute;
    const value = ofWeek ? ofWeek[at] === 1 : holds(read(local));
    const minutes = ofWeek ? stretchFrom(ofWeek, at) : 1440 - local.minute;
    return { value, since: start, until: untilOf(localAt, start, minutes) };
  };
}

/** The answer at every minute of a week. */
function weekOf(holds: (local: Local) => boolean): Uint8Array {
  return Uint8Array.from({ length: minutesOfWeek }, (_, at) =>
    Number(holds({ weekday: Math.floor(at / 1440) + 1, minute: at % 1440, date: '' })),
  );
}

/** Minutes until another answer; infinite when there is none. */
function stretchFrom(week: Uint8Array, at: number): number {
  for (let ahead = 1; ahead < minutesOfWeek; ahead += 1)
    if (week[(at + ahead) % minutesOfWeek] !== week[at]) return ahead;
  return Number.POSITIVE_INFINITY;
}

type Clock = (at: number) => Local;

/** So many minutes on by the clock on the wall, or the moment before that at which somebody turns it. */
function untilOf(localAt: Clock, start: number, minutes: number): number {
  if (minutes === Number.POSITIVE_INFINITY) return minutes;
  const offset = (at: number) => Date.parse(`${localAt(at).date}T00:00:00Z`) + localAt(at).minute * minuteMs - at;
  const from = offset(start);
  // A day at a time: within one a clock is turned once at most.
  for (let day = start, end = start + minutes * minuteMs; day < end; day += 1440 * minuteMs) {
    const next = Math.min(end, day + 1440 * minuteMs);
    if (offset(next) !== from) return turnBetween(day, next, (at) => offset(at) !== from);
  }
  return start + minutes * minuteMs;
}

function turnBetween(before: number, after: number, turned: (at: number) => boolean): number {
  let [low, high] = [before, after];
  while (high - low > minuteMs) {
    const middle = Math.floor((low + high) / 2 / minuteMs) * minuteMs;
    if (turned(middle)) high = middle;
    else low = middle;
  }
  return high;
}

const clocks = new Map<string, Clock>();

function clockOf(timeZone: string): Clock {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = createClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

function createClock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const date = `${parts.year}-${parts.month}-${parts.day}`;
    return {
      date,
      minute: Number(parts.hour) * 60 + Number(parts.minute),
      weekday: new Date(`${date}T00:00:00Z`).getUTCDay() || 7,
    };
  };
}
