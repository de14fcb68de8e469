/**
 * What follows for a visitor from what they were shown: the arms that they stay in, and the caps that they have reached; and
 * for experiments, how many were shown each arm. It is told of every answer, made or remembered.
 */
import { LRUCache } from 'lru-cache';
import type { Site } from '../config/site.ts';
import type { PersonalData } from '../visitor/personal-data.ts';
import { type KeptArms, keptAs } from './experiments.ts';

/** What an answer showed. */
export interface Shown {
  readonly site: string;
  readonly experiment?: string;
  readonly arm?: string;
  readonly cap?: string;
}

/** Of one visitor on one site. Never changed in place: another object says that something is different. */
export interface Standing {
  readonly arms: KeptArms;
  readonly capped: readonly string[];
}

export interface Standings {
  /** Notes what a visitor was shown; null for nobody who is known again, who is not counted. */
  record(visitorId: string | null, shown: readonly Shown[]): void;
  /** The same object for as long as nothing of it changes; undefined where nothing follows. Resident, without side effects. */
  of(visitorId: string, site: string): Standing | undefined;
  /** A device turns out to be a person's: they keep the arms of the device, where they have none of their own. */
  merge(from: string, to: string): void;
  /** Forgets a visitor. @returns on how many sites something was remembered of them. */
  forget(visitorId: string): number;
  /** All that is remembered of a visitor, by site, for themselves: arms, and when what a cap is for was shown (ISO 8601). */
  tell(visitorId: string): Readonly<Record<string, unknown>> | null;
  /** Visitors who were shown each arm, each once within the window, by arm. */
  counts(site: string, experiment: string): ReadonlyMap<string, number>;
}

export interface StandingOptions {
  readonly site: (key: string) => Pick<Site, 'experiments' | 'caps'> | undefined;
  /** Whether anything may be remembered of what a visitor is shown on a site: their consent. Arms are counted without. */
  readonly mayRemember: (visitorId: string, site: string) => boolean;
  readonly now: () => number;
  /** A visitor who is shown an arm again within this time, in milliseconds, is counted once. Default a day. */
  readonly windowMs?: number;
  /** Visitors of whom something is remembered; past them the one who came longest ago is forgotten. Default 100,000. */
  readonly most?: number;
}

interface Remembered {
  readonly arms: Map<string, string>;
  /** By cap: when it was shown, milliseconds since the epoch, the newest last. */
  readonly shown: Map<string, number[]>;
  /** By experiment and arm: when it was counted last. */
  readonly counted: Map<string, number>;
  standing: Standing | undefined;
  /** From this moment on the standing may be another. */
  until: number;
}

const hourMs = 3_600_000;
const keyOf = (site: string, visitorId: string) => `${site} ${visitorId}`;
const siteOf = (key: string) => key.slice(0, key.lastIndexOf(' '));

