import { StoreError, type StoreErrorCode } from '../store/errors.ts';
import { CommandFailure } from './failure.ts';

/** What is left when nothing is to be kept: for a look, a test, a second demo beside the first. */
const keepNothing = 'ETALAGE_STORE=:memory: to keep nothing';

/** @param url where the store was looked for. */
function fixOf(code: StoreErrorCode, url: string): string | undefined {
  const isFile = !/^postgres(ql)?:/.test(url);
  switch (code) {
    case 'STORE_LOCKED':
      return `stop that one, or start this one with ${keepNothing}, or with another file`;
    case 'STORE_UNAVAILABLE':
      return isFile
        ? `set ETALAGE_STORE to a file in a folder that may be written to, or ${keepNothing}`
        : 'start the database, or correct ETALAGE_STORE';
    case 'STORE_CORRUPT':
      return 'put a copy of it back, or move it away to begin anew';
    case 'STORE_MIGRATION':
      return 'start the release that it was last used with, or a newer one';
    case 'STORE_URL':
      return `set ETALAGE_STORE to a file, or postgres://…, or ${keepNothing}`;
    default:
      return undefined;
  }
}

/** A store that could not be opened, with what to do about it; any other error as it is. */
export function explainStore(error: unknown, url: string): unknown {
  const fix = error instanceof StoreError ? fixOf(error.code, url) : undefined;
  if (!(error instanceof StoreError) || fix === undefined) return error;
  return new CommandFailure(error.message.replace(/\w$/, '$&.'), fix, { cause: error });
}
