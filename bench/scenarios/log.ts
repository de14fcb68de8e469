/**
 * The change log beside what a commit costs anyway: a row and its change in one transaction, and a change of its own, each
 * against one row alone, on both stores with fsync on. Everything runs in the run's own process: what is measured is
 * mostly the disk's.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type ChangeLog, openChangeLog } from '../../src/changes/log.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store, Tx } from '../../src/store/store.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { requirement } from '../../test/support/requirement.ts';
import { usage } from '../child.ts';
import type { Bench, Sample } from '../measure.ts';
import { type Row, rateRow } from '../rows.ts';

interface Parts {
  readonly store: Store;
  readonly log: ChangeLog;
}

/** One thing that a writer does until it is on the disk. */
type Write = (parts: Parts, key: string) => Promise<unknown>;

const insert = (tx: Tx, key: string) =>
  sql`insert into bench_rows (id, body) values (${key}, ${'x'.repeat(100)})`.execute(tx.db);

const rowAlone: Write = ({ store }, key) => store.transaction((tx) => insert(tx, key));

/** As our own writes are: neither a delivery's id nor a version. */
const rowAndChange: Write = ({ store, log }, key) =>
  store.transaction(async (tx) => {
    await insert(tx, key);
    log.append(tx, [{ source: 'etalage', kind: 'product', key }]);
  });

/** As a webhook's are; those that come together share a commit. */
const changeAlone: Write = ({ log }, key) =>
  log.record([{ source: 'pim', id: key, kind: 'product', key, facets: ['title'], version: 1 }]);

const writes = { 'a row alone': rowAlone, 'a row and its change': rowAndChange, 'a change of its own': changeAlone };
type Kind = keyof typeof writes;
const writers = [1, 8, 256] as const;

export async function log(bench: Bench): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-bench-'));
  try {
    return [...(await measure(bench, join(folder, 'etalage.db'))), ...(await measureOnPostgres(bench))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureOnPostgres(bench: Bench): Promise<Row[]> {
  const postgres = requirement('postgres');
  if (!postgres.met) {
    bench.note(`Postgres is left out${postgres.reason}`);
    return [];
  }
  const server = await startPostgres(postgres.path);
  try {
    return await measure(bench, await server.createDatabase());
  } finally {
    await server.stop();
  }
}

async function measure(bench: Bench, url: string): Promise<Row[]> {
  const store = await openStore(url);
  const changes = await openChangeLog(store, { trimEveryMs: 0 });
  await store.transaction((tx) =>
    sql`create table bench_rows (id text primary key, body text not null)`.execute(tx.db),
  );
  const parts = { store, log: changes };
  const samples = new Map<string, Sample[]>();
  let serial = 0;

  /** Writers that each write again as soon as they are answered. */
  async function sample(write: Write, count: number): Promise<Sample> {
    const times: number[] = [];
    const before = usage();
    const start = performance.now();
    const end = start + bench.seconds * 1_000;
    const keepWriting = async () => {
      while (performance.now() < end) {
        serial += 1;
        const asked = performance.now();
        await write(parts, `nw-${serial}`);
        times.push(performance.now() - asked);
      }
    };
    await Promise.all(Array.from({ length: count }, keepWriting));
    const took = performance.now() - start;
    times.sort((a, b) => a - b);
    const quantile = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
    const requests = times.length;
    return {
      requests,
      perSecond: (requests * 1_000) / took,
      serverMicros: (usage().cpuMicros - before.cpuMicros) / requests,
      loadMicros: 0,
      p50: quantile(0.5),
      p99: quantile(0.99),
    };
  }

  for (let round = 1; round <= bench.rounds; round += 1) {
    for (const count of writers) {
      for (const [kind, write] of Object.entries(writes)) {
        const found = await sample(write, count);
        const name = nameOf(kind, count);
        samples.set(name, [...(samples.get(name) ?? []), found]);
        const { perSecond, p50, p99 } = found;
        bench.note(
          `${store.kind}, round ${round}: ${name}: ${Math.round(perSecond)}/s, p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms`,
        );
      }
    }
  }
  await changes.close();
  await store.close();
  const of = (kind: Kind, count: number) => samples.get(nameOf(kind, count)) ?? [];
  return writers.flatMap((count) =>
    (['a row and its change', 'a change of its own'] as const).map((kind) =>
      rateRow({
        scenario: 'log',
        measured: `${store.kind}: ${nameOf(kind, count)}`,
        samples: of(kind, count),
        against: { name: 'a row alone', samples: of('a row alone', count) },
      }),
    ),
  );
}

function nameOf(kind: string, count: number): string {
  return `${kind}, ${count} ${count === 1 ? 'writer' : 'writers'}`;
}
