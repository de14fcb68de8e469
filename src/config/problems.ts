import type { z } from 'zod';
import type { ConfigProblem } from '../contract/errors.ts';
import { nearest } from './nearest.ts';

type Path = readonly PropertyKey[];

/** `['group', 'sources', 'products.title', 0]` as people write it: `group.sources["products.title"][0]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const name = String(part);
    if (!/^[\w$-]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text ? `${text}.${name}` : name;
  }, '');
}

/** What was found, in a few words. Only scalars are quoted, and long ones are cut. */
export function describeFound(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** Where a value is: the issue's path, followed through the input. */
function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    input,
  );
}

/** What of a Zod schema leads from a path to the object that is declared there. */
interface Declared {
  readonly innerType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
}

/** The keys that the schema declares for the object at a path. */
function keysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  const declared = schema._zod.def as Declared;
  if (declared.innerType) return keysAt(declared.innerType, path);
  const [head, ...rest] = path;
  if (head === undefined) return Object.keys(declared.shape ?? {});
  const next = declared.shape?.[String(head)] ?? declared.valueType ?? declared.element;
  return next ? keysAt(next, rest) : [];
}

/**
 * Zod's issues as problems of a configuration. A schema's own message is what was expected; an unknown key is compared
 * with the keys declared in its place, a wrong word with the words of its enum.
 */
export function problemsOf(schema: z.core.$ZodType, error: z.ZodError, input: unknown): ConfigProblem[] {
  return error.issues.flatMap((issue): ConfigProblem[] => {
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(schema, issue.path);
      return issue.keys.map((key) => ({
        path: formatPath([...issue.path, key]),
        expected: `one of ${known.filter((name) => !name.startsWith('$')).join(', ')}`,
        found: `the unknown key ${JSON.stringify(key)}`,
        suggestion: nearest(key, known),
      }));
    }
    if (issue.code === 'invalid_key') {
      const expected = issue.issues.map(({ message }) => message).join(' and ');
      return [{ path: formatPath(issue.path), expected, found: `the key ${JSON.stringify(issue.path.at(-1))}` }];
    }
    const value = valueAt(input, issue.path);
    const words = issue.code === 'invalid_value' && typeof value === 'string' ? issue.values.map(String) : [];
    return [
      {
        path: formatPath(issue.path),
        expected: issue.message,
        found: describeFound(value),
        suggestion: typeof value === 'string' ? nearest(value, words) : undefined,
      },
    ];
  });
}
