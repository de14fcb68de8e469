import { StoreError } from './errors.ts';
import { openPostgres } from './postgres/open.ts';
import { openSqlite } from './sqlite/open.ts';
import type { Store, StoreOptions } from './store.ts';

/**
 * Opens the store and brings its tables up to date.
 *
 * @param url a path (`./etalage.db`) or `file:` URL for SQLite, `:memory:` for a throw-away store, or `postgres://…`.
 * @throws {StoreError} STORE_URL, STORE_LOCKED, STORE_UNAVAILABLE, STORE_CORRUPT or STORE_MIGRATION.
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, options);
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1];
  if (url.trim() === '' || (scheme && scheme !== 'file'))
    throw new StoreError(
      'STORE_URL',
      `ETALAGE_STORE: expected the path of a file or a postgres:// URL, found ${scheme ? `${scheme}:` : 'nothing'}`,
    );
  return openSqlite(url, options);
}
