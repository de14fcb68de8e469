/** The rules of segments as data: whether they are in the dialect (schema/condition.schema.json), and what is wrong with them. */
import type { ConfigProblem } from '../contract/errors.ts';
import { nearest } from './nearest.ts';
import { describeFound, formatPath } from './problems.ts';
import { isTamePattern } from './tame-pattern.ts';

/** What of a request a rule may be over, besides the visitor: `profile.*` and `behaviour.*`. */
export const contextPaths = [
  'context.site',
  'context.brand',
  'context.channel',
  'context.country',
  'context.region',
  'context.time',
  'context.hour',
  'context.weekday',
  'context.date',
  'context.referrer',
  'context.weather.condition',
  'context.weather.temperature',
  'context.campaign.source',
  'context.campaign.medium',
  'context.campaign.name',
  'context.campaign.term',
  'context.campaign.content',
] as const;

/** Levels of `$and`, `$or`, `$nor`, `$not`, `$elemMatch` and references, one in the other. */
export const deepest = 12;
/** Entries of one rule, those of the segments that it refers to included as often as it refers to them. */
export const mostEntries = 500;

const paths: ReadonlySet<string> = new Set(contextPaths);
const free = /^(profile|behaviour)(\.[A-Za-z0-9_-]+)+$/;
/** Names that every object has: `profile.constructor` would be found on everybody. */
const inherited = /(^|\.)(__proto__|constructor|prototype)(\.|$)/;
const logical = ['$and', '$or', '$nor', '$not', '$savedGroup'];

type Path = readonly (string | number)[];
type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isComparable = (value: unknown) => typeof value === 'string' || typeof value === 'number';
const isList = (value: unknown, most: number): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0 && value.length <= most;

/** By operator: what its operand must be, and whether it is. Operators whose operand holds operators are followed below. */
const operands: Readonly<Record<string, readonly [expected: string, holds: (operand: unknown) => boolean]>> = {
  ...all(['$eq', '$ne'], 'a text, a number, true, false or null', isScalar),
  ...all(['$gt', '$gte', '$lt', '$lte'], 'a text or a number', isComparable),
  ...all(
    ['$in', '$nin', '$ini', '$nini', '$all', '$alli'],
    'a list of 1 to 1,000 texts, numbers, true, false or null',
    (operand) => isList(operand, 1000) && operand.every(isScalar),
  ),
  ...all(['$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte'], 'a version, as text', (it) => typeof it === 'string'),
  ...all(
    ['$regex', '$regexi'],
    'a regular expression of at most 200 characters, without groups that repeat and back references, and with at most two endless repetitions',
    (operand) => typeof operand === 'string' && isTamePattern(operand),
  ),
  $exists: ['true or false', (operand) => typeof operand === 'boolean'],
  $type: [
    'one of string, number, boolean, array, object and null',
    (operand) => ['string', 'number', 'boolean', 'array', 'object', 'null'].includes(operand as string),
  ],
};
const operators = [...Object.keys(operands), '$size', '$elemMatch', '$not'];

function all(names: readonly string[], expected: string, holds: (operand: unknown) => boolean) {
  return Object.fromEntries(names.map((name) => [name, [expected, holds] as const]));
}

/**
 * Everything that is wrong with one condition by itself: what is not in the dialect, and what is nested too deep. What it
 * refers to, and what that makes of its size, is for `checkSegments`.
 *
 * @param at where it is, for the problems' paths.
 */
export function checkCondition(condition: unknown, at: Path): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const problem = (path: Path, expected: string, found: string, suggestion?: string) =>
    problems.push({ path: formatPath(path), expected, found, ...(suggestion && { suggestion }) });
  const unlike = (path: Path, expected: string, value: unknown) => problem(path, expected, describeFound(value));

  function walk(value: unknown, path: Path, depth: number): void {
    if (depth > deepest) return void problem(path, `at most ${deepest} levels`, 'one more');
    if (!isTree(value)) return void unlike(path, 'a condition: an object', value);
    for (const [name, operand] of Object.entries(value)) {
      const here = [...path, name];
      if (name === '$not') walk(operand, here, depth + 1);
      else if (name === '$savedGroup') walkReference(operand, here);
      else if (logical.includes(name)) {
        if (!isList(operand, 100)) unlike(here, 'a list of 1 to 100 conditions', operand);
        else for (const [nth, one] of operand.entries()) walk(one, [...here, nth], depth + 1);
      } else if (!isPath(name)) {
        const known = [...logical, ...contextPaths];
        problem(
          here,
          'profile.*, behaviour.*, a fact of context.*, or one of $and, $or, $nor, $not and $savedGroup',
          `the key ${JSON.stringify(name)}`,
          nearest(name, known) ?? (/^[A-Za-z]\w*$/.test(name) ? `profile.${name}` : undefined),
        );
      } else walkValue(operand, here, depth);
    }
  }

  function walkReference(value: unknown, path: Path): void {
    const { id, ...rest } = isTree(value) ? value : { id: undefined };
    if (typeof id !== 'string' || id === '' || Object.keys(rest).length > 0)
      unlike(path, 'an object with the key of a segment: { "id": "loyal" }', value);
  }

  function walkValue(value: unknown, path: Path, depth: number): void {
    if (isScalar(value)) return;
    if (depth > deepest) return void problem(path, `at most ${deepest} levels`, 'one more');
    if (!isTree(value) || Object.keys(value).length === 0)
      return void unlike(path, 'a text, a number, true, false, null or an object of operators', value);
    for (const [name, operand] of Object.entries(value)) {
      const here = [...path, name];
      const [expected, holds] = operands[name] ?? [];
      if (expected && holds) {
        if (!holds(operand)) unlike(here, expected, operand);
      } else if (name === '$not') walkValue(operand, here, depth + 1);
      else if (name === '$elemMatch') walkOperators(operand, here, depth + 1);
      else if (name === '$size') typeof operand === 'number' || walkOperators(operand, here, depth + 1);
      else problem(here, `one of ${operators.join(', ')}`, `the key ${JSON.stringify(name)}`, nearest(name, operators));
    }
  }

  function walkOperators(value: unknown, path: Path, depth: number): void {
    if (isTree(value)) walkValue(value, path, depth);
    else unlike(path, 'an object of operators', value);
  }

  walk(condition, at, 1);
  return problems;
}

function isPath(name: string): boolean {
  return paths.has(name) || (free.test(name) && !inherited.test(name));
}
