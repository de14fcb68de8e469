/** How operators change things: all of it, or nothing, and never without a row of the audit log. */
import { writeCursor } from '../changes/cursor.ts';
import type { Draft } from '../changes/draft.ts';
import type { ChangeLog } from '../changes/log.ts';
import { EtalageError } from '../contract/errors.ts';
import { readsOf } from '../store/reads.ts';
import type { Store, Tx } from '../store/store.ts';
import { type AuditEvent, appendAudit } from './audit.ts';
import type { Operator } from './grants.ts';

/** What was done, as the audit log has it besides who did it and from where. */
export type Deed = Omit<AuditEvent, 'actor' | 'role' | 'origin'>;

/** A change of state under way. */
export interface Doing {
  readonly tx: Tx;
  /** The store, within this transaction: for functions that would begin one of their own. */
  readonly store: Store;
  /** Appends to the change log. */
  log(drafts: readonly Omit<Draft, 'source'>[]): void;
}

export type ActionErrorCode = 'INVALID' | 'NOT_FOUND' | 'EXISTS' | 'VERSION_CONFLICT' | 'REFUSED';

/** Why something was not done: told as `userErrors`. */
export class ActionError extends EtalageError {
  declare readonly code: ActionErrorCode;
  readonly errors: readonly { readonly field: string | null; readonly message: string }[];

  constructor(
    code: ActionErrorCode,
    message: string,
    errors: readonly { readonly field: string | null; readonly message: string }[] = [{ field: null, message }],
  ) {
    super(code, message, { expose: true });
    this.name = 'ActionError';
    this.errors = errors;
  }
}

export interface Actions {
  /**
   * Does something in one transaction, with its row of the audit log and its changes.
   *
   * @param act returns what was done, and the answer. Throws an `ActionError` for what cannot be.
   * @returns the answer, and a cursor that names the state after it.
   */
  change<T>(
    act: (doing: Doing) => Promise<{ readonly deed: Deed; readonly answer: T }>,
  ): Promise<{ answer: T; cursor: string }>;
  /** Notes what cannot be part of a transaction, before it is begun. */
  note(deed: Deed): Promise<void>;
}

export interface ActionsOptions {
  readonly store: Store;
  readonly log: Pick<ChangeLog, 'id' | 'position' | 'append'>;
  readonly operator: Pick<Operator, 'id' | 'role'>;
  readonly origin: string;
  readonly now: () => number;
  /** Is told the number and the hash of each row, for a place where whoever can write the store cannot. */
  readonly audited: (row: { readonly id: number; readonly hash: string }) => void;
}

export function createActions({ store, log, operator, origin, now, audited }: ActionsOptions): Actions {
  const by = { actor: operator.id, role: operator.role, origin };

  return {
    async change(act) {
      let told = () => ({ id: 0, hash: '' });
      const answer = await store.transaction(async (tx) => {
        const drafts: Draft[] = [];
        const done = await act({
          tx,
          store: within(store, tx),
          log: (more) => void drafts.push(...more.map((draft) => ({ ...draft, source: 'etalage' }))),
        });
        told = appendAudit(tx, { ...done.deed, ...by }, now());
        if (drafts.length > 0) log.append(tx, drafts);
        return done.answer;
      });
      audited(told());
      return { answer, cursor: writeCursor({ epoch: log.id, position: log.position() }) };
    },
    async note(deed) {
      const told = await store.transaction(async (tx) => appendAudit(tx, { ...deed, ...by }, now()));
      audited(told());
    },
  };
}

/** A store whose transactions are part of one that is open. */
function within(store: Store, tx: Tx): Store {
  return { ...store, db: readsOf(tx.db), transaction: (work) => work(tx) };
}
