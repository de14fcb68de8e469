/** Both databases, so that one suite runs on each: `describe.each(databases)`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type TestPostgres } from './postgres.ts';
import { requirement } from './requirement.ts';

export interface Database {
  readonly kind: 'sqlite' | 'postgres';
  /** A fresh, empty store. @returns what `openStore` takes. */
  createUrl(): Promise<string>;
  /** Only where there is a server to restart. */
  readonly server: TestPostgres | null;
  stop(): Promise<void>;
}

const postgres = requirement('postgres');

export const databases = [
  { kind: 'sqlite', title: 'sqlite', skip: false, start: startSqlite },
  { kind: 'postgres', title: `postgres${postgres.reason}`, skip: !postgres.met, start: startOnPostgres },
] as const;

async function startSqlite(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-test-'));
  let files = 0;
  return {
    kind: 'sqlite',
    server: null,
    async createUrl() {
      files += 1;
      return join(folder, `${files}.db`);
    },
    async stop() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startOnPostgres(): Promise<Database> {
  if (!postgres.met) throw new Error(`Postgres was asked for${postgres.reason}`);
  const server = await startPostgres(postgres.path);
  return { kind: 'postgres', server, createUrl: server.createDatabase, stop: server.stop };
}
