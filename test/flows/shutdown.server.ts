/** The process that `shutdown.test.ts` stops: a server whose answers take a while, and that counts what it took on. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { anyDocument } from '../../src/config/documents.ts';
import { defineConnector } from '../../src/contract/connector.ts';
import { createServer } from '../../src/server.ts';
import { createProfiles } from '../../src/visitor/profiles.ts';
import { directory, limits } from './http-stand-in.ts';

function say(message: Record<string, unknown>): void {
  process.send?.(message);
}

const backend = defineConnector(() => ({
  name: 'backend',
  async close() {
    say({ closed: true });
  },
}));

const server = await createServer(
  {
    file: 'etalage.config.ts',
    connectors: [backend({})],
    sites: { file: 'sites.json', current: () => directory, reload: async () => directory },
    routes: {
      '/slow/': async () => {
        await sleep(100);
        return new Response('x'.repeat(200_000));
      },
    },
    policy: {},
    limits,
    cache: {},
    documents: anyDocument,
    explain: false,
    visitorSecrets: ['s'.repeat(32)],
    profiles: createProfiles(),
    visitors: {},
    admin: { enabled: false },
  },
  { log: pino({ level: 'silent' }), noticeMs: 300 },
);

let accepted = 0;
let finished = 0;
server.app.server.on('request', (_request, response) => {
  accepted += 1;
  response.once('finish', () => {
    finished += 1;
  });
});

await server.listen({ port: 0, host: '127.0.0.1' });
say({ url: server.url });

process.once('SIGTERM', async () => {
  say({ underWay: accepted - finished });
  await server.close();
  say({ accepted, finished });
  process.disconnect();
});
