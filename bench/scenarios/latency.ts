/**
 * From a webhook that was accepted to every fresh answer and every subscriber: in one process on SQLite, on three replicas
 * over Postgres, and by what one would write without a log. The backend, the sender and the subscribers are in the run's
 * own process; the servers are processes of their own, kept on no core.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../test/support/postgres.ts';
import { type Propagated, type Watchers, watchReplicas } from '../../test/support/propagation.ts';
import {
  killReplicas,
  type Replica,
  type ReplicaSettings,
  startReplica,
  startShop,
} from '../../test/support/replicas.ts';
import { requirement } from '../../test/support/requirement.ts';
import { type Bench, type Series, seriesOf } from '../measure.ts';
import type { Row } from '../rows.ts';

interface Group {
  readonly name: string;
  readonly replicas: readonly Replica[];
  readonly watchers: Watchers;
  /** Of each round. */
  readonly rounds: Propagated[][];
  /** p99 in milliseconds, where one is promised. */
  readonly atMost?: number;
}

const keys = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'];
/** Edits before anything counts: until then every server is still compiling. */
const warmUp = 200;
const rivalServer = new URL('../servers/naive.ts', import.meta.url);

export async function latency(bench: Bench): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-bench-'));
  const shop = await startShop();
  const groups: Group[] = [];
  async function start(name: string, count: number, settings: ReplicaSettings, atMost?: number): Promise<Group> {
    bench.note(`starting ${name}`);
    const replicas = await Promise.all(Array.from({ length: count }, () => startReplica(shop, settings)));
    const group = { name, replicas, watchers: await watchReplicas(shop, replicas, keys), rounds: [], atMost };
    groups.push(group);
    return group;
  }
  const postgres = requirement('postgres');
  const database = postgres.met ? await startPostgres(postgres.path) : null;
  try {
    await start('one process, SQLite', 1, { store: join(folder, 'etalage.db') }, 50);
    if (database) await start('3 replicas, Postgres', 3, { store: await database.createDatabase() }, 250);
    else bench.note(`Postgres is left out${postgres.reason}`);
    const rival = await start('Yoga, pub/sub in memory', 1, { store: '', server: rivalServer });

    for (let round = 0; round <= bench.rounds; round += 1) {
      for (const group of groups) {
        const found = await edit(group, round === 0 ? { edits: warmUp } : { ms: bench.seconds * 1_000 });
        if (round > 0) group.rounds.push(found);
        const [answered, told] = (['answered', 'told'] as const).map((what) => quantile(found, what, 0.99).toFixed(1));
        bench.note(`round ${round}: ${group.name}: ${found.length} edits, p99 answered ${answered}, told ${told} ms`);
      }
    }
    return groups.filter((group) => group !== rival).flatMap((group) => rowsOf(group, rival));
  } finally {
    for (const { watchers } of groups) watchers.close();
    killReplicas();
    await Promise.all([shop.close(), database?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }

  /** One edit after the other, each waited for by everybody before the next. */
  async function edit(group: Group, { edits = Number.POSITIVE_INFINITY, ms = Number.POSITIVE_INFINITY }) {
    const found: Propagated[] = [];
    const end = performance.now() + ms;
    while (found.length < edits && performance.now() < end) {
      const key = keys[found.length % keys.length] as string;
      const teller = group.replicas[found.length % group.replicas.length] as Replica;
      found.push(await group.watchers.edit(key, teller));
    }
    return found;
  }
}

const shown = {
  answered: 'until the last answer was fresh',
  told: 'until the last subscriber had it',
} as const;

function rowsOf(group: Group, rival: Group): Row[] {
  const { name, atMost } = group;
  return (['answered', 'told'] as const).flatMap((what) =>
    [0.5, 0.99].map((share): Row => {
      const value = over(group, what, share);
      return {
        scenario: 'latency',
        measured: `${name}, p${share * 100} ${shown[what]}, ${group.rounds.flat().length} edits`,
        unit: 'ms',
        value,
        against: { name: rival.name, value: over(rival, what, share) },
        ...(atMost !== undefined &&
          share === 0.99 && { target: { text: `<= ${atMost} ms`, met: value.median <= atMost } }),
      };
    }),
  );
}

/** Of all edits: a single round has too few for a p99. Its range is the rounds'. */
function over({ rounds }: Group, what: keyof Propagated, share: number): Series {
  const { min, max } = seriesOf(rounds.map((found) => quantile(found, what, share)));
  return { median: quantile(rounds.flat(), what, share), min, max };
}

/** Of the last replica's times. */
function quantile(found: readonly Propagated[], what: keyof Propagated, share: number): number {
  const sorted = Float64Array.from(found, (one) => Math.max(...one[what])).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
