/** The SQL of reconciling: what was seen of each entity, how far a walk is, and the reports. See `src/changes/reconcile.ts`. */
import type { EntityKey } from './change-log.ts';
import type { Reads } from './reads.ts';
import type { Tx } from './store.ts';
import type { ReconcileEntityTable } from './tables.ts';

/** Rows per statement: eight parameters each, well below the most that a statement may have. */
const rowsAtOnce = 500;

export type SeenRow = ReconcileEntityTable;

/** What was seen of entities: all scopes of those keys, in no order. */
export async function readSeen(db: Reads, entities: readonly EntityKey[]): Promise<SeenRow[]> {
  const rows: SeenRow[] = [];
  for (const { source, kind, keys } of byKind(entities))
    rows.push(
      ...(await db
        .selectFrom('reconcile_entity')
        .selectAll()
        .where('source', '=', source)
        .where('kind', '=', kind)
        .where('key', 'in', keys)
        .execute()),
    );
  return rows;
}

export async function writeSeen({ db }: Tx, rows: readonly SeenRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await db
      .insertInto('reconcile_entity')
      .values(rows.slice(start, start + rowsAtOnce))
      .onConflict((conflict) =>
        conflict.columns(['source', 'kind', 'key', 'scope']).doUpdateSet((eb) => ({
          version: eb.ref('excluded.version'),
          fingerprint: eb.ref('excluded.fingerprint'),
          position: eb.ref('excluded.position'),
          walk: eb.ref('excluded.walk'),
        })),
      )
      .execute();
}

/** What a walk that has come to its end did not see. */
export async function readUnseen(db: Reads, source: string, walk: number, limit: number): Promise<SeenRow[]> {
  return db
    .selectFrom('reconcile_entity')
    .selectAll()
    .where('source', '=', source)
    .where('walk', '<>', walk)
    .limit(limit)
    .execute();
}

export async function forgetSeen({ db }: Tx, rows: readonly SeenRow[]): Promise<void> {
  for (const alike of Map.groupBy(rows, ({ scope }) => scope).values())
    for (const { source, kind, keys } of byKind(alike))
      await db
        .deleteFrom('reconcile_entity')
        .where('source', '=', source)
        .where('kind', '=', kind)
        .where('key', 'in', keys)
        .where('scope', '=', alike[0]?.scope ?? '')
        .execute();
}

/**
 * The newest position at which anybody but reconciling told of each of these entities, of those after a position.
 *
 * @param own what the ids of changes that reconciling has logged begin with.
 */
export async function readTold(db: Reads, entities: readonly EntityKey[], after: number, own: string) {
  const told: (EntityKey & { position: number })[] = [];
  for (const { source, kind, keys } of byKind(entities)) {
    const rows = await db
      .selectFrom('change_log')
      .select(({ fn }) => ['key', fn.max('position').as('position')])
      .where('position', '>', after)
      .where('source', '=', source)
      .where('kind', '=', kind)
      .where('key', 'in', keys)
      .where('id', 'not like', `${own}%`)
      .groupBy('key')
      .execute();
    told.push(...rows.map(({ key, position }) => ({ source, kind, key, position })));
  }
  return told;
}

/** The newest version that was told of each of these entities; those without one are left out. */
export async function readToldVersions(db: Reads, entities: readonly EntityKey[]) {
  const told: (EntityKey & { version: number })[] = [];
  for (const { source, kind, keys } of byKind(entities))
    told.push(
      ...(await db
        .selectFrom('change_version')
        .select(['source', 'kind', 'key', 'version'])
        .where('source', '=', source)
        .where('kind', '=', kind)
        .where('key', 'in', keys)
        .execute()),
    );
  return told;
}

/** How far the walk of a source is, as JSON. */
export async function readWalk(db: Reads, source: string): Promise<string | null> {
  const row = await db.selectFrom('reconcile_walk').select('state').where('source', '=', source).executeTakeFirst();
  return row?.state ?? null;
}

export async function writeWalk({ db }: Tx, source: string, state: string): Promise<void> {
  await db
    .insertInto('reconcile_walk')
    .values({ source, state })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ state }))
    .execute();
}

/** Adds a report, and removes the oldest of the same source beyond a number. */
export async function insertReport(
  { db }: Tx,
  row: { readonly source: string; readonly ended_at: number; readonly report: string },
  keep: number,
): Promise<void> {
  await db.insertInto('reconcile_report').values(row).execute();
  const beyond = await db
    .selectFrom('reconcile_report')
    .select('id')
    .where('source', '=', row.source)
    .orderBy('id', 'desc')
    .offset(keep)
    .limit(1)
    .executeTakeFirst();
  if (beyond)
    await db.deleteFrom('reconcile_report').where('source', '=', row.source).where('id', '<=', beyond.id).execute();
}

/** Reports as JSON, newest first; of one source or of all. */
export async function readReports(db: Reads, source: string | null, first: number): Promise<string[]> {
  let query = db.selectFrom('reconcile_report').select('report').orderBy('id', 'desc').limit(first);
  if (source !== null) query = query.where('source', '=', source);
  return (await query.execute()).map(({ report }) => report);
}

/** Keys of one source and kind at a time, and few enough for a statement. */
function* byKind(entities: readonly EntityKey[]) {
  for (const alike of Map.groupBy(entities, ({ source, kind }) => JSON.stringify([source, kind])).values()) {
    const keys = [...new Set(alike.map(({ key }) => key))];
    const { source, kind } = alike[0] as EntityKey;
    for (let start = 0; start < keys.length; start += rowsAtOnce)
      yield { source, kind, keys: keys.slice(start, start + rowsAtOnce) };
  }
}
