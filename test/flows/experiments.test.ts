import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemo } from '../../demo/create.ts';
import { completeConfig, type LoadedConfig } from '../../src/config/load.ts';
import type { ConsentPurpose } from '../../src/contract/profile.ts';
import { mismatchBelow, sampleRatioMismatch } from '../../src/experience/results.ts';
import { createStandings, type Shown } from '../../src/experience/standing.ts';
import { createServer, type Server } from '../../src/server.ts';
import { createProfiles } from '../../src/visitor/profiles.ts';
import { createVisitorTokens } from '../../src/visitor/token.ts';

const secret = 'a secret of at least thirty-two bytes';
const tokens = createVisitorTokens({ secrets: [secret], audience: 'nachtwit' });
const profiles = createProfiles();
const folder = mkdtempSync(join(tmpdir(), 'etalage-experiments-'));
const file = join(folder, 'sites.json');
const site = 'nachtwit-nl';
const consents: readonly ConsentPurpose[] = ['PERSONALISATION'];

const banner = (text: string) => ({ type: 'Banner', text, tone: null, link: null, endsAt: null });
const arm = (experiment: string, key: string, control: boolean) => ({
  key,
  priority: 1,
  when: { experiment: { key: experiment, arm: key, control } },
  content: banner(key),
});
const shares = (calm: number) => [
  { key: 'calm', weight: calm },
  { key: 'bold', weight: 1 - calm },
];

/** The sites file with the top's weights. */
function write(calm: number): void {
  const sites = JSON.parse(readFileSync(new URL('../../demo/sites.json', import.meta.url), 'utf8'));
  sites.group.experiments = {
    top: { arms: shares(calm), layer: { key: 'home', from: 0, to: 0.5 } },
    below: { arms: shares(0.5), layer: { key: 'home', from: 0.5, to: 1 } },
  };
  sites.group.slots = {
    'test-top': { page: '/', variants: [arm('top', 'calm', true), arm('top', 'bold', false)] },
    'test-below': { page: '/', variants: [arm('below', 'calm', true), arm('below', 'bold', false)] },
  };
  writeFileSync(file, JSON.stringify(sites));
}

const query = '{ page(path: "/") { sections { key decision { exposure } ... on Banner { text } } } }';
let loaded: LoadedConfig;
let server: Server;
const shown: { visitorId: string | null; list: readonly Shown[] }[] = [];

beforeAll(async () => {
  write(0.5);
  const { connectors, routes } = createDemo();
  loaded = completeConfig({ connectors, routes, sites: file, visitorSecrets: [secret], profiles }, file);
  server = await createServer(loaded, {
    log: pino({ level: 'silent' }),
    noticeMs: 0,
    exposed: (visitorId, list) => shown.push({ visitorId, list }),
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const idOf = (nth: number) => `arm-${nth}`.padEnd(22, '_');

async function look(visitorId: string) {
  const response = await fetch(`${server.url}/${site}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'etalage-visitor': tokens.issue(Date.now(), visitorId) },
    body: JSON.stringify({ query }),
  });
  const { data } = await response.json();
  const sections: { key: string; text: string; decision: { exposure: string | null } }[] = data.page.sections;
  const of = (key: string) => sections.find((section) => section.key === key);
  return { top: of('test-top'), below: of('test-below') };
}

describe('flows: experiments', () => {
  it('of one layer have no visitor together, and all visitors between them', async () => {
    for (let nth = 0; nth < 60; nth += 1) {
      const { top, below } = await look(idOf(nth));
      const counted = [top, below].filter((section) => section?.decision.exposure);
      expect(counted).toHaveLength(1);
    }
  });

  it('count every visitor once, by answers that were made and remembered alike, in the shares of their weights', async () => {
    // What is told of every answer is enough: another one who listens counts the same.
    const standings = createStandings({ site: () => undefined, mayRemember: () => false, now: Date.now });
    for (const { visitorId, list } of shown) standings.record(visitorId, list);
    for (let nth = 0; nth < 60; nth += 1) await look(idOf(nth));
    for (const { visitorId, list } of shown) standings.record(visitorId, list);
    const [top, below] = ['top', 'below'].map((key) => standings.counts(site, key));
    const of = (counts: ReadonlyMap<string, number> | undefined) => [
      counts?.get('calm') ?? 0,
      counts?.get('bold') ?? 0,
    ];
    expect([...of(top), ...of(below)].reduce((sum, count) => sum + count)).toBe(60);
    expect(sampleRatioMismatch(of(top), [0.5, 0.5])).toBeGreaterThan(mismatchBelow);
  });

  it('leave who consented in the arm that they saw, when its weight changes', async () => {
    const visitors = Array.from({ length: 40 }, (_, nth) => idOf(1_000 + nth));
    for (const visitorId of visitors.slice(0, 20))
      profiles.put({ visitorId, version: 1, priceGroup: null, traits: {}, consents });
    const before = new Map<string, string | undefined>();
    for (const visitorId of visitors) {
      const { top } = await look(visitorId);
      if (top?.decision.exposure) before.set(visitorId, top.text);
    }
    write(0.01);
    await loaded.sites.reload();
    const moved: string[] = [];
    for (const [visitorId, text] of before) if ((await look(visitorId)).top?.text !== text) moved.push(visitorId);
    expect(before.size).toBeGreaterThan(10);
    // Nothing is kept of those who did not consent: a hundredth of all is in the first arm now, and they go by their hash.
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.filter((visitorId) => visitors.indexOf(visitorId) < 20)).toEqual([]);
  });
});
