/**
 * What a suite needs from the machine besides Node: `test/support/requirement.ts`. A suite whose requirement is not met is
 * skipped with the reason in its name; where `ETALAGE_REQUIRE` names it (`ETALAGE_REQUIRE=chromium,vendure`, as in CI)
 * the lack is a failure instead, so that nothing is skipped in silence there.
 *
 *     const chromium = requirement('chromium');
 *     describe.skipIf(!chromium.met)(`flows: playground${chromium.reason}`, () => { launch(chromium.path) … });
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type RequirementName = keyof typeof probes;

export type Requirement =
  /** `path` is the executable or folder that was found; `reason` is empty. */
  | { readonly met: true; readonly reason: ''; readonly path: string }
  /** `reason` reads on from a suite's name: ` (skipped: no Chromium on the PATH; …)`. */
  | { readonly met: false; readonly reason: string; readonly path: null };

/** Where each thing is found, or a sentence about what is missing and how to get it. */
const probes = {
  chromium: () =>
    executable(process.env.CHROMIUM_PATH, 'chromium', 'chromium-browser', 'google-chrome') ??
    lacking('no Chromium on the PATH; install it or set CHROMIUM_PATH'),
  vendure: () =>
    folder('../../.cache/backends/vendure/pristine') ??
    lacking('Vendure is not installed; run `npm run backend:vendure -- --install-only`'),
  /** The folder of the server's programs. */
  postgres: () =>
    postgresPrograms() ??
    lacking('no Postgres server; install Debian’s `postgresql` or set POSTGRES_BIN to its programs'),
  redis: () => executable('redis-server') ?? lacking('no redis-server on the PATH; install Redis'),
  /** An npm registry that answers: the packed package is installed from it. */
  registry: () => registry() ?? lacking('no npm registry answers'),
};

/** Answers whether the machine has it. @throws {Error} when it has not and `ETALAGE_REQUIRE` names it. */
export function requirement(name: RequirementName, environment: NodeJS.ProcessEnv = process.env): Requirement {
  const found = probes[name]();
  if (typeof found === 'string') return { met: true, reason: '', path: found };
  const required = (environment.ETALAGE_REQUIRE ?? '').split(',').map((word) => word.trim());
  if (required.includes(name)) throw new Error(`ETALAGE_REQUIRE names ${name}, but ${found.lacking}`);
  return { met: false, reason: ` (skipped: ${found.lacking})`, path: null };
}

function lacking(sentence: string) {
  return { lacking: sentence };
}

function executable(...candidates: readonly (string | undefined)[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const candidate of candidates) {
    if (!candidate) continue;
    const paths = candidate.includes('/') ? [candidate] : folders.map((directory) => join(directory, candidate));
    const found = paths.find(isExecutable);
    if (found) return found;
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function folder(relative: string): string | undefined {
  const path = fileURLToPath(new URL(relative, import.meta.url));
  return existsSync(path) ? path : undefined;
}

/** Debian keeps them out of the PATH, in a folder per version; the newest is taken. Run by root it needs the user postgres. */
function postgresPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [process.env.POSTGRES_BIN, ...versions.map((version) => join(debian, version, 'bin'))];
  const onPath = executable('initdb');
  if (onPath) folders.push(dirname(realpathSync(onPath)));
  const found = folders.find(
    (bin) => bin && ['initdb', 'pg_ctl', 'postgres'].every((name) => isExecutable(join(bin, name))),
  );
  const hasUser = process.getuid?.() !== 0 || spawnSync('id', ['postgres']).status === 0;
  return hasUser ? found : undefined;
}

function registry(): string | undefined {
  const { status, stdout } = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const view = ['view', 'zod', 'name', '--prefer-online', '--fetch-retries=0', '--fetch-timeout=5000'];
  return spawnSync('npm', view).status === 0 ? stdout.trim() : undefined;
}
