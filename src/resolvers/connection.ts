import type { Listing } from '../contract/capabilities.ts';
import { badInput } from './input.ts';

interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

interface Page<T> {
  nodes: T[];
  readonly pageInfo: PageInfo;
}

/** The page info of a list that a connector paged; `after` is what was asked for. */
export function pageInfo({ endCursor, hasNextPage }: Listing<unknown>, after: string | null | undefined) {
  return { hasNextPage, hasPreviousPage: after != null, startCursor: null, endCursor };
}

/**
 * A window on a list that is at hand, by the key of its items: the same item follows a cursor also when others came or went.
 *
 * @throws BAD_USER_INPUT when `after` names no item of this list.
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { first, after }: { first: number; after?: string | null },
): Page<T> {
  const cursor = (item: T | undefined) => (item === undefined ? null : Buffer.from(keyOf(item)).toString('base64url'));
  const start = after == null ? 0 : items.findIndex((item) => cursor(item) === after) + 1;
  if (after != null && start === 0) throw badInput('after', 'a cursor of this list', after);
  const nodes = items.slice(start, start + first);
  return {
    nodes,
    // Most who ask for a window do not ask where it ends.
    get pageInfo() {
      return {
        hasNextPage: start + first < items.length,
        hasPreviousPage: start > 0,
        startCursor: cursor(nodes[0]),
        endCursor: cursor(nodes.at(-1)),
      };
    },
  };
}

/** The same window, with what its items stand for. */
export function withNodes<T>(page: Page<unknown>, nodes: T[]): Page<T> {
  return {
    nodes,
    get pageInfo() {
      return page.pageInfo;
    },
  };
}
