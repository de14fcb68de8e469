import { spawn } from 'node:child_process';
import type { StartOptions } from './start.ts';

/**
 * `etalage dev`: `etalage start` under Node's own watch mode, which restarts when the configuration or anything that it
 * imports changes, also after a start that failed. The sites file is data: it is reloaded without a restart.
 */
export function dev({ config, port, host }: StartOptions): Promise<number> {
  // The same file that runs now, as source or built.
  const [, cli = ''] = process.argv;
  const child = spawn(
    process.execPath,
    [
      ...process.execArgv,
      '--watch',
      '--watch-preserve-output',
      cli,
      'start',
      '--watch-sites',
      `--config=${config}`,
      `--port=${port}`,
      `--host=${host}`,
    ],
    { stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : (code ?? 1)));
  });
}
