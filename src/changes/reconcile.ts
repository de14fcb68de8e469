import { setTimeout as sleep } from 'node:timers/promises';
import type { CallSite } from '../contract/call.ts';
import type { ChangesCapability, Listed, ListedPage } from '../contract/changes.ts';
import { ConnectorError, EtalageError } from '../contract/errors.ts';
import { type ComparedPage, comparePage, compareUnseen } from './reconcile-compare.ts';
import type { Ledger, ReconcileReport, Step, Walk } from './reconcile-ledger.ts';
import { untilAborted } from './until-aborted.ts';

export interface ReconcileOptions {
  readonly source: string;
  readonly list: NonNullable<ChangesCapability['list']>;
  readonly sites: readonly CallSite[];
  readonly ledger: Ledger;
  /** The log's position. */
  readonly position: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Log also what the backend says to have changed at or after this moment, in milliseconds since the epoch. */
  readonly since?: number | null;
  /** Is told after each page. */
  readonly progress?: (walk: Walk) => void;
  /** How long a change may be on its way here that the listing shows already, in milliseconds. Default 2,000. */
  readonly graceMs?: number;
  /** A page that takes longer, in milliseconds, is asked for again. Default 30,000. */
  readonly deadlineMs?: number;
  /** Pauses before a page that failed is asked for again, in milliseconds. Default a second, then five. */
  readonly retryMs?: readonly number[];
}

/** A walk that was cut off is gone on with within this time, in milliseconds: a cursor may not be good for longer. */
const resumeMs = 3_600_000;
/** Entries that are compared in one step, however large a connector's pages are. */
const stepEntries = 500;
/** Most pages of one walk: a connector that gives pages for ever is at fault. */
const mostPages = 1_000_000;

/**
 * Walks over all that a backend has, compares it with what the walk before has seen, and logs what nobody told of. One page at
 * a time, with a pause after each as long as the backend took for it: at most half of the time is it busy with this, and
 * by one call. What is remembered between pages is in the ledger.
 *
 * Removals are found after the last page only. A walk that fails keeps what it has found; the next goes on from there.
 *
 * @throws {EtalageError} RECONCILE_RUNNING when another process walks over the same source.
 */
export async function reconcile(options: ReconcileOptions): Promise<ReconcileReport> {
  const { source, ledger, now, signal, deadlineMs = 30_000, retryMs = [1_000, 5_000], graceMs = 2_000 } = options;
  const holdMs = (retryMs.length + 1) * deadlineMs + retryMs.reduce((sum, ms) => sum + ms, 30_000) + graceMs;
  if (!(await ledger.hold(source, holdMs)))
    throw new EtalageError('RECONCILE_RUNNING', `another process is walking over ${source}`);

  let walk = begin(await ledger.walk(source), options);
  const keep = async (step: Step) => {
    await ledger.keep(source, step);
    walk = step.walk;
    options.progress?.(walk);
  };
  let error: ReconcileReport['error'] = null;
  try {
    for (let pages = 0; !walk.listed; pages += 1) {
      if (pages === mostPages) throw malformed(source, `no end after ${mostPages} pages`);
      const position = options.position();
      const asked = performance.now();
      const page = await ask();
      const took = performance.now() - asked;
      await takePage(page, position);
      await sleep(took, undefined, { signal });
      await ledger.hold(source, holdMs);
    }
    for (let step = 0; ; step += 1) {
      const unseen = await ledger.unseen(source, walk.number, stepEntries);
      if (unseen.length === 0) break;
      await keep(await compareUnseen(comparedBy(`gone-${step}`, walk.position), unseen));
    }
    const endedAt = now();
    walk = { ...walk, ended: true, completeAt: endedAt, knownParts: walk.seenParts };
  } catch (cause) {
    error = { code: codeOf(cause), message: cause instanceof Error ? cause.message : String(cause) };
    // A cursor that the backend no longer takes would fail the same way for ever.
    if (!signal.aborted && !passing(cause)) walk = { ...walk, ended: true };
  }
  const report = reportOf(walk, now(), error);
  try {
    await ledger.finish(source, walk, report);
  } finally {
    await ledger.release(source);
  }
  return report;

  function comparedBy(step: string, position: number): ComparedPage {
    const grace = async () => void (await sleep(graceMs, undefined, { signal }));
    return { source, ledger, walk, step, position, since: options.since ?? null, grace };
  }

  /** One page in steps: the cursor moves on with the last of them. */
  async function takePage({ entities, cursor }: ListedPage, position: number): Promise<void> {
    const name = String(walk.looked);
    for (let start = 0; start === 0 || start < entities.length; start += stepEntries) {
      const step = await comparePage(
        comparedBy(`${name}-${start}`, position),
        entities.slice(start, start + stepEntries),
      );
      const last = start + stepEntries >= entities.length;
      await keep(last ? { ...step, walk: { ...step.walk, cursor, listed: cursor === null } } : step);
    }
  }

  async function ask(): Promise<ListedPage> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const bound = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
        const page = await untilAborted(
          bound,
          options.list({ cursor: walk.cursor, sites: options.sites, signal: bound }),
        );
        checkPage(source, page, walk.cursor);
        return page;
      } catch (cause) {
        const pause = retryMs[attempt];
        if (signal.aborted || pause === undefined || !passing(cause)) throw cause;
        walk = { ...walk, retries: walk.retries + 1 };
        await sleep(pause, undefined, { signal });
      }
    }
  }
}

