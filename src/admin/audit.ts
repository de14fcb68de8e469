import { hash } from 'node:crypto';
import { type AuditRow, insertAudit, readAuditAfter, readAuditHead, takeAuditNumber } from '../store/audit.ts';
import type { Reads } from '../store/reads.ts';
import type { Tx } from '../store/store.ts';
import { differencesOf } from './diff.ts';

/** What somebody did. Holds no personal data: people are named by `digestOfVisitor`. */
export interface AuditEvent {
  /** `key:…`, `token:…` or `command line`. */
  readonly actor: string;
  readonly role: string;
  /** The mutation, or the query where a look is noted: `segmentUpdate`. */
  readonly action: string;
  /** On what: `segment loyal`. */
  readonly target: string;
  readonly site?: string;
  readonly reason?: string;
  /** From where: `address 192.0.2.7`. */
  readonly origin: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What a check of the whole log came to. */
export interface AuditCheck {
  readonly rows: number;
  /** Hash of the newest row. */
  readonly head: string;
  /** Number of the first row that is not as it was written. */
  readonly broken: { readonly at: number; readonly problem: string } | null;
}

/**
 * Adds a row, as the last that its transaction does besides the change log's: both are locks that every writer wants. Its
 * hash is over what it says and over the hash of the row before, so that none can be changed, removed or put in without
 * all after it being written anew.
 *
 * @returns a function that answers the row, once the transaction is over.
 */
export function appendAudit(tx: Tx, event: AuditEvent, now: number): () => AuditRow {
  let row: AuditRow | undefined;
  tx.beforeCommit(async () => {
    const { id, previous } = await takeAuditNumber(tx);
    const { actor, role, action, target, site = null, reason = null, origin, before, after } = event;
    const diff = JSON.stringify(differencesOf(before, after));
    const said = { id, at: now, actor, role, action, target, site, reason, origin, diff };
    row = { ...said, previous, hash: hashOf(said, previous) };
    await insertAudit(tx, row);
  });
  return () => {
    if (!row) throw new TypeError('an audit row is not there before its transaction is over');
    return row;
  };
}

function hashOf(row: Omit<AuditRow, 'previous' | 'hash'>, previous: string): string {
  const { id, at, actor, role, action, target, site, reason, origin, diff } = row;
  return hash(
    'sha256',
    JSON.stringify([previous, id, at, actor, role, action, target, site, reason, origin, diff]),
    'hex',
  );
}

const rowsAtOnce = 500;

/**
 * Reads all rows, and compares each with its hash.
 *
 * @param known a number and a hash that were noted elsewhere (the server logs both with every row): whoever can write to the
 * database could write the whole chain anew, but not what stands there.
 */
export async function checkAudit(
  db: Reads,
  known?: { readonly id: number; readonly hash: string },
): Promise<AuditCheck> {
  const { count, hash: head } = await readAuditHead(db);
  let previous = '';
  let rows = 0;
  const broken = (at: number, problem: string): AuditCheck => ({ rows, head, broken: { at, problem } });
  for (let more = true; more; ) {
    const page = await readAuditAfter(db, rows, rowsAtOnce);
    for (const row of page) {
      if (row.id !== rows + 1) return broken(rows + 1, 'it is missing');
      if (row.previous !== previous) return broken(row.id, 'it does not follow from the row before');
      if (row.hash !== hashOf(row, previous)) return broken(row.id, 'it was changed');
      if (row.id === known?.id && row.hash !== known.hash) return broken(row.id, 'it is not the row that was noted');
      previous = row.hash;
      rows += 1;
    }
    more = page.length === rowsAtOnce;
  }
  // Rows that were added while it was read follow from what was.
  if (rows < count) return broken(rows + 1, 'it is missing');
  if (rows === count && previous !== head) return broken(rows, 'the newest row is not the one that was written last');
  if (known && known.id > rows) return broken(rows + 1, 'it is missing');
  return { rows, head: previous, broken: null };
}
