import { EtalageError } from '../contract/errors.ts';

/** The caller's own input is wrong: says where, what was expected and what arrived. */
export function badInput(argument: string, expected: string, found: unknown): EtalageError {
  const shown = JSON.stringify(found)?.slice(0, 80) ?? String(found);
  return new EtalageError('BAD_USER_INPUT', `${argument}: expected ${expected}, got ${shown}`, { expose: true });
}
