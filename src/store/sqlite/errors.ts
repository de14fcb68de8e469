import { StoreError, type StoreErrorCode } from '../errors.ts';
import type { ThreadFailure } from './protocol.ts';

/** SQLite's primary result codes (https://sqlite.org/rescode.html) that say more than "a wrong statement". */
const codes: Readonly<Record<number, StoreErrorCode>> = {
  5: 'STORE_BUSY',
  6: 'STORE_BUSY',
  8: 'STORE_UNAVAILABLE', // READONLY: the file's permissions
  10: 'STORE_UNAVAILABLE', // IOERR
  11: 'STORE_CORRUPT',
  13: 'STORE_UNAVAILABLE', // FULL
  14: 'STORE_UNAVAILABLE', // CANTOPEN
  19: 'STORE_CONFLICT',
  26: 'STORE_CORRUPT', // NOTADB
};

export function toStoreError(name: string, { message, errcode }: ThreadFailure): StoreError {
  // The low byte of an extended code is the primary one.
  const code = errcode === null ? 'STORE_REJECTED' : (codes[errcode & 0xff] ?? 'STORE_REJECTED');
  return new StoreError(code, `${name}: ${message}`);
}
