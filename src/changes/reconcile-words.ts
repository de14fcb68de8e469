import type { ReconcileReport } from './reconcile-ledger.ts';

/** What log lines are written by. */
export interface ReportLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

/** Whether a walk found something that nobody had told of. */
export function hasMissed({ changed, added, removed }: ReconcileReport): boolean {
  return changed.count + added.count + removed.count > 0;
}

/** A line of the log for each walk: a warning when its backend's way of telling is broken, or the walk was cut off. */
export function logReport(log: ReportLog, report: ReconcileReport): void {
  const { source: connector, startedAt, endedAt, looked, baseline, changed, added, removed, repeated, error } = report;
  const facts = { connector, looked, ms: endedAt - startedAt };
  if (hasMissed(report)) {
    const counts = { changed: changed.count, added: added.count, removed: removed.count };
    const examples = [...changed.examples, ...added.examples, ...removed.examples].slice(0, 10);
    log.warn(
      { ...facts, ...counts, examples },
      'changes were missed and are logged now: see to how this backend tells of them',
    );
  }
  if (error) log.warn({ ...facts, code: error.code }, 'a walk for missed changes did not come to its end');
  else if (baseline) log.info(facts, 'noted what there is: changes that are missed from now on are found');
  else if (!hasMissed(report)) log.info({ ...facts, repeated }, 'no change was missed');
}
