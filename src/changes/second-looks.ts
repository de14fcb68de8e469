import type { Change } from '../contract/changes.ts';

/** Changes whose backend may not show them yet, to be applied again until it must. */
export interface SecondLooks {
  plan(changes: readonly Change[]): void;
  close(): void;
}

/** After a change, in milliseconds, until its source no longer lags: soon at first, since most backends lag by little. */
const moments = [200, 800, 3_200, 12_800];

/**
 * A backend often tells of a change before its own API shows it: a replica, a cache or a search index in it is behind. Who
 * reloads at once then sees the old state and takes it for the new one. A version would tell the two apart, but not every
 * source has one, and lists never do. So each change is looked into again while its source may lag: what by then differs
 * is dropped, and so is every list that was drawn since it happened.
 *
 * Several changes of one entity share their second looks; they begin again with the newest.
 *
 * @param lagMs how long a source may lag, in milliseconds; 0 plans nothing.
 */
export function createSecondLooks(lagMs: (source: string) => number, apply: (change: Change) => void): SecondLooks {
  const planned = new Map<string, { readonly change: Change; readonly timer: NodeJS.Timeout }>();

  function schedule(name: string, change: Change, pauses: readonly number[]): void {
    const [pause, ...rest] = pauses;
    if (pause === undefined) {
      planned.delete(name);
      return;
    }
    const timer = setTimeout(() => {
      schedule(name, change, rest);
      apply(change);
    }, pause);
    // A process that has nothing else to do may end.
    planned.set(name, { change, timer: timer.unref() });
  }

  return {
    plan(changes) {
      for (const change of changes) {
        const pauses = pausesUntil(lagMs(change.source));
        if (pauses.length === 0) continue;
        const name = JSON.stringify([change.source, change.kind, change.key]);
        const before = planned.get(name);
        if (before) clearTimeout(before.timer);
        schedule(name, before ? merge(before.change, change) : change, pauses);
      }
    },
    close() {
      for (const { timer } of planned.values()) clearTimeout(timer);
      planned.clear();
    },
  };
}

function pausesUntil(lagMs: number): number[] {
  const times = [...moments.filter((moment) => moment < lagMs), ...(lagMs > 0 ? [lagMs] : [])];
  return times.map((time, index) => time - (times[index - 1] ?? 0));
}

/** One change that stands for two of the same entity: all that either may have touched, since the earlier happened. */
function merge(earlier: Change, later: Change): Change {
  return {
    ...later,
    at: Math.min(earlier.at, later.at),
    facets: union(earlier.facets, later.facets),
    sites: union(earlier.sites, later.sites),
  };
}

/** Null means all. */
function union(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  return one && other && [...new Set([...one, ...other])];
}
