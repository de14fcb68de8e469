import type { Change } from '../contract/changes.ts';
import type { Entities } from './entities.ts';
import type { Fences } from './fences.ts';
import type { KindDirectory } from './kinds.ts';
import type { EntityRef, Observations } from './observations.ts';
import type { OpenDoubt, TagIndex } from './tag-index.ts';
import { announcedTag, facetTag, groupsTag, wholeTag } from './tags.ts';

export interface InvalidationOptions {
  readonly index: TagIndex;
  readonly observations: Observations;
  readonly fences: Fences;
  readonly entities: Entities;
  readonly kindOf: KindDirectory;
  /** Whether a change concerns what is seen from a scope. */
  readonly affects: (change: Change, scope: string) => boolean;
  readonly clock: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** How long the effect of a change may be in doubt, and requests for what it may touch wait; then all of it is dropped. */
  readonly settleMs: number;
  /** How far the clocks of backends may be off. */
  readonly skewMs: number;
}

/**
 * The single way in for changes. Within the call, nothing that they may concern is served any more; the promise resolves
 * when it is known what they moved.
 *
 * Each entity is loaded again, once. What then differs from what any load has last seen is dropped; what does not, is
 * served on. When that cannot be found out (never seen, backend out of reach, too slow), everything of the entity is
 * dropped.
 */
export function createInvalidation(options: InvalidationOptions): (changes: readonly Change[]) => Promise<void> {
  const { index, observations, fences, entities, kindOf, clock } = options;

  function inDoubt({ kind, key, facets }: Change): string[] {
    const declared = kindOf(kind);
    const names = Object.keys(declared?.facets ?? {}).filter((facet) => facets === null || facets.includes(facet));
    const tags = [wholeTag(kind, key), ...names.map((facet) => facetTag(kind, key, facet))];
    return declared?.groups ? [...tags, groupsTag(kind)] : tags;
  }

  interface Announced {
    readonly change: Change;
    readonly refs: readonly EntityRef[];
    readonly doubt: OpenDoubt;
  }

  /** At once: nothing from before the change is for those who come after it. Undefined when nothing is left to find out. */
  function announce(change: Change): Announced | undefined {
    const { kind, key, source, position, version, at } = change;
    index.arrive(position);
    if (!fences.announce(kind, key, source, version, clock())) return undefined;
    const seen = observations.of(kind, key);
    const refs = seen.filter(({ scope }) => options.affects(change, scope));
    index.move([announcedTag(kind, key)], position);
    if (kindOf(kind)?.groups) {
      // A list does not observe its members. One that was drawn since the change happened may have seen a state that is
      // gone again; and an entity first seen since then says nothing of the lists drawn before.
      const happened = at - options.skewMs;
      index.moveRecent(groupsTag(kind), position, happened);
      if (refs.length === 0 || !refs.every((ref) => observations.coveredBefore(ref, happened)))
        index.move([groupsTag(kind)], position);
    }
    if (seen.length === 0) observations.forget(kind, key, position);
    return refs.length === 0 ? undefined : { change, refs, doubt: index.doubt(inDoubt(change)) };
  }

  async function findOut({ change, refs, doubt }: Announced) {
    const timeout = options.wait(options.settleMs).then(() => false);
    try {
      const known = await Promise.all(refs.map((ref) => Promise.race([entities.renew(ref), timeout])));
      if (known.includes(false)) observations.forget(change.kind, change.key, change.position);
    } finally {
      doubt.settle();
    }
  }

  return async (changes) => {
    // All are announced before the first is looked into, so that many changes of one entity cost one load.
    const announced = changes.map(announce).filter((one) => one !== undefined);
    await Promise.all(announced.map(findOut));
  };
}
