import type { InputValue } from './snapshot.ts';

/** What a branch lends to the list that it is in. */
export interface Branch<T> {
  readonly value: InputValue;
  sibling: T | null;
}

/**
 * What follows on each answer to a question. Most questions have two or three answers: those are a list through the branches
 * themselves, in which a search touches nothing but what it looks for. At hundreds of thousands of branches, in memory that no
 * processor keeps at hand, that is what it costs.
 */
export interface Branches<T> {
  first: T | null;
  /** In the place of the list once they are many. */
  byValue: Map<InputValue, T> | null;
}

/** Branches that are gone through one by one. */
const few = 8;

export function findBranch<T extends Branch<T>>({ first, byValue }: Branches<T>, value: InputValue): T | undefined {
  if (byValue !== null) return byValue.get(value);
  for (let branch = first; branch !== null; branch = branch.sibling) if (branch.value === value) return branch;
  return undefined;
}

/** Adds a branch whose value has none yet. */
export function addBranch<T extends Branch<T>>(branches: Branches<T>, added: T): void {
  if (branches.byValue === null) {
    added.sibling = branches.first;
    branches.first = added;
    const list = listOf(branches);
    if (list.length <= few) return;
    branches.first = null;
    branches.byValue = new Map(list.map((branch) => [branch.value, branch]));
    for (const branch of list) branch.sibling = null;
  } else branches.byValue.set(added.value, added);
}

/** Nothing happens when it is not, or no longer, among them. */
export function removeBranch<T extends Branch<T>>(branches: Branches<T>, removed: T): void {
  if (branches.byValue !== null) {
    if (branches.byValue.get(removed.value) === removed) branches.byValue.delete(removed.value);
    return;
  }
  if (branches.first === removed) branches.first = removed.sibling;
  const before = listOf(branches).find(({ sibling }) => sibling === removed);
  if (before) before.sibling = removed.sibling;
}

export function hasBranches<T>({ first, byValue }: Branches<T>): boolean {
  return byValue === null ? first !== null : byValue.size > 0;
}

function listOf<T extends Branch<T>>({ first }: Branches<T>): T[] {
  const list: T[] = [];
  for (let branch = first; branch !== null; branch = branch.sibling) list.push(branch);
  return list;
}
