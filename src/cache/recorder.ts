import { EtalageError } from '../contract/errors.ts';
import type { DegradedPart, Footprint } from './footprint.ts';
import type { InputValue, Snapshot } from './snapshot.ts';
import { facetTag, groupsOfTag, wholeTag } from './tags.ts';

/** Notes what one execution part depends on, while it runs. It is a footprint at any moment. */
export interface Recorder extends Footprint {
  /** False while an answer is renewed in the background: then softly expired values are loaded again first. */
  readonly acceptsStale: boolean;
  /** Notes a facet of an entity as read, or the whole of it. */
  read(kind: string, key: string, facet?: string): void;
  /** Notes a tag; a group's tag brings that of all groups of its kind. */
  tag(tag: string): void;
  /** Asks an input of the request's snapshot, and notes its name and value. */
  input(name: string): InputValue;
  /** Whether the moment `at` (milliseconds since the epoch) has come. With `during`, the only way to read the clock. */
  passed(at: number): boolean;
  /** What the clock says now, by a function that also says from when (inclusive) and until when (exclusive) it says so. */
  during<T>(read: (now: number) => { readonly value: T; readonly since: number; readonly until: number }): T;
  /** What is being made holds no longer than this moment. */
  holdsUntil(at: number): void;
  /** Takes over an entity that was read: its tags with the groups that they imply, and for how long it holds. */
  took(entity: Pick<Footprint, 'asOf' | 'until' | 'softUntil' | 'fleeting'>, tags: readonly string[]): void;
  /** Takes over what a part made elsewhere depended on: a cached entity, a shared decision. The part must have been
   *  made for the same values of its inputs.
   *  @throws {EtalageError} `FOOTPRINT_MISMATCH` when an input of it has another value in this request. */
  merge(part: Partial<Footprint>): void;
  degrade(part: DegradedPart): void;
}

/**
 * @param now the moment of this execution, milliseconds since the epoch; it stands still.
 * @param asOf the index's sequence, taken before the first load.
 */
export function createRecorder(snapshot: Snapshot, now: number, asOf: number, acceptsStale = true): Recorder {
  const tags = new Set<string>();
  const inputs = new Map<string, InputValue>();
  const degraded: DegradedPart[] = [];
  const recorder = {
    asOf,
    tags,
    inputs,
    since: Number.NEGATIVE_INFINITY,
    until: Number.POSITIVE_INFINITY,
    softUntil: Number.POSITIVE_INFINITY,
    personal: false,
    private: false,
    degraded,
    fleeting: false,
    acceptsStale,

    read(kind: string, key: string, facet?: string) {
      tags.add(facet === undefined ? wholeTag(kind, key) : facetTag(kind, key, facet));
    },
    tag(tag: string) {
      tags.add(tag);
      const groups = groupsOfTag(tag);
      if (groups !== undefined) tags.add(groups);
    },
    input(name: string) {
      const known = inputs.get(name);
      if (known !== undefined) return known;
      const value = snapshot.ask(name);
      inputs.set(name, value);
      const privacy = snapshot.privacy(name);
      if (privacy !== 'SHARED') recorder.personal = true;
      if (privacy === 'PRIVATE') recorder.private = true;
      return value;
    },
    passed(at: number) {
      if (at > now) {
        recorder.until = Math.min(recorder.until, at);
        return false;
      }
      recorder.since = Math.max(recorder.since, at);
      return true;
    },
    during<T>(read: (now: number) => { readonly value: T; readonly since: number; readonly until: number }): T {
      const { value, since, until } = read(now);
      recorder.since = Math.max(recorder.since, since);
      recorder.until = Math.min(recorder.until, until);
      return value;
    },
    holdsUntil(at: number) {
      recorder.until = Math.min(recorder.until, at);
    },
    took({ asOf: known, until, softUntil, fleeting }: Parameters<Recorder['took']>[0], read: readonly string[]) {
      for (let nth = 0; nth < read.length; nth += 1) tags.add(read[nth] as string);
      if (known < recorder.asOf) recorder.asOf = known;
      if (until < recorder.until) recorder.until = until;
      if (softUntil < recorder.softUntil) recorder.softUntil = softUntil;
      if (fleeting) recorder.fleeting = true;
    },
    merge(part: Partial<Footprint>) {
      for (const tag of part.tags ?? []) recorder.tag(tag);
      for (const [name, value] of part.inputs ?? []) {
        if (recorder.input(name) !== value)
          throw new EtalageError(
            'FOOTPRINT_MISMATCH',
            `a part made for ${name} = ${JSON.stringify(value)} was used in a request where it is ${JSON.stringify(inputs.get(name))}`,
          );
      }
      recorder.asOf = Math.min(recorder.asOf, part.asOf ?? Number.POSITIVE_INFINITY);
      recorder.since = Math.max(recorder.since, part.since ?? Number.NEGATIVE_INFINITY);
      recorder.until = Math.min(recorder.until, part.until ?? Number.POSITIVE_INFINITY);
      recorder.softUntil = Math.min(recorder.softUntil, part.softUntil ?? Number.POSITIVE_INFINITY);
      recorder.personal ||= part.personal ?? false;
      recorder.private ||= part.private ?? false;
      recorder.fleeting ||= part.fleeting ?? false;
      degraded.push(...(part.degraded ?? []));
    },
    degrade(part: DegradedPart) {
      degraded.push(part);
    },
  };
  return recorder;
}
