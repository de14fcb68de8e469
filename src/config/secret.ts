import { readFileSync } from 'node:fs';
import { EtalageError } from '../contract/errors.ts';

/**
 * A secret for a connector's options: the environment variable `name`, or the text of the file that `name_FILE` names
 * (how Docker and Kubernetes mount secrets), without its last line break.
 *
 * @throws {EtalageError} SECRET_MISSING when neither is set or the value is empty, SECRET_AMBIGUOUS when both are set,
 * SECRET_UNREADABLE when the file cannot be read. No message holds the value.
 */
export function secret(name: string, env: Readonly<Record<string, string | undefined>> = process.env): string {
  const value = env[name];
  const file = env[`${name}_FILE`];
  if (value && file)
    throw new EtalageError('SECRET_AMBIGUOUS', `expected one of ${name} and ${name}_FILE to be set, found both`);
  const text = file ? readSecret(name, file) : value;
  if (!text) {
    throw new EtalageError(
      'SECRET_MISSING',
      file
        ? `expected the secret ${name} in ${file}, found an empty file`
        : `expected the secret ${name} in the environment, or ${name}_FILE with the path of a file, found neither`,
    );
  }
  return text;
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw new EtalageError('SECRET_UNREADABLE', `${name}_FILE names ${file}, which cannot be read`, { cause });
  }
}
