/**
 * How fast the change log takes changes, and how soon a reader has them, on both stores.
 *
 *     node bench/changes.ts [--seconds 5] [--json] [--store postgres://…]
 *
 * Without `--store` both are measured: a SQLite file in the folder for temporary files, and the machine's Postgres on a
 * throw-away data directory, fsync on in both. Every append is acknowledged only when it is on the disk. Times are
 * measured within one process; a reader of another store hears by NOTIFY, as another process does.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Draft } from '../src/changes/draft.ts';
import { type ChangeLog, openChangeLog } from '../src/changes/log.ts';
import { formatTable } from '../src/cli/table.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { requirement } from '../test/support/requirement.ts';

interface Row {
  readonly store: string;
  readonly what: string;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly samples: number;
}

type Append = (log: ChangeLog, store: Store, draft: Draft) => Promise<unknown>;

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5' }, json: { type: 'boolean' }, store: { type: 'string' } },
});
const ms = Number(values.seconds) * 1_000;
if (!(ms > 0)) throw new RangeError(`--seconds: expected a number above 0, found ${values.seconds}`);
let serial = 0;

const alone: Append = (log, _, draft) => log.record([draft]);
/** As our own writes are: a row and its change, which has neither a delivery's id nor a version. */
const withOwnRow: Append = (log, store, draft) =>
  store.transaction(async (tx) => {
    await log.confirm(draft.key, 1, tx);
    return log.append(tx, [{ source: 'etalage', kind: draft.kind, key: draft.key }]);
  });

const rows: Row[] = [];
if (values.store) await measure(values.store);
else {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-bench-'));
  await measure(join(folder, 'etalage.db'));
  rmSync(folder, { recursive: true, force: true });
  const postgres = requirement('postgres');
  if (postgres.met) {
    const server = await startPostgres(postgres.path);
    await measure(await server.createDatabase());
    await server.stop();
  } else console.error(`postgres${postgres.reason}`);
}
const head = ['STORE', 'WHAT', 'PER SECOND', 'P50 MS', 'P99 MS', 'SAMPLES'];
const table = rows.map(({ store, what, perSecond, p50, p99, samples }) => [
  store,
  what,
  Math.round(perSecond).toLocaleString('en'),
  p50.toFixed(2),
  p99.toFixed(2),
  String(samples),
]);
console.log(values.json ? JSON.stringify(rows, null, 2) : formatTable([head, ...table]));

async function measure(url: string): Promise<void> {
  const store = await openStore(url);
  const log = await openChangeLog(store, { trimEveryMs: 0 });
  await throughput(store, log, 'record, 1 caller', 1, alone);
  await throughput(store, log, 'record, 8 callers', 8, alone);
  await throughput(store, log, 'record, 256 callers', 256, alone);
  await throughput(store, log, 'with a row of its own, 1 writer', 1, withOwnRow);
  await throughput(store, log, 'with a row of its own, 8 writers', 8, withOwnRow);
  await delay(store, log, log, 'to a reader in the process, 100/s');
  if (store.shared) {
    const otherStore = await openStore(url);
    const other = await openChangeLog(otherStore, { trimEveryMs: 0 });
    await delay(store, log, other, 'to a reader of another store, 100/s');
    await other.close();
    await otherStore.close();
  }
  await log.close();
  await store.close();
}

/** Callers that each append again as soon as they are answered. */
async function throughput(store: Store, log: ChangeLog, what: string, callers: number, append: Append): Promise<void> {
  const times: number[] = [];
  const start = performance.now();
  const call = async () => {
    while (performance.now() - start < ms) {
      const asked = performance.now();
      await append(log, store, nextDraft());
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  report(store, what, times, performance.now() - start);
}

/** From the call of `record` to the reader that has it in hand. */
async function delay(store: Store, log: ChangeLog, reader: ChangeLog, what: string): Promise<void> {
  const asked = new Map<string, number>();
  const times: number[] = [];
  const stop = new AbortController();
  const after = await log.head();
  const reading = (async () => {
    for await (const batch of reader.follow({ after, signal: stop.signal })) {
      if (batch.type === 'GAP') throw new Error('a gap in a log from which nothing is removed');
      for (const { key } of batch.changes) times.push(performance.now() - (asked.get(key) ?? Number.NaN));
      if (stop.signal.aborted) return;
    }
  })();
  const start = performance.now();
  const writing: Promise<unknown>[] = [];
  while (performance.now() - start < ms) {
    const draft = nextDraft();
    asked.set(draft.key, performance.now());
    writing.push(log.record([draft]));
    await sleep(10);
  }
  await Promise.all(writing);
  const taken = performance.now() - start;
  while (times.length < asked.size) await sleep(10);
  stop.abort();
  await reading;
  report(store, what, times, taken);
}

function nextDraft(): Draft {
  serial += 1;
  const key = `nw-${serial}`;
  return {
    source: 'pim',
    id: `d${serial}`,
    kind: 'product',
    key,
    facets: ['title'],
    version: serial,
  };
}

function report(store: Store, what: string, times: number[], taken: number): void {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  const perSecond = (times.length * 1_000) / taken;
  rows.push({ store: store.kind, what, perSecond, p50: at(0.5), p99: at(0.99), samples: times.length });
}
