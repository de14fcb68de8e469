import type { Site } from '../config/site.ts';
import type { Circumstances } from '../experience/circumstances.ts';
import type { Standing } from '../experience/standing.ts';

/** What inputs come from besides who a visitor is: the same two objects for as long as nothing of them changes. */
export interface Around {
  /** What follows from what they were shown; absent when nothing does. */
  readonly standing?: Standing;
  /** From where and how they come; absent when nothing of that is known. */
  readonly circumstances?: Circumstances;
}

/** What was told with a request, by its lower case names. */
export type Told = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Finds what is around a request. Resident and free of side effects: it is asked while an answer is looked up. */
export type FindAround = (visitorId: string | null, site: Site, told: Told) => Around;

/** Nothing is kept and nothing is known. */
export const nothingAround: Around = {};
