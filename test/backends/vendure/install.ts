/** Installs Vendure into the cache folder and fills it once with its own sample catalogue. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { logIn } from './admin.ts';
import { launch } from './launch.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Where Vendure is kept between runs: outside our own `node_modules`, ignored by git. */
export const folder = join(here, '../../../.cache/backends/vendure');

/** A filled database and its images: runs start from a copy of it and never write here. */
export const pristine = join(folder, 'pristine');

/** Tells a person what is going on. */
export type Report = (line: string) => void;

/** Installs exactly what the lockfile beside this file says, and the sample catalogue; does nothing when both are there. */
export async function installVendure(report: Report): Promise<void> {
  if (!(await hasLockedPackages())) {
    report('installing Vendure 3.7.3 (about 200 MB, half a minute)');
    const partial = `${folder}.${process.pid}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) await cp(join(here, file), join(partial, file));
    // typeorm has not yet declared better-sqlite3 13, the first with prebuilt binaries for Node 24, as a peer.
    await npm(['ci', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'], partial);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  }
  const maker = await hashOf(join(here, 'server.ts'));
  if ((await readText(join(pristine, 'maker'))) !== maker) {
    report('filling it with its sample catalogue (54 products)');
    const data = `${pristine}.${process.pid}.partial`;
    await rm(data, { recursive: true, force: true });
    await mkdir(data, { recursive: true });
    const server = await launch({ folder, data, populate: true });
    try {
      const admin = await logIn(server.adminApi);
      await admin.idle();
    } finally {
      await server.stop();
    }
    await writeFile(join(data, 'maker'), maker);
    await rm(pristine, { recursive: true, force: true });
    await rename(data, pristine);
  }
}

async function hasLockedPackages(): Promise<boolean> {
  if (!existsSync(join(folder, 'node_modules'))) return false;
  return (await readText(join(folder, 'package-lock.json'))) === (await readText(join(here, 'package-lock.json')));
}

/** Null when there is no such file. */
function readText(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

/** What made the database: its tables follow from the plugins that the server is set up with. */
async function hashOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

async function npm(args: readonly string[], cwd: string): Promise<void> {
  const child = spawn('npm', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new Error(`npm ${args[0]} ended with ${code}:\n${Buffer.concat(output).toString().slice(-4000)}`);
}
