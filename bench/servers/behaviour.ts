/** The product with a store on the disk and a page that differs by what visitors did. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { defineConfig } from '../../src/config/define.ts';
import { completeConfig } from '../../src/config/load.ts';
import type { Connector } from '../../src/contract/connector.ts';
import type { SlotRecord } from '../../src/contract/records.ts';
import { createServer } from '../../src/server.ts';
import { behaviourDocuments } from '../fixture/behaviour.ts';
import { siteKey, sitesFile } from '../fixture/sites.ts';
import { visitorSecret } from '../fixture/visitors.ts';
import type { Started } from '../server.ts';

const banner = (text: string) => ({ type: 'Banner', text, tone: null, link: null, endsAt: null }) as const;
const hero: SlotRecord = {
  key: 'hero',
  variants: [
    { key: 'sleepers', priority: 2, when: { segments: ['sleepers'] }, content: banner('For who looks for a bed') },
    { key: 'all', priority: 1, content: banner('For everybody') },
  ],
};
const cms: Connector = {
  name: 'cms',
  content: {
    pagesByPaths: async (paths) =>
      paths.map((path) => ({ id: path, path, title: 'A page', seo: null, sections: [hero], version: null })),
    slots: async (keys) => keys.map(() => null),
  },
};

export async function start(): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'sites.json');
  const { brands } = sitesFile(1);
  const sleepers = {
    title: 'Looks for a bed',
    because: { en: 'For who looks for a bed' },
    when: { 'profile.affinities.category.beds': { $gte: 0.2 } },
  };
  const group = { name: 'Bench', sources: { content: ['cms'] }, segments: { sleepers } };
  writeFileSync(file, JSON.stringify({ group, brands }));
  const config = defineConfig({
    connectors: [cms],
    sites: file,
    store: join(folder, 'etalage.db'),
    visitorSecrets: [visitorSecret],
    documents: { manifest: behaviourDocuments },
  });
  const server = await createServer(completeConfig(config, file), { log: pino({ level: 'warn' }, process.stderr) });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    port: Number(new URL(server.url).port),
    handlers: {
      settled: () => server.behaviour.settled(),
      async counted() {
        const counts = await server.behaviour.counts(siteKey(0), '2000-01-01', '2999-01-01');
        return counts.reduce((sum, { count }) => sum + count, 0);
      },
    },
  };
}
