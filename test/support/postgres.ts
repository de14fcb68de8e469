/** A real Postgres of its own for one test file, on a free port, with a throw-away data directory and fsync on. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface TestPostgres {
  /** Of the maintenance database. */
  readonly url: string;
  /** Creates an empty database. @returns its URL. */
  createDatabase(): Promise<string>;
  /** `fast` breaks connections and shuts down in order; `immediate` is a crash. Then starts it again. */
  restart(mode?: 'fast' | 'immediate', downMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it with the programs in `bin`, which `requirement('postgres')` finds. The server refuses to run as root. */
export async function startPostgres(bin: string): Promise<TestPostgres> {
  const asRoot = process.getuid?.() === 0;
  const folder = mkdtempSync(join(tmpdir(), 'etalage-postgres-'));
  if (asRoot) {
    chownSync(folder, idOf('-u'), idOf('-g'));
    chmodSync(folder, 0o700);
  }
  const data = join(folder, 'data');
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const run = (program: string, ...args: string[]) => {
    const command = [join(bin, program), ...args];
    const [file = '', ...rest] = asRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    return new Promise<void>((resolve, reject) => {
      // Not a pipe: the server would hold it open after pg_ctl has ended.
      const child = spawn(file, rest, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
      child.on('error', reject);
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))));
    });
  };
  const settings = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200`;
  const start = () => run('pg_ctl', 'start', '-s', '-w', '-D', data, '-l', join(folder, 'log'), '-o', settings);
  const halt = (mode: string) => run('pg_ctl', 'stop', '-s', '-w', '-D', data, '-m', mode);

  await run(
    'initdb',
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=trust',
    '--no-sync',
    '--encoding=UTF8',
    '--no-instructions',
  );
  await start();
  let databases = 0;
  return {
    url,
    async createDatabase() {
      databases += 1;
      const client = new pg.Client(url);
      await client.connect();
      await client.query(`CREATE DATABASE test_${databases}`);
      await client.end();
      return url.replace(/postgres$/, `test_${databases}`);
    },
    async restart(mode = 'fast', downMs = 0) {
      await halt(mode);
      await new Promise((resolve) => setTimeout(resolve, downMs));
      await start();
    },
    async stop() {
      await halt('fast');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idOf(flag: '-u' | '-g'): number {
  return Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
