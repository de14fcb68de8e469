import type { ChangeDraft, Listed } from '../contract/changes.ts';
import { checkDraft } from './draft.ts';
import { toLoggedKey } from './logged-key.ts';
import {
  type Entity,
  type Ledger,
  type Missed,
  nameOf,
  ownIds,
  type Seen,
  type Step,
  type Walk,
} from './reconcile-ledger.ts';

/** Examples that a report names of each way to differ. */
const examplesKept = 10;
/** Longest fingerprint and scope, in characters. */
const wordKept = 200;

export interface ComparedPage {
  readonly source: string;
  readonly ledger: Ledger;
  readonly walk: Walk;
  /** Names the step within the walk: what it logs is known again by it. */
  readonly step: string;
  /** The log's position before the page was asked for. */
  readonly position: number;
  /** Log also what the backend says to have changed at or after this moment, in milliseconds since the epoch. */
  readonly since: number | null;
  /** Gives what is being told the time to arrive: a listing may show an edit before its delivery is here. */
  readonly grace: () => Promise<void>;
}

/**
 * Compares a page with what was seen of its entries before, and answers what is to be kept and logged.
 *
 * An entry that differs was missed, unless something was told of its entity meanwhile. Then that may have been about an
 * earlier state, so it is logged all the same, and counted apart. Only a version says for certain that all was told.
 */
export async function comparePage(page: ComparedPage, listed: readonly Listed[]): Promise<Step> {
  const { source, ledger, walk, position, since } = page;
  const allowed = listed.filter((entry) => isSound(source, entry));
  const { sound, seen } = await newInWalk(page, allowed);
  const differing = sound.flatMap((entry, index) => {
    const before = seen[index];
    return differs(entry, before) && (before || walk.knownParts.includes(partOf(entry)))
      ? [{ entry, index, before }]
      : [];
  });
  const told = await toldOf(page, differing);
  // After what was given time to arrive.
  const versions = await ledger.versions(source, sound);

  const drafts: ChangeDraft[] = [];
  const kept: Seen[] = sound.map((entry) => toSeen(entry, position, walk.number));
  const tally = tallyOf(walk);
  const said = new Set<number>();
  for (const [at, { entry, index, before }] of differing.entries()) {
    said.add(index);
    const toldVersion = versions[index];
    if (entry.version !== undefined && toldVersion !== undefined && toldVersion >= entry.version) {
      // The listing lags behind what was told: what was seen stays as it was, so that the rest is found once it shows.
      if (toldVersion > entry.version && before) kept[index] = { ...before, walk: walk.number };
      if (entry.fingerprint === undefined || toldVersion > entry.version) continue;
    }
    drafts.push(draftOf(page, entry));
    if (told[at] !== undefined) tally.repeated();
    else tally.missed(before ? 'changed' : 'added', entry);
  }
  for (const [index, entry] of sound.entries())
    if (!said.has(index) && since !== null && entry.at !== undefined && entry.at >= since) {
      drafts.push(draftOf(page, entry));
      tally.repeated();
    }

  return {
    walk: {
      ...walk,
      ...tally.counts(),
      looked: walk.looked + listed.length,
      refused: walk.refused + listed.length - allowed.length,
      seenParts: [...new Set([...walk.seenParts, ...sound.map(partOf)])],
    },
    seen: kept,
    gone: [],
    drafts,
  };
}

/** The same for entries that a walk to the end did not see. */
export async function compareUnseen(page: ComparedPage, unseen: readonly Seen[]): Promise<Step> {
  const { walk } = page;
  const told = await toldOf(
    page,
    unseen.map((before) => ({ entry: before, before })),
  );
  const tally = tallyOf(walk);
  for (const [index, before] of unseen.entries())
    if (told[index] !== undefined) tally.repeated();
    else tally.missed('removed', before);
  return {
    walk: { ...walk, ...tally.counts() },
    seen: [],
    gone: unseen,
    drafts: unseen.map((before) => draftOf(page, { kind: before.kind, key: before.key })),
  };
}

/** What this walk has not had before: pages may overlap, and a page that is asked for again is seen again. */
async function newInWalk({ source, ledger, walk }: ComparedPage, listed: readonly Listed[]) {
  const once = new Map<string, Listed>();
  for (const entry of listed) {
    const name = JSON.stringify([entry.kind, entry.key, entry.scope ?? '']);
    if (!once.has(name)) once.set(name, entry);
  }
  const entries = [...once.values()];
  const before = await ledger.seen(source, entries);
  const isNew = (_: unknown, index: number) => before[index]?.walk !== walk.number;
  return { sound: entries.filter(isNew), seen: before.filter(isNew) };
}

/** Walks that have found so much say that something is broken, however it is counted: they wait no longer. */
const enoughMissed = 10;

/** Where something was told last of each, as far as that may be about what differs. */
async function toldOf(
  { source, ledger, walk, grace }: ComparedPage,
  differing: readonly { readonly entry: Entity; readonly before: Seen | undefined }[],
): Promise<readonly (number | undefined)[]> {
  if (differing.length === 0) return [];
  const positions = differing.map(({ before }) => before?.position ?? walk.positionBefore);
  const ask = async () => {
    const entities = differing.map(({ entry }) => entry);
    const told = await ledger.told(source, entities, Math.min(...positions));
    return told.map((position, index) => ((position ?? 0) > (positions[index] ?? 0) ? position : undefined));
  };
  const told = await ask();
  const missed = walk.changed.count + walk.added.count + walk.removed.count;
  if (!told.includes(undefined) || missed >= enoughMissed) return told;
  await grace();
  return ask();
}

function differs(entry: Listed, before: Seen | undefined): boolean {
  if (!before) return true;
  return before.version !== (entry.version ?? null) || before.fingerprint !== (entry.fingerprint ?? null);
}

/** Whether it would be a change by the rules of the log, and can be compared at all. */
function isSound(source: string, { kind, key, version, fingerprint, scope = '' }: Listed): boolean {
  if (version === undefined && fingerprint === undefined) return false;
  if ([fingerprint ?? '', scope].some((word) => typeof word !== 'string' || word.length > wordKept)) return false;
  try {
    checkDraft({ source, kind, key: toLoggedKey(key), version });
    return true;
  } catch {
    return false;
  }
}

/** One id for a step: an entity that it finds in two scopes is one change. */
function draftOf({ walk, step }: ComparedPage, { kind, key, version, at }: Listed): ChangeDraft {
  return {
    id: `${ownIds}${walk.number}:${walk.startedAt}:${step}`,
    ...{ kind, key },
    ...(version !== undefined && { version }),
    ...(at !== undefined && { at }),
  };
}

function toSeen({ kind, key, scope = '', version, fingerprint }: Listed, position: number, walk: number): Seen {
  return { kind, key, scope, version: version ?? null, fingerprint: fingerprint ?? null, position, walk };
}

/** A kind in a scope. */
function partOf({ kind, scope = '' }: Listed): string {
  return `${kind} ${scope}`;
}

function tallyOf(walk: Walk) {
  const missed: Record<'changed' | 'added' | 'removed', Missed> = {
    ...{ changed: walk.changed, added: walk.added, removed: walk.removed },
  };
  let { repeated } = walk;
  return {
    repeated: () => {
      repeated += 1;
    },
    missed(how: keyof typeof missed, entity: Entity) {
      const { count, examples } = missed[how];
      const name = nameOf(entity);
      const more = examples.length < examplesKept && !examples.includes(name) ? [name] : [];
      missed[how] = { count: count + 1, examples: [...examples, ...more] };
    },
    counts: () => ({ ...missed, repeated }),
  };
}
