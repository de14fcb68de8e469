import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditEvent, appendAudit, checkAudit } from '../../src/admin/audit.ts';
import { readAudit, readAuditHead } from '../../src/store/audit.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { type Database, databases } from '../support/stores.ts';

const event: AuditEvent = { actor: 'key:a', role: 'OWNER', action: 'keyRevoke', target: 'key b', origin: 'code' };

describe.each(databases)('store: audit log on $title', ({ start, skip }) => {
  let database: Database;
  let store: Store;
  beforeAll(async () => {
    if (!skip) database = await start();
  }, 60_000);
  afterAll(() => database?.stop());
  beforeEach(async () => {
    if (skip) return;
    store = await openStore(await database.createUrl());
    return () => store.close();
  });

  const append = (more: Partial<AuditEvent> = {}) =>
    store.transaction(async (tx) => appendAudit(tx, { ...event, ...more }, 1_000));
  const tamper = (statement: string) => store.transaction(({ db }) => sql.raw(statement).execute(db));
  const brokenAt = async (known?: { readonly id: number; readonly hash: string }) =>
    (await checkAudit(store.db, known)).broken;

  it.skipIf(skip)('numbers rows without gaps, also those of many writers at once, and is whole', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, nth) => append({ target: `key ${nth}` })));
    await expect(
      store.transaction(async (tx) => {
        appendAudit(tx, event, 0);
        throw new Error('not done after all');
      }),
    ).rejects.toThrow('not done after all');
    const row = (await append({ before: { a: 1 }, after: { a: 2 } }))();
    expect(row).toMatchObject({ id: 41, diff: '[{"path":"a","before":1,"after":2}]' });
    expect((await readAudit(store.db, 100, null)).map(({ id }) => id)).toEqual(
      Array.from({ length: 41 }, (_, nth) => 41 - nth),
    );
    expect(await readAuditHead(store.db)).toEqual({ count: 41, hash: row.hash });
    expect(await checkAudit(store.db)).toEqual({ rows: 41, head: row.hash, broken: null });
  });

  it.skipIf(skip)('is whole while it is empty', async () => {
    expect(await checkAudit(store.db)).toEqual({ rows: 0, head: '', broken: null });
  });

  it.skipIf(skip).each([
    ['a changed word', "UPDATE audit SET reason = 'another' WHERE id = 3", 3, 'it was changed'],
    ['another time', 'UPDATE audit SET at = at + 1 WHERE id = 1', 1, 'it was changed'],
    ['another diff', "UPDATE audit SET diff = '[{}]' WHERE id = 5", 5, 'it was changed'],
    ['a row that is gone', 'DELETE FROM audit WHERE id = 2', 2, 'it is missing'],
    ['the newest that is gone', 'DELETE FROM audit WHERE id = 5', 5, 'it is missing'],
    ['all that are gone', 'DELETE FROM audit', 1, 'it is missing'],
    ['two that changed places', 'UPDATE audit SET id = CASE id WHEN 2 THEN 99 ELSE id END', 2, 'it is missing'],
    [
      'a head that was set back',
      "UPDATE audit_head SET hash = 'x'",
      5,
      'the newest row is not the one that was written last',
    ],
  ])('finds %s', async (_, statement, at, problem) => {
    for (let nth = 0; nth < 5; nth += 1) await append({ target: `key ${nth}`, reason: 'ticket' });
    await tamper(statement);
    expect(await brokenAt()).toEqual({ at, problem });
  });

  it.skipIf(skip)('finds a chain that was written anew from a row on, by a hash that was noted elsewhere', async () => {
    const first = (await append())();
    const second = (await append())();
    await tamper('DELETE FROM audit WHERE id = 2');
    await tamper(`UPDATE audit_head SET count = 1, hash = '${first.hash}'`);
    const third = (await append({ target: 'key c' }))();
    expect(third.id).toBe(second.id);
    expect(await brokenAt()).toBeNull();
    expect(await brokenAt({ id: second.id, hash: second.hash })).toEqual({
      at: 2,
      problem: 'it is not the row that was noted',
    });
    expect(await brokenAt({ id: 3, hash: second.hash })).toEqual({ at: 3, problem: 'it is missing' });
  });
});
