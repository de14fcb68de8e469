import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

function spawnCli(args: readonly string[], env: Record<string, string | undefined> = {}, cwd?: string) {
  // Several run at once in one folder: none of them may take its file from the others.
  const inherited = { PATH: process.env.PATH, HOME: process.env.HOME, ETALAGE_STORE: ':memory:' };
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...inherited, ...env },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return { child, output };
}

/** Runs the real command to its end, in an environment that holds nothing of this one. */
export async function runCli(args: readonly string[], env?: Record<string, string | undefined>, cwd?: string) {
  const { child, output } = spawnCli(args, env, cwd);
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...output };
}

const running = new Set<ChildProcess>();

/** For `afterEach`: ends what a failed test left behind. */
export async function stopAll(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      child.kill('SIGTERM');
      await once(child, 'close');
    }),
  );
}

/** Starts the real command and leaves it running. */
export async function startCli(args: readonly string[], env?: Record<string, string | undefined>, cwd?: string) {
  const { child, output } = spawnCli(args, env, cwd);
  const closed = once(child, 'close') as Promise<[number | null]>;
  running.add(child);
  child.once('close', () => running.delete(child));
  let read = 0;

  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Waits for output that matches, after what matched before; answers the first group, or the match. */
    async line(pattern: RegExp): Promise<string> {
      for (;;) {
        const all = output.stdout + output.stderr;
        const match = pattern.exec(output.stdout.slice(read)) ?? pattern.exec(output.stderr);
        if (match) {
          if (match.input !== output.stderr) read += match.index + match[0].length;
          return match[1] ?? match[0];
        }
        const more = Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')]);
        const ended = await Promise.race([more.then(() => false), closed.then(() => true)]);
        if (ended && all === output.stdout + output.stderr)
          throw new Error(`expected ${pattern} in the output, found:\n${all}`);
      }
    },
    async stop(signal: NodeJS.Signals): Promise<number | null> {
      child.kill(signal);
      const [code] = await closed;
      return code;
    },
  };
}

const sources = { products: ['pim'] };
const site = { currency: 'EUR', url: 'https://www.nachtwit.example' };

/** A sites file with two sites of one brand, and what a test adds. */
export const twoSites = {
  group: { sources },
  brands: {
    nachtwit: {
      name: 'Nachtwit',
      sites: {
        'nachtwit-nl': { ...site, country: 'NL', language: 'nl' },
        'nachtwit-be-fr': { ...site, country: 'BE', language: 'fr' },
      },
    },
  },
};

/**
 * Writes a configuration with one connector, and its sites file beside it.
 *
 * @param parts source text: what `products.list` answers, a `check`, and more properties of the configuration.
 */
export function writeConfig(
  folder: string,
  name: string,
  parts: { list?: string; check?: string; extra?: string; sites?: object } = {},
): string {
  const sites = `${name.replace('.config.ts', '')}.sites.json`;
  writeFileSync(join(folder, sites), JSON.stringify({ ...twoSites, ...parts.sites }, null, 2));
  const file = join(folder, name);
  writeFileSync(
    file,
    `
const none = async (keys: readonly unknown[]) => keys.map(() => null);
const pim = {
  name: 'pim',
  products: {
    byIds: none,
    byHandles: none,
    list: async () => ${parts.list ?? '({ nodes: [], endCursor: null, hasNextPage: false })'},
  },
  media: { byIds: none },
  ${parts.check ? `check: ${parts.check},` : ''}
};
export default { connectors: [pim], sites: './${sites}', ${parts.extra ?? ''} };
`,
  );
  return file;
}
