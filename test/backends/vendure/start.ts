#!/usr/bin/env node
/** Vendure with its sample catalogue, for tests and to look at: `node test/backends/vendure/start.ts --help`. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Admin, logIn } from './admin.ts';
import { folder, installVendure, pristine, type Report } from './install.ts';
import { type LaunchOptions, launch, type RunningVendure } from './launch.ts';

export interface StartedVendure extends RunningVendure {
  readonly admin: Admin;
}

export interface StartOptions extends Pick<LaunchOptions, 'port' | 'changes'> {
  /** Says what is going on; silent without it. */
  readonly report?: Report;
}

/**
 * Starts Vendure on loopback with a copy of the sample catalogue that the caller may change as it likes; the copy goes
 * with `stop()`. Installs Vendure first when it is not there.
 */
export async function startVendure({ port, changes, report = () => {} }: StartOptions = {}): Promise<StartedVendure> {
  await installVendure(report);
  const data = await mkdtemp(join(tmpdir(), 'etalage-vendure-'));
  const discard = () => rm(data, { recursive: true, force: true });
  try {
    await cp(pristine, data, { recursive: true });
    report('starting Vendure');
    const server = await launch({ folder, data, port, changes });
    return {
      ...server,
      admin: await logIn(server.adminApi),
      async stop() {
        await server.stop();
        await discard();
      },
    };
  } catch (cause) {
    await discard();
    throw cause;
  }
}

const help = `Vendure 3.7.3 with its sample catalogue (54 products), on loopback.

  node test/backends/vendure/start.ts [--port 3010]   install when needed, then run until Ctrl-C
  node test/backends/vendure/start.ts --install-only  install and fill it, then end

  ETALAGE_CHANGES_URL and ETALAGE_CHANGES_SECRET: where the changes plugin sends what happens (optional).
  Kept in .cache/backends/vendure (about 230 MB); each run works on a copy of the data in a temporary folder.
  Administrator: superadmin / superadmin.
`;

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '3010' },
      'install-only': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const began = performance.now();
  const report: Report = (line) => console.error(`[${((performance.now() - began) / 1000).toFixed(1)} s] ${line}`);
  if (values.help) {
    console.log(help);
  } else if (values['install-only']) {
    await installVendure(report);
    report(`Vendure is installed in ${folder}`);
  } else {
    const { ETALAGE_CHANGES_URL: url, ETALAGE_CHANGES_SECRET: secret } = process.env;
    if (url && !secret) throw new Error('ETALAGE_CHANGES_URL is set: ETALAGE_CHANGES_SECRET must be set too');
    const vendure = await startVendure({
      port: Number(values.port),
      ...(url && secret ? { changes: { url, secret } } : {}),
      report,
    });
    report('ready');
    console.log(`Shop API:  ${vendure.shopApi}\nAdmin API: ${vendure.adminApi}`);
    const stop = async () => {
      await vendure.stop();
      process.exit(0);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  }
}
