import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import KeyvRedis from '@keyv/redis';
import Keyv from 'keyv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo } from '../support/demo.ts';
import { requirement } from '../support/requirement.ts';

const redis = requirement('redis');

async function freePort(): Promise<number> {
  const socket = createSocket().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as { port: number };
  socket.close();
  await once(socket, 'close');
  return port;
}

describe.skipIf(!redis.met)(`cache: shared through Redis${redis.reason}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-redis-'));
  let server: ChildProcess;
  let port: number;
  const variables = { handle: 'matras-wadden' };

  beforeAll(async () => {
    port = await freePort();
    server = spawn('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder]);
    for await (const line of server.stdout ?? []) if (String(line).includes('Ready to accept connections')) break;
  });
  afterAll(async () => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    rmSync(folder, { recursive: true });
  });

  function openStore() {
    const adapter = new KeyvRedis(`redis://127.0.0.1:${port}`);
    adapter.on('error', () => {});
    // By force: a client in want of its server would go on looking for it.
    return { store: new Keyv(adapter, { throwOnErrors: true }), close: () => adapter.disconnect(true) };
  }

  it('reads back what no longer fits in memory, and asks no backend', async () => {
    const { store, close } = openStore();
    // Room in memory for hardly anything: neither entities nor answers.
    const limits = { entityBytes: 10_000, responseBytes: 1_000 };
    const demo = await startDemo({ config: { cache: { limits, shared: { store, ttlMs: 60_000, timeoutMs: 5_000 } } } });
    const { pim, shop } = demo.backends;
    const first = await demo.askFor('nachtwit-nl', 'ProductPage', variables);
    for (const handle of ['dekbedovertrek-stilte', 'matras-duin']) {
      await demo.askFor('nachtwit-nl', 'ProductPage', { handle });
    }
    const before = pim.wire.calls.count() + shop.wire.calls.count();
    expect(await demo.askFor('nachtwit-nl', 'ProductPage', variables)).toEqual(first);
    expect(pim.wire.calls.count() + shop.wire.calls.count()).toBe(before);
    await demo.close();
    await close();
  });

  it('answers as before when the store stops', async () => {
    const { store, close } = openStore();
    store.on('error', () => {});
    const demo = await startDemo({ config: { cache: { shared: { store, ttlMs: 60_000 } } } });
    const first = await demo.askFor('nachtwit-nl', 'ProductPage', variables);
    server.kill('SIGTERM');
    await once(server, 'exit');
    expect(await demo.askFor('zalf-nl', 'Search', { query: 'creme' })).toMatchObject({ data: { search: {} } });
    expect(await demo.askFor('nachtwit-nl', 'ProductPage', variables)).toEqual(first);
    await demo.close();
    await close();
  });
});
