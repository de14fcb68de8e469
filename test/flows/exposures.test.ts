import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemo } from '../../demo/create.ts';
import type { Connector } from '../../src/contract/connector.ts';
import type { SlotRecord } from '../../src/contract/records.ts';
import { createProfiles } from '../../src/visitor/profiles.ts';
import { createVisitorTokens } from '../../src/visitor/token.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';

const secret = 'a secret of at least thirty-two bytes';
const tokens = createVisitorTokens({ secrets: [secret], audience: 'nachtwit' });
const profiles = createProfiles();

const banner = (text: string) => ({ type: 'Banner', text, tone: null, link: null, endsAt: null }) as const;
const slot: SlotRecord = {
  key: 'hero',
  variants: [
    { key: 'back', priority: 3, when: { segments: ['returning'] }, content: banner('Welcome back') },
    { key: 'new', priority: 2, when: { experiment: { key: 'june', arm: 'new' } }, content: banner('New') },
    {
      key: 'old',
      priority: 1,
      when: { experiment: { key: 'june', arm: 'old', control: true } },
      content: banner('Old'),
    },
  ],
};

/** The only page there is, with the slot in it. */
const cms: Connector = {
  name: 'cms',
  content: {
    pagesByPaths: async (paths) =>
      paths.map((path) => ({ id: path, path, title: 'Home', seo: null, sections: [slot], version: null })),
    slots: async (keys) => keys.map(() => null),
  },
};

const exposures: { visitorId: string | null; arm: string }[] = [];
const folder = mkdtempSync(join(tmpdir(), 'etalage-exposures-'));
let demo: DemoServer;
beforeAll(async () => {
  const sites = JSON.parse(readFileSync(new URL('../../demo/sites.json', import.meta.url), 'utf8'));
  sites.group.segments = { returning: { title: 'Came back', because: {}, when: { 'profile.orders': { $gte: 2 } } } };
  sites.group.experiments = {
    june: {
      arms: [
        { key: 'old', weight: 0.5 },
        { key: 'new', weight: 0.5 },
      ],
    },
  };
  writeFileSync(join(folder, 'sites.json'), JSON.stringify(sites));
  const { connectors } = createDemo();
  demo = await startDemo({
    config: {
      sites: join(folder, 'sites.json'),
      connectors: [...connectors.filter(({ name }) => name !== 'cms'), cms],
      visitorSecrets: [secret],
      profiles,
    },
    server: {
      exposed: (visitorId, list) => exposures.push(...list.map(({ arm = '' }) => ({ visitorId, arm }))),
    },
  });
});
afterAll(async () => {
  await demo.close();
  rmSync(folder, { recursive: true });
});

const query = '{ page(path: "/") { sections { ... on Banner { text decision { exposure } } } } }';

/** What a visitor is shown, and what was counted of it. */
async function show(visitorId?: string) {
  const before = exposures.length;
  const headers: Record<string, string> = visitorId ? { 'etalage-visitor': tokens.issue(Date.now(), visitorId) } : {};
  const { data } = await demo.ask('nachtwit-nl', query, {}, headers);
  const [section] = data.page.sections;
  return { text: section.text, exposure: section.decision.exposure, counted: exposures.slice(before) };
}

const counts = () => demo.server.app.answerCounts.read()['nachtwit-nl'];
const idOf = (nth: number) => `visitor${nth}`.padEnd(22, '0');

describe('flows: exposures', () => {
  it('counts a visitor for an answer that is remembered as for one that was made', async () => {
    const seen = new Set<string>();
    for (let nth = 0; nth < 20; nth += 1) {
      const visitorId = idOf(nth);
      const first = await show(visitorId);
      const arm = first.text === 'New' ? 'new' : 'old';
      seen.add(arm);
      for (const shown of [first, await show(visitorId), await show(visitorId)]) {
        expect(shown).toEqual({ ...first, counted: [{ visitorId, arm }] });
        expect(shown.exposure).toBeTypeOf('string');
      }
    }
    // Twenty visitors in two arms: two answers were made, the others are hits, and most in front of routing.
    expect(seen).toEqual(new Set(['old', 'new']));
    expect(counts()).toEqual({ HIT: 58, STALE: 0, JOINED: 0, MISS: 2 });
  });

  it('counts nobody who is anonymous, and shows them the control', async () => {
    for (let time = 0; time < 3; time += 1) {
      expect(await show()).toEqual({ text: 'Old', exposure: null, counted: [] });
    }
  });

  it('shows what a changed profile calls for at once, and counts no experiment for it', async () => {
    const visitorId = idOf(3);
    expect((await show(visitorId)).counted).toHaveLength(1);
    profiles.put({ visitorId, version: 1, priceGroup: null, traits: { orders: 2 } });
    for (let time = 0; time < 2; time += 1) {
      expect(await show(visitorId)).toEqual({ text: 'Welcome back', exposure: null, counted: [] });
    }
    profiles.put({ visitorId, version: 2, priceGroup: null, traits: { orders: 0 } });
    expect((await show(visitorId)).counted).toHaveLength(1);
  });
});
