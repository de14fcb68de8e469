/** What is wrong with segments, experiments, caps and slots: in the sites file, or as an operator edits them. */
import type { ConfigProblem } from '../contract/errors.ts';
import { checkSegments } from './check-segments.ts';
import { checkCondition } from './conditions.ts';
import { nearest } from './nearest.ts';
import { describeFound, formatPath } from './problems.ts';
import type { Site } from './site.ts';
import { isTimeZone } from './time-zones.ts';

type Path = readonly (string | number)[];

/** What of a site decides what is relevant. */
export type Relevance = Pick<Site, 'country' | 'timeZone' | 'segments' | 'experiments' | 'caps' | 'slots'>;

/**
 * Everything that is wrong with what decides on one site, its shape being right.
 *
 * @param at where it is, for the problems' paths.
 */
export function checkRelevance(site: Relevance, at: Path): ConfigProblem[] {
  const conditions = Object.entries(site.segments).flatMap(([key, { when }]) =>
    checkCondition(when, [...at, 'segments', key, 'when']),
  );
  return [
    ...conditions,
    ...(conditions.length === 0 ? checkSegments(site.segments, [...at, 'segments'], site) : []),
    ...checkTimeZone(site, at),
    ...checkLayers(site.experiments, [...at, 'experiments']),
    ...checkSlots(site, [...at, 'slots']),
  ];
}

function checkTimeZone({ timeZone }: Relevance, at: Path): ConfigProblem[] {
  if (timeZone === null || isTimeZone(timeZone)) return [];
  const path = formatPath([...at, 'timeZone']);
  return [{ path, expected: 'a time zone of IANA: Europe/Amsterdam', found: describeFound(timeZone) }];
}

/** Experiments of one layer exclude each other: two parts of it that overlap would share visitors. */
function checkLayers(experiments: Relevance['experiments'], at: Path): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const all = Object.entries(experiments).flatMap(([key, { layer }]) => (layer ? [{ experiment: key, ...layer }] : []));
  for (const [nth, { experiment, key, from, to }] of all.entries()) {
    const path = formatPath([...at, experiment, 'layer']);
    if (from >= to) problems.push({ path, expected: 'a part of the layer: from below to', found: `${from} to ${to}` });
    const other = all.slice(0, nth).find((one) => one.key === key && one.from < to && from < one.to);
    if (other)
      problems.push({
        path,
        expected: `a part of the layer ${key} that no other experiment has`,
        found: `${from} to ${to}, where ${other.experiment} has ${other.from} to ${other.to}`,
      });
  }
  return problems;
}

/** What the conditions of slots name must be there: a variant for nobody is a mistake. */
function checkSlots({ slots, segments, experiments, caps }: Relevance, at: Path): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const expectOne = (path: Path, what: string, name: string, names: readonly string[]) => {
    if (names.includes(name)) return;
    const suggestion = nearest(name, names);
    problems.push({
      path: formatPath(path),
      expected: what,
      found: JSON.stringify(name),
      ...(suggestion && { suggestion }),
    });
  };
  for (const [slot, { variants }] of Object.entries(slots)) {
    for (const [nth, { key, when = {} }] of variants.entries()) {
      const here = [...at, slot, 'variants', nth];
      if (variants.findIndex((one) => one.key === key) < nth)
        problems.push({
          path: formatPath([...here, 'key']),
          expected: 'a key that no other variant of the slot has',
          found: JSON.stringify(key),
        });
      when.segments?.forEach((segment, at) => {
        expectOne(
          [...here, 'when', 'segments', at],
          'the key of a segment of the site',
          segment,
          Object.keys(segments),
        );
      });
      if (when.cap !== undefined)
        expectOne([...here, 'when', 'cap'], 'the key of a cap of the site', when.cap, Object.keys(caps));
      const { experiment } = when;
      if (!experiment) continue;
      const keys = Object.keys(experiments);
      expectOne([...here, 'when', 'experiment', 'key'], 'the key of an experiment of the site', experiment.key, keys);
      const arms = experiments[experiment.key]?.arms.map((arm) => arm.key);
      if (arms) expectOne([...here, 'when', 'experiment', 'arm'], 'an arm of the experiment', experiment.arm, arms);
    }
  }
  return problems;
}