/** Goes on with a walk that was cut off lately, or begins the next. */
function begin(last: Walk | null, { source, now, position, since = null }: ReconcileOptions): Walk {
  const wasComplete = last?.completeAt != null && last.completeAt >= last.startedAt;
  if (last && !last.ended && since === null && now() - last.startedAt < resumeMs) return last;
  const none = { count: 0, examples: [] };
  return {
    source,
    startedAt: now(),
    baseline: last?.completeAt == null,
    looked: 0,
    ...{ changed: none, added: none, removed: none },
    ...{ repeated: 0, refused: 0, retries: 0 },
    number: (last?.number ?? 0) + 1,
    cursor: null,
    ...{ listed: false, ended: false },
    position: position(),
    // A walk that never came to its end does not count: it may not have seen what was told since the one before it.
    positionBefore: last ? (wasComplete ? last.position : last.positionBefore) : position(),
    knownParts: last?.knownParts ?? [],
    seenParts: [],
    completeAt: last?.completeAt ?? null,
  };
}

function reportOf(walk: Walk, endedAt: number, error: ReconcileReport['error']): ReconcileReport {
  const { source, startedAt, baseline, looked, changed, added, removed, repeated, refused, retries } = walk;
  return { source, startedAt, endedAt, baseline, looked, changed, added, removed, repeated, refused, retries, error };
}

function checkPage(source: string, page: ListedPage, asked: string | null): void {
  const { entities, cursor } = (page ?? {}) as Partial<ListedPage>;
  if (
    !Array.isArray(entities) ||
    !(entities as readonly (Listed | null)[]).every((one) => typeof one?.key === 'string')
  )
    throw malformed(source, 'expected a page with a list of entities, each with a key');
  if (cursor !== null && typeof cursor !== 'string') throw malformed(source, 'expected a cursor, or null at the end');
  if (cursor === asked && asked !== null) throw malformed(source, 'a page gave its own cursor for the next');
}

function malformed(source: string, problem: string): ConnectorError {
  return new ConnectorError('CONNECTOR_MALFORMED', { connector: source, capability: 'changes' }, `list: ${problem}`);
}

/** Whether asking again may help. */
function passing(error: unknown): boolean {
  if (error instanceof DOMException && error.name === 'TimeoutError') return true;
  const codes = [
    'CONNECTOR_TIMEOUT',
    'CONNECTOR_UNAVAILABLE',
    'CONNECTOR_RATE_LIMITED',
    'STORE_BUSY',
    'STORE_UNAVAILABLE',
  ];
  return codes.includes(codeOf(error));
}

function codeOf(error: unknown): string {
  if (error instanceof EtalageError) return error.code;
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'CONNECTOR_TIMEOUT';
  return error instanceof DOMException && error.name === 'AbortError' ? 'RECONCILE_STOPPED' : 'INTERNAL';
}
