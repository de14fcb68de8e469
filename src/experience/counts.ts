import type { Profile } from '../contract/profile.ts';
import { isMemberByProfile, type Segment } from './segments.ts';

/** How many profiles are in each segment of a site, kept current as profiles change. */
export interface SegmentCounts {
  /**
   * A profile is another one now.
   *
   * @param profile null for one that is forgotten.
   * @param changed names of the traits that may differ; without them all may.
   */
  saw(visitorId: string, profile: Profile | null, changed?: readonly string[]): void;
  /** By segment: those who are in it, and those who are in it in some place, on some channel, at some time only. */
  read(): ReadonlyMap<string, { readonly members: number; readonly sometimes: number }>;
  /** Rules that were evaluated so far: of a change, those that read what it changed. */
  evaluations(): number;
}

/** What was found of one visitor: a letter per segment, in order. Texts that are equal share their bytes by `intern`. */
type Found = string;

const letterOf = (answer: boolean | null) => (answer === null ? '?' : answer ? '1' : '0');

/**
 * Counts by what was found of each visitor before: a change evaluates the segments that read a trait that changed, and no
 * others. Some 100 bytes per profile.
 */
export function createSegmentCounts(segments: Iterable<Segment>): SegmentCounts {
  const list = [...segments];
  const readers = new Map<string, Set<number>>();
  for (const [nth, { traits }] of list.entries())
    for (const trait of traits) readers.set(trait, (readers.get(trait) ?? new Set()).add(nth));
  const everything = list.map((_, nth) => nth);
  const found = new Map<string, Found>();
  const interned = new Map<Found, Found>();
  const counts = list.map(() => ({ members: 0, sometimes: 0 }));
  let evaluated = 0;

  function count(nth: number, letter: string | undefined, by: 1 | -1): void {
    const one = counts[nth];
    if (!one) return;
    if (letter === '1') one.members += by;
    if (letter === '?') one.sometimes += by;
  }

  return {
    saw(visitorId, profile, changed) {
      const before = found.get(visitorId);
      if (profile === null) {
        for (const [nth, letter] of [...(before ?? '')].entries()) count(nth, letter, -1);
        found.delete(visitorId);
        return;
      }
      const touched =
        before === undefined || changed === undefined
          ? everything
          : [...new Set(changed.flatMap((trait) => [...(readers.get(trait) ?? [])]))];
      if (before !== undefined && touched.length === 0) return;
      const letters = before === undefined ? [] : [...before];
      for (const nth of touched) {
        evaluated += 1;
        const letter = letterOf(isMemberByProfile(list[nth] as Segment, profile));
        count(nth, letters[nth], -1);
        count(nth, letter, 1);
        letters[nth] = letter;
      }
      const after = letters.join('');
      const shared = interned.get(after) ?? after;
      interned.set(shared, shared);
      found.set(visitorId, shared);
    },
    read: () => new Map(list.map(({ key }, nth) => [key, { ...(counts[nth] ?? { members: 0, sometimes: 0 }) }])),
    evaluations: () => evaluated,
  };
}
