import { ConfigError, type ConfigProblem } from '../contract/errors.ts';
import { formatPath } from './problems.ts';

/** Where and why a text stops being JSON. */
class Fault extends Error {
  readonly offset: number;
  constructor(offset: number, expected: string) {
    super(expected);
    this.offset = offset;
  }
}

/**
 * Reads JSON. Besides what `JSON.parse` refuses, a key that an object has twice is a problem: the first of two sites
 * with one key would be lost without a word.
 *
 * @throws {ConfigError} with line and column of the fault, both from 1.
 */
export function parseJson(file: string, text: string): unknown {
  const source = text.replace(/^\uFEFF/, '');
  const problems: ConfigProblem[] = [];
  try {
    scan(source, (path, offset) =>
      problems.push({
        path: formatPath(path),
        expected: 'each key once in an object',
        found: `${JSON.stringify(path.at(-1))} again on ${position(source, offset)}`,
      }),
    );
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    const found = source.slice(fault.offset).split(/\s/, 1)[0]?.slice(0, 20);
    throw new ConfigError(file, [
      {
        path: position(source, fault.offset),
        expected: fault.message,
        found: found ? `\`${found}\`` : 'the end of the line or file',
      },
    ]);
  }
  if (problems.length > 0) throw new ConfigError(file, problems);
  return JSON.parse(source);
}

function position(source: string, offset: number): string {
  const before = source.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

const space = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these in a string (RFC 8259, section 7).
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** Walks the grammar of RFC 8259 without building values: `JSON.parse` tells neither every position nor duplicates. */
function scan(source: string, onDuplicate: (path: readonly (string | number)[], offset: number) => void): void {
  let at = 0;
  const path: (string | number)[] = [];

  function match(token: RegExp): string | undefined {
    token.lastIndex = at;
    const text = token.exec(source)?.[0];
    at += text?.length ?? 0;
    return text;
  }

  function accept(mark: string): boolean {
    match(space);
    if (source[at] !== mark) return false;
    at += 1;
    return true;
  }

  function object(): void {
    if (accept('}')) return;
    const keys = new Set<string>();
    do {
      match(space);
      const start = at;
      const token = match(string);
      if (token === undefined) throw new Fault(at, 'a key in double quotes');
      const key: string = JSON.parse(token);
      if (!accept(':')) throw new Fault(at, `":" after the key ${token}`);
      path.push(key);
      if (keys.has(key)) onDuplicate([...path], start);
      keys.add(key);
      value();
      path.pop();
    } while (accept(','));
    if (!accept('}')) throw new Fault(at, '"," or "}"');
  }

  function array(): void {
    if (accept(']')) return;
    let index = 0;
    do {
      path.push(index++);
      value();
      path.pop();
    } while (accept(','));
    if (!accept(']')) throw new Fault(at, '"," or "]"');
  }

  function value(): void {
    if (accept('{')) object();
    else if (accept('[')) array();
    else if (match(string) === undefined && match(scalar) === undefined) throw new Fault(at, 'a JSON value');
  }

  value();
  match(space);
  if (at < source.length) throw new Fault(at, 'nothing more after the value');
}