export function createStandings(options: StandingOptions): Standings {
  const { now, windowMs = 24 * hourMs, most = 100_000 } = options;
  const known = new LRUCache<string, Remembered>({ max: most });
  const keysOf = (visitorId: string) => [...known.keys()].filter((key) => key.endsWith(` ${visitorId}`));
  const sitesOf = new Map<string, Map<string, Map<string, number>>>();

  function remembered(site: string, visitorId: string): Remembered {
    const key = keyOf(site, visitorId);
    const found = known.get(key);
    if (found) return found;
    const blank = { arms: new Map(), shown: new Map(), counted: new Map(), standing: undefined, until: Infinity };
    known.set(key, blank);
    return blank;
  }

  function count({ site, experiment = '', arm = '' }: Shown, of: Remembered, at: number): void {
    const name = `${experiment} ${arm}`;
    const last = of.counted.get(name);
    if (last !== undefined && at - last < windowMs) return;
    of.counted.set(name, at);
    const experiments = sitesOf.get(site) ?? new Map<string, Map<string, number>>();
    const arms = experiments.get(experiment) ?? new Map<string, number>();
    arms.set(arm, (arms.get(arm) ?? 0) + 1);
    sitesOf.set(site, experiments.set(experiment, arms));
  }

  /** Keeps an arm or a showing, and settles anew what follows from all. */
  function keep({ site, experiment, arm, cap }: Shown, of: Remembered, at: number): void {
    const { experiments, caps } = options.site(site) ?? { experiments: {}, caps: {} };
    const definition = experiment === undefined ? undefined : experiments[experiment];
    if (experiment !== undefined && definition && arm !== undefined) {
      const name = keptAs(experiment, definition);
      if (of.arms.has(name)) return;
      of.arms.set(name, arm);
    } else if (cap !== undefined && caps[cap]) {
      const times = of.shown.get(cap) ?? [];
      of.shown.set(cap, [...times, at].slice(-caps[cap].times));
    } else return;
    settle(site, of, at);
  }

  function settle(site: string, of: Remembered, at: number): void {
    const { caps = {} } = options.site(site) ?? {};
    of.until = Infinity;
    const capped = [...of.shown].flatMap(([key, times]) => {
      const cap = caps[key];
      const since = cap && at - cap.hours * hourMs;
      const recent = times.filter((time) => since !== undefined && time > since);
      if (!cap || recent.length < cap.times) return [];
      of.until = Math.min(of.until, (recent[recent.length - cap.times] as number) + cap.hours * hourMs);
      return [key];
    });
    const arms = Object.fromEntries(of.arms);
    const before = of.standing;
    const same =
      before !== undefined &&
      before.capped.join() === capped.join() &&
      Object.keys(before.arms).length === of.arms.size;
    if (same) return;
    of.standing = capped.length > 0 || of.arms.size > 0 ? { arms, capped } : undefined;
  }

  return {
    record(visitorId, shown) {
      if (visitorId === null) return;
      const at = now();
      for (const one of shown) {
        const of = remembered(one.site, visitorId);
        if (one.experiment !== undefined) count(one, of, at);
        if (options.mayRemember(visitorId, one.site)) keep(one, of, at);
      }
    },
    of(visitorId, site) {
      const found = known.peek(keyOf(site, visitorId));
      if (found === undefined || !options.mayRemember(visitorId, site)) return undefined;
      const at = now();
      if (at >= found.until) settle(site, found, at);
      return found.standing;
    },
    merge(from, to) {
      const at = now();
      for (const key of keysOf(from)) {
        const site = siteOf(key);
        const person = remembered(site, to);
        const device = known.peek(key);
        for (const [name, arm] of device?.arms ?? []) if (!person.arms.has(name)) person.arms.set(name, arm);
        for (const [cap, times] of device?.shown ?? [])
          person.shown.set(
            cap,
            [...(person.shown.get(cap) ?? []), ...times].sort((a, b) => a - b),
          );
        known.delete(key);
        settle(site, person, at);
      }
    },
    forget: (visitorId) => keysOf(visitorId).filter((key) => known.delete(key)).length,
    tell(visitorId) {
      const told = keysOf(visitorId).flatMap((key) => {
        const of = known.peek(key);
        if (!of || (of.arms.size === 0 && of.shown.size === 0)) return [];
        const shown = [...of.shown].map(([cap, times]) => [cap, times.map((time) => new Date(time).toISOString())]);
        return [[siteOf(key), { arms: Object.fromEntries(of.arms), shown: Object.fromEntries(shown) }] as const];
      });
      return told.length > 0 ? Object.fromEntries(told) : null;
    },
    counts: (site, experiment) => sitesOf.get(site)?.get(experiment) ?? new Map(),
  };
}

/** What was shown, as one of those who hold data of persons: it is exported, erased and handed on with all the rest. */
export function personalDataOf(standings: Pick<Standings, 'tell' | 'forget' | 'merge'>): PersonalData {
  return {
    name: 'shown',
    collect: async (visitorId) => standings.tell(visitorId),
    erase: async (visitorId) => standings.forget(visitorId),
    move: async (from, to) => standings.merge(from, to),
  };
}
