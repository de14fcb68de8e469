/**
 * The names of what an answer can depend on. Collisions between two names cost a needless invalidation, never a missed
 * one, so keys need no escaping.
 */

/** Everything about one entity: moves when anything in it differs. */
export function wholeTag(kind: string, key: string): string {
  return `${kind}.${key}`;
}

/** One declared facet of one entity: `stock.NW-101-90.status`. */
export function facetTag(kind: string, key: string, facet: string): string {
  return `${kind}.${key}.${facet}`;
}

/**
 * A group that entities of a kind enter and leave: `product*category.beds`. Lists, counts and not-founds depend on
 * groups, because they depend on entities that they do not hold.
 */
export function groupTag(kind: string, group: string): string {
  return `${kind}*${group}`;
}

/** All groups of a kind together. Moves when it is unknown which groups an entity left or entered. */
export function groupsTag(kind: string): string {
  return `${kind}*`;
}

/** The tag of all groups that a group's tag implies; undefined for the tag of an entity or a facet. */
export function groupsOfTag(tag: string): string | undefined {
  const star = tag.indexOf('*');
  return star === -1 || star === tag.length - 1 ? undefined : tag.slice(0, star + 1);
}

/** The kinds whose groups are among these tags. */
export function groupKindsOf(tags: readonly string[]): string[] {
  return tags.filter((tag) => tag.includes('*')).map((tag) => tag.slice(0, tag.indexOf('*')));
}

/** Moves as soon as a change of the entity is announced, whatever the change turns out to be. For loaded values only. */
export function announcedTag(kind: string, key: string): string {
  return `!${kind}.${key}`;
}
