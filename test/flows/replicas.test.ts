import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { isVersioned, killReplicas, type Replica, type Shop, startReplica, startShop } from '../support/replicas.ts';
import { requirement } from '../support/requirement.ts';

const postgres = requirement('postgres');
const redis = requirement('redis');

/** `REPLICA_TRIES=10000` is the soak. */
const tries = Number(process.env.REPLICA_TRIES ?? 2_000);
const writers = 8;
const keys = Array.from({ length: writers }, (_, index) => `p${index}`);

/** What came of a phase. */
interface Seen {
  tries: number;
  /** Answers that showed less than had been accepted before what they were asked after. */
  old: number;
  /** Reports that were refused, and sent again until they were accepted; by status. */
  refused: Record<number, number>;
  /** Requests with a cursor that could not be answered, by code. */
  late: Record<string, number>;
  /** Reads without a cursor, and what came of those that were not answered in full. */
  plain: number;
  readonly failed: string[];
}

describe.skipIf(!postgres.met || !redis.met)(
  `flows: three replicas on Postgres and Redis${postgres.reason}${redis.reason}`,
  { timeout: 60_000 + tries * 100 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'etalage-replicas-'));
    let database: TestPostgres;
    let cache: Awaited<ReturnType<typeof startRedis>>;
    let shop: Shop;
    let replicas: readonly Replica[];
    /** The number of each product as it was last accepted by some replica. */
    const accepted = new Map<string, number>(keys.map((key) => [key, 0]));

    beforeAll(async () => {
      [database, cache, shop] = await Promise.all([
        startPostgres(postgres.path ?? ''),
        startRedis(redis.path ?? '', folder),
        startShop(),
      ]);
      const settings = { store: database.url, redis: cache.url };
      replicas = await Promise.all(
        [false, false, true].map((forgetful) => startReplica(shop, { ...settings, forgetful })),
      );
    });
    afterAll(async () => {
      killReplicas();
      cache?.process.kill('SIGKILL');
      await shop?.close();
      await database?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const other = (than: Replica | undefined) => {
      const others = replicas.filter((replica) => replica !== than);
      return others[Math.floor(Math.random() * others.length)] as Replica;
    };

    /** Edits one product, reports it to one replica until that accepts it, and asks another. */
    async function tryOnce(key: string, seen: Seen): Promise<void> {
      const teller = other(undefined);
      // All that was accepted before this report is sent comes before it in the log.
      const number = shop.edit(key);
      const least = new Map(accepted);
      let cursor: string | null = null;
      while (cursor === null) {
        const report = await teller.report(key, isVersioned(key) ? number : undefined);
        if (report.status === 202) cursor = report.cursor;
        else {
          seen.refused[report.status] = (seen.refused[report.status] ?? 0) + 1;
          await sleep(50);
        }
      }
      accepted.set(key, number);
      least.set(key, number);
      const wanted = Math.random() < 0.5 ? [key] : keys;
      const answer = await other(teller).ask(wanted, cursor);
      seen.tries += 1;
      if (answer.status === 200) {
        // A number that is missing is no number, and neither less nor more.
        if (!wanted.every((one, place) => Number(answer.numbers[place]) >= Number(least.get(one)))) seen.old += 1;
      } else {
        const code = String(answer.body.errors?.[0]?.extensions.code);
        seen.late[code] = (seen.late[code] ?? 0) + 1;
      }
    }

    /** Keeps trying, with somebody who only reads on each replica, until so many are done and `meanwhile` is over. */
    async function run(count: number, meanwhile: () => Promise<void> = async () => {}): Promise<Seen> {
      const seen: Seen = { tries: 0, old: 0, refused: {}, late: {}, plain: 0, failed: [] };
      let over = false;
      const act = meanwhile().finally(() => {
        over = true;
      });
      const going = () => seen.tries < count || !over;
      await Promise.all([
        act,
        ...keys.map(async (key) => {
          while (going()) await tryOnce(key, seen);
        }),
        ...replicas.map(async (replica) => {
          while (going()) {
            const { status, body } = await replica.ask(keys);
            seen.plain += 1;
            const lacks = body.errors ?? body.extensions?.degraded;
            if (status !== 200 || lacks) seen.failed.push(`${status} ${JSON.stringify(lacks)}`);
          }
        }),
      ]);
      return seen;
    }

    const fine = { old: 0, refused: {}, late: {}, failed: [] };
    const share = Math.ceil(tries / 4);

    it('show on one what another has accepted', async () => {
      const before = shop.reads();
      const seen = await run(share);
      expect(seen).toMatchObject(fine);
      expect(seen.tries).toBeGreaterThanOrEqual(share);
      // It was the caches that were right, and not their absence.
      expect(shop.reads() - before).toBeLessThan((seen.tries + seen.plain) * keys.length);
      const reads = shop.reads();
      for (let time = 0; time < 10; time += 1) for (const replica of replicas) await replica.ask(keys);
      expect(shop.reads() - reads).toBeLessThanOrEqual(replicas.length * keys.length);
      expect(Number(/keyspace_hits:(\d+)/.exec(await cache.say('INFO stats'))?.[1])).toBeGreaterThan(0);
    });

    it('do so while Redis is emptied, stops, and is gone', async () => {
      const seen = await run(share, async () => {
        for (let time = 0; time < 5; time += 1) {
          await sleep(50);
          expect(await cache.say('FLUSHALL')).toContain('OK');
        }
        cache.process.kill('SIGTERM');
        await once(cache.process, 'exit');
        await sleep(200);
      });
      expect(seen).toMatchObject(fine);
    });

    it('go on reading while Postgres restarts, refuse what cannot be logged, and recover by themselves', async () => {
      const seen = await run(share, async () => {
        await database.restart('fast', 1_500);
        await sleep(500);
        await database.restart('immediate', 200);
      });
      expect(seen).toMatchObject({ old: 0, failed: [] });
      expect(Object.keys(seen.refused)).toEqual(['503']);
      for (const code of Object.keys(seen.late)) expect(code).toBe('NOT_YET_CURRENT');
    });

    it('are all up to date afterwards, and remember again', async () => {
      expect(await run(share)).toMatchObject(fine);
      for (const replica of replicas) {
        const { cursor } = await replica.report('p1');
        expect((await replica.ask(keys, String(cursor))).numbers).toEqual(keys.map((key) => shop.number(key)));
        expect(await replica.state()).toEqual({ status: 'ready', caches: 'USED' });
      }
    });
  },
);

async function startRedis(program: string, folder: string) {
  const socket = createSocket().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as { port: number };
  socket.close();
  await once(socket, 'close');
  const process = spawn(program, ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder]);
  for await (const line of process.stdout ?? []) if (String(line).includes('Ready to accept connections')) break;
  return {
    process,
    url: `redis://127.0.0.1:${port}`,
    /** Sends one command. @returns the beginning of what it answers. */
    async say(command: string): Promise<string> {
      const line = connect(port, '127.0.0.1');
      line.write(`${command}\r\n`);
      const [bytes] = (await once(line, 'data')) as [Buffer];
      line.destroy();
      return bytes.toString();
    },
  };
}
