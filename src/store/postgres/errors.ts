import { StoreError, type StoreErrorCode } from '../errors.ts';

/** SQLSTATE to our words (https://www.postgresql.org/docs/current/errcodes-appendix.html): whole codes, then classes. */
const codes: Readonly<Record<string, StoreErrorCode>> = {
  '25006': 'STORE_REJECTED', // a write outside of a transaction
  '40001': 'STORE_BUSY', // serialization_failure
  '40P01': 'STORE_BUSY', // deadlock_detected
  '55P03': 'STORE_BUSY', // lock_not_available
  '57014': 'STORE_BUSY', // query_canceled: the statement timeout
  '25P03': 'STORE_BUSY', // idle_in_transaction_session_timeout
  '57P01': 'STORE_UNAVAILABLE', // admin_shutdown
  '57P02': 'STORE_UNAVAILABLE', // crash_shutdown
  '57P03': 'STORE_UNAVAILABLE', // cannot_connect_now
  '08': 'STORE_UNAVAILABLE', // connection exceptions
  '23': 'STORE_CONFLICT', // integrity constraints
  '28': 'STORE_UNAVAILABLE', // wrong user or password
  '3D': 'STORE_UNAVAILABLE', // no such database
  '53': 'STORE_UNAVAILABLE', // disk full, too many connections
  '58': 'STORE_UNAVAILABLE', // system errors
  XX: 'STORE_CORRUPT',
};

/** What `pg` or the socket raised, as a `StoreError`. The detail of a constraint holds values, so it stays in `cause`. */
export function toStoreError(name: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const state = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Five characters are a SQLSTATE; a socket's ECONNREFUSED and the driver's own plain errors are about the connection.
  const code = /^[0-9A-Z]{5}$/.test(state)
    ? (codes[state] ?? codes[state.slice(0, 2)] ?? 'STORE_REJECTED')
    : 'STORE_UNAVAILABLE';
  return new StoreError(code, `${name}: ${error.message}${state ? ` (${state})` : ''}`, { cause });
}
