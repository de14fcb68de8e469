import { relative } from 'node:path';
import { styleText } from 'node:util';
import { ConfigError, EtalageError } from '../contract/errors.ts';
import { CommandFailure } from './failure.ts';

type Style = Parameters<typeof styleText>[0];

/** Writes a line for people. Without a terminal, or with NO_COLOR, `styled` adds no colours. */
export function print(line = '', stream: NodeJS.WriteStream = process.stdout): void {
  stream.write(`${line}\n`);
}

export function styled(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(style, text, { stream });
}

/** A path as its user would write it: relative where that is shorter. */
export function shownPath(file: string): string {
  const short = relative(process.cwd(), file);
  return short.length < file.length ? short : file;
}

/** Prints an error to stderr: what was expected, what was found and what to do. The stack only with LOG_LEVEL=debug. */
export function printError(error: unknown): void {
  const line = (text: string) => print(text, process.stderr);
  const mark = styled('red', '✗', process.stderr);
  const label = (text: string) => styled('dim', text.padEnd(9), process.stderr);

  if (error instanceof ConfigError) {
    line(`${mark} ${shownPath(error.file)} has ${counted(error.problems.length, 'problem')}`);
    for (const { path, expected, found, suggestion } of error.problems) {
      line(`\n  ${styled('bold', path || 'the file', process.stderr)}`);
      line(`    ${label('expected')} ${expected}`);
      line(`    ${label('found')} ${found}`);
      if (suggestion) line(`    ${label('fix')} did you mean "${suggestion}"?`);
    }
  } else if (error instanceof CommandFailure) {
    line(`${mark} ${error.message}`);
    line(`  ${label('fix')} ${error.fix}`);
  } else if (error instanceof EtalageError) {
    line(`${mark} ${error.message}`);
  } else {
    line(`${mark} Something unforeseen happened: ${error instanceof Error ? error.message : String(error)}`);
    line(`  ${label('fix')} set LOG_LEVEL=debug to see where`);
  }
  if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) line(`\n${error.stack}`);
}

/** `1 site`, `1,320 sites`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
