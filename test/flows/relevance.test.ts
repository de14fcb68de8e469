import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsentPurpose } from '../../src/contract/profile.ts';
import { createProfiles } from '../../src/visitor/profiles.ts';
import { createVisitorTokens } from '../../src/visitor/token.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';

const secret = 'a secret of at least thirty-two bytes';
const tokens = createVisitorTokens({ secrets: [secret], audience: 'nachtwit' });
const profiles = createProfiles();
const folder = mkdtempSync(join(tmpdir(), 'etalage-relevance-'));
const site = 'nachtwit-nl';
const clock = { at: Date.parse('2026-11-20T12:00:00Z') };
let cached: DemoServer;
let fresh: DemoServer;

const banner = (text: string) => ({ type: 'Banner', text, tone: null, link: null, endsAt: null });

beforeAll(async () => {
  const sites = JSON.parse(readFileSync(new URL('../../demo/sites.json', import.meta.url), 'utf8'));
  const segment = (when: object) => ({ title: 'Marketers call it so', because: { nl: 'Een regel' }, when });
  sites.group.segments = {
    'secret-loyal': segment({ 'profile.orders': { $gte: 3 } }),
    'secret-morning': segment({ 'context.hour': { $lt: 12 } }),
    'secret-south': segment({ 'context.country': { $in: ['BE', 'FR'] } }),
    'secret-app': segment({ 'context.channel': 'APP', $not: { $savedGroup: { id: 'secret-loyal' } } }),
  };
  sites.group.experiments = {
    'secret-test': {
      arms: [
        { key: 'secret-a', weight: 0.5 },
        { key: 'secret-b', weight: 0.5 },
      ],
    },
  };
  sites.group.holdout = 0.2;
  const variants = [
    { segments: ['secret-loyal'] },
    { segments: ['secret-app'] },
    { segments: ['secret-south'] },
    { segments: ['secret-morning'], experiment: { key: 'secret-test', arm: 'secret-a', control: true } },
    { priceGroups: ['trade'] },
    { experiment: { key: 'secret-test', arm: 'secret-b' } },
    {},
  ].map((when, nth) => ({ key: `v${nth}`, priority: 10 - nth, when, content: banner(`text ${nth}`) }));
  sites.group.slots = { choice: { page: '/', variants } };
  writeFileSync(join(folder, 'sites.json'), JSON.stringify(sites));
  const start = (cache: false | undefined) =>
    startDemo({
      config: {
        sites: join(folder, 'sites.json'),
        visitorSecrets: [secret],
        profiles,
        ...(cache === false && { cache }),
      },
      server: { now: () => clock.at },
    });
  cached = await start(undefined);
  fresh = await start(false);
});
afterAll(async () => {
  await cached.close();
  await fresh.close();
  rmSync(folder, { recursive: true });
});

const query = '{ page(path: "/") { sections { key decision { variant because exposure } ... on Banner { text } } } }';
const consents: readonly ConsentPurpose[] = ['PERSONALISATION'];

/** Every second visitor of each kind has a price group, orders, an app, a place. */
function visitorNo(nth: number): Record<string, string> {
  if (nth % 16 === 15) return {};
  const visitorId = `relevant-${nth}`.padEnd(22, '_');
  const priceGroup = nth % 2 ? 'trade' : null;
  if (!profiles.get(visitorId))
    profiles.put({ visitorId, version: 1, priceGroup, traits: { orders: nth % 3 ? 0 : 5 }, consents });
  return {
    'etalage-visitor': tokens.issue(clock.at, visitorId),
    ...(nth % 4 > 1 && { 'etalage-channel': 'APP' }),
    ...(nth % 5 === 0 && { 'etalage-place': 'BE-VOV' }),
  };
}

describe('flows: relevance', () => {
  it('is remembered as it would be made anew: for everybody, at every hour, at once after a change', async () => {
    const texts = new Set<string>();
    for (let hour = 0; hour < 4; hour += 1) {
      for (let nth = 0; nth < 48; nth += 1) {
        const headers = visitorNo(nth);
        const [one, other] = [await cached.ask(site, query, {}, headers), await fresh.ask(site, query, {}, headers)];
        expect(one).toEqual(other);
        texts.add(one.data.page.sections.find(({ key }: { key: string }) => key === 'choice').text);
      }
      const visitorId = `relevant-${hour + 1}`.padEnd(22, '_');
      profiles.put({ visitorId, version: 2 + hour, priceGroup: null, traits: { orders: 9 }, consents });
      clock.at += 5 * 3_600_000;
    }
    expect(texts.size).toBeGreaterThan(4);
    const counts = cached.server.app.answerCounts.read()[site];
    // What never hits proves nothing.
    expect(counts?.HIT).toBeGreaterThan(counts?.MISS ?? 0);
  });

  it('tells no storefront what marketers call their segments, experiments and arms', async () => {
    for (let nth = 0; nth < 20; nth += 1) {
      const { data } = await cached.ask(site, query, {}, visitorNo(nth));
      expect(JSON.stringify(data)).not.toMatch(/secret-|Marketers/);
    }
  });

  it('tells visitors their own segments below their own root', async () => {
    const { data } = await cached.ask(site, '{ visitor { segments { key title because } } }', {}, visitorNo(0));
    const keys = data.visitor.segments.map(({ key }: { key: string }) => key);
    expect(keys).toContain('secret-loyal');
    expect(keys).toContain('secret-south');
  });
});
