/** The SQL of leases: work that one process at a time does, taken over when its owner has not shown itself for long. */
import type { Tx } from './store.ts';

export interface Lease {
  /** Of the work. */
  readonly name: string;
  /** Of the process, or of a part of it. */
  readonly owner: string;
  /** Milliseconds since the epoch at which another may take it, unless it was taken again by then. */
  readonly until: number;
}

/**
 * Takes a lease that nobody has, that has run out, or that is the owner's already. What else the transaction writes is
 * written by the owner only: until it ends nobody else can take the lease.
 *
 * @returns whether the owner has it now.
 */
export async function takeLease({ db }: Tx, { name, owner, until }: Lease, now: number): Promise<boolean> {
  const taken = await db
    .insertInto('lease')
    .values({ name, owner, held_until: until })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ owner, held_until: until })
        .where(({ eb, or }) => or([eb('lease.owner', '=', owner), eb('lease.held_until', '<=', now)])),
    )
    .returning('name')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Gives a lease back, so that the next one need not wait. Another's is left alone. */
export async function releaseLease({ db }: Tx, name: string, owner: string): Promise<void> {
  await db.deleteFrom('lease').where('name', '=', name).where('owner', '=', owner).execute();
}
