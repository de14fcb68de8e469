import { hash } from 'node:crypto';
import { announcedTag, facetTag, groupsOfTag, groupTag, wholeTag } from './tags.ts';

/** An entity that a load of another one has shown in passing: the product that was found by its handle. */
export interface Shown {
  readonly kind: string;
  readonly key: string;
  readonly value: unknown;
}

/**
 * What the cache must know of a kind of entity. All functions are pure. A kind without a declaration has no facets: its
 * readers depend on the whole of it.
 */
export interface Kind<Value> {
  /**
   * What its own tag stands for, where that is less than the whole value: what was found by another key is told by the
   * entity that it shows, and adds only which one that is. Compared as JSON; default the whole value.
   */
  own?(value: Value): unknown;
  /** By name, what each facet is of a value: `lowStock: (stock) => stock.quantity < 10`. Compared as JSON. */
  readonly facets?: Readonly<Record<string, (value: Value) => unknown>>;
  /**
   * The groups that an entity is in, by name, with all that their lists take from it: its place in the order, what it
   * adds to a count. Candidates that a list left out are in its group too.
   */
  groups?(value: Value): Readonly<Record<string, unknown>>;
  /**
   * Tags that a value depends on besides its own entity. A list names the groups that it was drawn from, a not-found
   * (`value` is null) the group that its key would be in. A facet of another entity only when `shows` shows that entity.
   */
  dependsOn?(key: string, value: Value | null): readonly string[];
  /** Other entities that the load has shown; they are observed and kept as if loaded by themselves. */
  shows?(key: string, value: Value): readonly Shown[];
  /** From this age on, in milliseconds, a value is renewed while it is still served. For backends that are polled. */
  readonly softMs?: number;
  /** Up to this age, in milliseconds, a value that no longer holds is served when its backend fails, marked degraded. */
  readonly staleIfErrorMs?: number;
}

export type KindDirectory = (kind: string) => Kind<unknown> | undefined;

/** Declares a kind with the type of its values. */
export function defineKind<Value>(kind: Kind<Value>): Kind<unknown> {
  return kind as Kind<unknown>;
}

const longestPlain = 40;

/** Equal for values that are equal as JSON, and short. */
function fingerprint(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length <= longestPlain ? text : hash('sha1', text, 'base64url');
}

/** What each tag that an entity bears on would find in this value. */
export function fingerprintsOf(
  declared: Kind<unknown> | undefined,
  kind: string,
  key: string,
  value: unknown,
): ReadonlyMap<string, string> {
  const own = value !== null && declared?.own ? declared.own(value) : value;
  const prints = new Map([[wholeTag(kind, key), fingerprint(own)]]);
  if (value === null || declared === undefined) return prints;
  for (const [facet, of] of Object.entries(declared.facets ?? {}))
    prints.set(facetTag(kind, key, facet), fingerprint(of(value)));
  for (const [group, contribution] of Object.entries(declared.groups?.(value) ?? {}))
    prints.set(groupTag(kind, group), fingerprint(contribution));
  return prints;
}

/** What one loaded value hangs on. */
export interface Relations {
  readonly shown: readonly Shown[];
  /** As declared: for the recorders of those who read it. */
  readonly dependsOn: readonly string[];
  /** All of its entity and of those that it shows, and the groups that it was drawn from. */
  readonly tags: readonly string[];
  /** The announcements of changes of its entity and of those that it shows. */
  readonly announced: readonly string[];
}

export function relationsOf(declared: Kind<unknown> | undefined, kind: string, key: string, value: unknown): Relations {
  const shown = value === null ? [] : (declared?.shows?.(key, value) ?? []);
  const dependsOn = declared?.dependsOn?.(key, value) ?? [];
  const entities = [{ kind, key }, ...shown];
  const tags = new Set(entities.map((entity) => wholeTag(entity.kind, entity.key)));
  for (const tag of dependsOn) {
    tags.add(tag);
    const groups = groupsOfTag(tag);
    if (groups !== undefined) tags.add(groups);
  }
  return {
    shown,
    dependsOn,
    tags: [...tags],
    announced: entities.map((entity) => announcedTag(entity.kind, entity.key)),
  };
}
