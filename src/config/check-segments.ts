import type { ConfigProblem } from '../contract/errors.ts';
import { deepest, mostEntries } from './conditions.ts';
import { nearest } from './nearest.ts';
import { formatPath } from './problems.ts';
import { timeZoneOf } from './time-zones.ts';

type Path = readonly (string | number)[];
type Conditions = Readonly<Record<string, { readonly when: unknown }>>;

/** What one rule is made of, its references followed: counted, never spelt out. */
interface Measured {
  readonly entries: number;
  readonly depth: number;
  readonly readsLocalTime: boolean;
}

const localTime = ['context.time', 'context.hour', 'context.weekday', 'context.date'];

/**
 * What is wrong between the segments of one site, each of which is in the dialect: a reference to none, a circle (named
 * from its first segment round to itself), a rule that is too deep or too long once its references are followed, a rule
 * over the time of day where the site's country does not say which. Rules are measured once each, however often they are
 * referred to, so that one that explodes is refused without doing so.
 *
 * @param at where the segments are, for the problems' paths.
 */
export function checkSegments(
  segments: Conditions,
  at: Path,
  site: { readonly country: string; readonly timeZone?: string | null },
): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const measured = new Map<string, Measured>();
  const problem = (path: Path, expected: string, found: string, suggestion?: string) =>
    problems.push({ path: formatPath([...at, ...path]), expected, found, ...(suggestion && { suggestion }) });

  function measure(key: string, trail: readonly string[]): Measured {
    const known = measured.get(key);
    if (known) return known;
    const sum = { entries: 0, depth: 1, readsLocalTime: false };
    for (const { id, path, depth } of entriesOf(segments[key]?.when, [key, 'when'], 1)) {
      sum.entries += 1;
      sum.depth = Math.max(sum.depth, depth);
      if (id === undefined) {
        sum.readsLocalTime ||= localTime.includes(String(path.at(-1)));
        continue;
      }
      const circle = [...trail, key];
      if (circle.includes(id)) {
        const round = [...circle.slice(circle.indexOf(id)), id];
        problem(path, 'a segment that does not refer back to this one', `the circle ${round.join(' -> ')}`);
      } else if (segments[id] === undefined) {
        problem(path, 'the key of a segment of the site', JSON.stringify(id), nearest(id, Object.keys(segments)));
      } else {
        const other = measure(id, circle);
        sum.entries += other.entries;
        sum.depth = Math.max(sum.depth, depth + other.depth);
        sum.readsLocalTime ||= other.readsLocalTime;
      }
    }
    measured.set(key, sum);
    return sum;
  }

  for (const key of Object.keys(segments)) {
    if (measured.has(key)) continue;
    measure(key, []);
  }
  for (const [key, { entries, depth, readsLocalTime }] of measured) {
    if (entries > mostEntries)
      problem(
        [key, 'when'],
        `at most ${mostEntries} entries, with those of the segments it refers to`,
        String(entries),
      );
    if (depth > deepest)
      problem([key, 'when'], `at most ${deepest} levels, with those of the segments it refers to`, String(depth));
    if (readsLocalTime && timeZoneOf(site) === null)
      problem([key, 'when'], `timeZone at the site, since clocks in ${site.country} differ`, 'nothing');
  }
  return problems;
}

interface Entry {
  readonly path: Path;
  readonly depth: number;
  /** The segment that it refers to. */
  readonly id?: string;
}

/** Every entry of a condition that is no `$and` or its like, and how deep it lies. */
function* entriesOf(condition: unknown, path: Path, depth: number): Generator<Entry> {
  for (const [name, operand] of Object.entries(condition ?? {})) {
    const here = [...path, name];
    if (name === '$savedGroup') yield { path: here, depth, id: (operand as { readonly id: string }).id };
    else if (name === '$not') yield* entriesOf(operand, here, depth + 1);
    else if (Array.isArray(operand) && name.startsWith('$'))
      for (const [nth, one] of operand.entries()) yield* entriesOf(one, [...here, nth], depth + 1);
    else yield { path: here, depth };
  }
}
