import {
  type ApiKeyRow,
  insertApiKey,
  noteApiKeyUse,
  readApiKey,
  readApiKeys,
  revokeApiKey,
} from '../store/api-keys.ts';
import type { Reads } from '../store/reads.ts';
import type { Store, Tx } from '../store/store.ts';
import type { Area, Grant, Operator, Role } from './grants.ts';
import { createKeyText, hashOfSecret, isSameHash, readKeyText } from './key-text.ts';

/** A key as it is listed. Times in milliseconds since the epoch. */
export interface ApiKey extends Grant {
  readonly id: string;
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** To the minute. */
  readonly lastUsedAt: number | null;
}

export interface KeyTerms extends Grant {
  readonly name: string;
  readonly expiresAt: number | null;
  readonly createdBy: string;
}

/** How often it is noted that a key is in use, in milliseconds. */
const noteEveryMs = 60_000;
/** Compared where there is no such key, so that this takes as long. */
const nobodysHash = hashOfSecret('nobody');

/** Makes a key. @returns it as it is listed, and its text, which is kept nowhere. */
export async function createKey(tx: Tx, terms: KeyTerms, now: number): Promise<{ key: ApiKey; text: string }> {
  const { id, secret, text } = createKeyText();
  const { name, role, createdBy, expiresAt } = terms;
  const row: ApiKeyRow = {
    ...{ id, name, role, hash: hashOfSecret(secret) },
    sites: terms.sites && JSON.stringify(terms.sites),
    areas: terms.areas && JSON.stringify(terms.areas),
    ...{ created_by: createdBy, created_at: now, expires_at: expiresAt, revoked_at: null, last_used_at: null },
  };
  await insertApiKey(tx, row);
  return { key: toKey(row), text };
}

/** Ends a key at once. @returns whether there was one to end. */
export const revokeKey = (tx: Tx, id: string, now: number) => revokeApiKey(tx, id, now);

/** All of them, the newest first. */
export async function listKeys(db: Reads): Promise<readonly ApiKey[]> {
  return (await readApiKeys(db)).map(toKey);
}

/** Finds whom a key stands for. */
export interface KeyVerifier {
  /** Null for a key that is not one of ours, is over, or was revoked: which of these is not told. @throws {StoreError} */
  verify(text: string): Promise<Operator | null>;
}

/**
 * Asks the store every time, so that what is revoked opens nothing any more, on any process.
 *
 * @param failed hears that the use of a key could not be noted.
 */
export function createKeyVerifier(store: Store, now: () => number, failed: (error: unknown) => void): KeyVerifier {
  return {
    async verify(text) {
      const given = readKeyText(text);
      if (!given) return null;
      const row = await readApiKey(store.db, given.id);
      const isRight = isSameHash(hashOfSecret(given.secret), row?.hash ?? nobodysHash);
      const at = now();
      if (!row || !isRight || row.revoked_at !== null || (row.expires_at !== null && at >= row.expires_at)) return null;
      if (row.last_used_at === null || at - row.last_used_at >= noteEveryMs)
        store.transaction((tx) => noteApiKeyUse(tx, row.id, at)).catch(failed);
      const { name, role, sites, areas } = toKey(row);
      return { id: `key:${row.id}`, name, role, sites, areas };
    },
  };
}

function toKey(row: ApiKeyRow): ApiKey {
  return {
    ...{ id: row.id, name: row.name, role: row.role as Role },
    sites: row.sites === null ? null : (JSON.parse(row.sites) as string[]),
    areas: row.areas === null ? null : (JSON.parse(row.areas) as Area[]),
    ...{ createdBy: row.created_by, createdAt: row.created_at, expiresAt: row.expires_at },
    ...{ revokedAt: row.revoked_at, lastUsedAt: row.last_used_at },
  };
}
