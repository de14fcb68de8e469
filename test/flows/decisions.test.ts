import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWeatherTable } from '../../src/context/arrivals.ts';
import type { ConsentPurpose } from '../../src/contract/profile.ts';
import { createProfiles } from '../../src/visitor/profiles.ts';
import { createVisitorTokens } from '../../src/visitor/token.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';

const secret = 'a secret of at least thirty-two bytes';
const tokens = createVisitorTokens({ secrets: [secret], audience: 'nachtwit' });
const profiles = createProfiles();
const clock = { at: Date.parse('2026-11-20T12:00:00Z') };
const weather = createWeatherTable({ ttlMs: 3_600_000, now: () => clock.at });
const folder = mkdtempSync(join(tmpdir(), 'etalage-decisions-'));
const site = 'nachtwit-nl';
let demo: DemoServer;
let nth = 0;

const banner = (text: string) => ({ type: 'Banner', text, tone: null, link: null, endsAt: null });
const variant = (key: string, priority: number, when: object, content: object) => ({ key, priority, when, content });

/** A visitor with these traits, and the header that says so. */
function visitor(traits: Record<string, unknown>, consents: readonly ConsentPurpose[] = ['PERSONALISATION']) {
  nth += 1;
  const visitorId = `decided-${nth}`.padEnd(22, '_');
  profiles.put({ visitorId, version: 1, priceGroup: null, traits, consents });
  return { 'etalage-visitor': tokens.issue(clock.at, visitorId) };
}

beforeAll(async () => {
  const sites = JSON.parse(readFileSync(new URL('../../demo/sites.json', import.meta.url), 'utf8'));
  const because = { nl: 'Voor wie dit graag leest' };
  const segment = (when: object) => ({ title: 'Secret name', because, when });
  sites.group.segments = {
    loyal: segment({ 'profile.orders': { $gte: 3 } }),
    evening: segment({ 'context.hour': { $gte: 18 } }),
    wet: segment({ 'context.weather.condition': { $in: ['RAIN', 'SNOW'] } }),
    letter: segment({ 'context.campaign.source': 'letter' }),
    deciding: segment({ 'profile.journeyStage': 'DESIRE' }),
  };
  sites.group.caps = { welcome: { times: 2, hours: 24 } };
  sites.group.slots = {
    news: {
      page: '/',
      variants: [
        variant('loyal', 9, { segments: ['loyal'] }, banner('Good to see you again')),
        variant('evening', 8, { segments: ['evening'] }, banner('Good evening')),
        variant('wet', 7, { segments: ['wet'] }, banner('A good day to stay in bed')),
        variant('letter', 6, { segments: ['letter'] }, banner('You read our letter')),
        variant('all', 0, {}, banner('Welcome {{visitor.firstName|friend}}')),
      ],
    },
    question: {
      page: '/',
      variants: [
        variant(
          'ask',
          0,
          { segments: ['deciding'], cap: 'welcome' },
          {
            type: 'PopUp',
            heading: null,
            text: 'Can we help you choose?',
            link: null,
            afterSeconds: 20,
          },
        ),
      ],
    },
    greeting: {
      variants: [
        variant(
          'hello',
          0,
          {},
          {
            type: 'Story',
            heading: 'Hello {{visitor.firstName|you}}',
            html: '<p>Hello {{visitor.firstName|you}}</p>',
            image: null,
            productIds: [],
          },
        ),
      ],
    },
    'product-badges': {
      variants: [
        variant(
          'pick',
          0,
          { segments: ['loyal'] },
          {
            type: 'Badge',
            code: 'PICK',
            text: 'For you',
            productIds: [],
            categoryIds: [],
          },
        ),
      ],
    },
    'product-order': {
      variants: [
        variant('cheap', 1, { segments: ['loyal'] }, { type: 'ProductOrder', sort: 'PRICE_DESC', first: [], last: [] }),
        variant('usual', 0, {}, { type: 'ProductOrder', sort: 'PRICE_ASC', first: [], last: [] }),
      ],
    },
  };
  writeFileSync(join(folder, 'sites.json'), JSON.stringify(sites));
  demo = await startDemo({
    config: {
      sites: join(folder, 'sites.json'),
      visitorSecrets: [secret],
      profiles,
      arrivals: { weather: weather.find },
    },
    server: { now: () => clock.at },
  });
});
afterAll(async () => {
  await demo.close();
  rmSync(folder, { recursive: true });
});

const home = `{ page(path: "/") { sections {
  __typename key decision { variant because exposure }
  ... on Banner { text } ... on PopUp { popUp: text afterSeconds }
} } }`;

async function sections(headers: Record<string, string> = {}) {
  const { data } = await demo.ask(site, home, {}, headers);
  const all: { key: string; text?: string; popUp?: string; decision: { because: string } }[] = data.page.sections;
  return { news: all.find(({ key }) => key === 'news'), question: all.find(({ key }) => key === 'question'), all };
}
const news = async (headers?: Record<string, string>) => (await sections(headers)).news?.text;

describe('flows: decisions', () => {
  it('fill a page’s slots by who somebody is, where they are and how they came', async () => {
    weather.put({ country: 'NL', region: null }, { condition: 'RAIN', temperature: 7 });
    expect(await news(visitor({ orders: 4 }))).toBe('Good to see you again');
    expect(await news({ 'etalage-place': 'NL-NH' })).toBe('A good day to stay in bed');
    expect(await news({ 'etalage-place': 'BE' })).toBe('Welcome friend');
    expect(await news({ 'etalage-landing': 'https://nachtwit.example/nl/?utm_source=letter' })).toBe(
      'You read our letter',
    );
    // A reading that is too old is none.
    clock.at += 3_600_000;
    expect(await news({ 'etalage-place': 'NL-NH' })).toBe('Welcome friend');
    expect(await news()).toBe('Welcome friend');
  });

  it('change with the time of day on the site, by themselves', async () => {
    clock.at = Date.parse('2026-11-20T16:59:59Z');
    expect(await news()).toBe('Welcome friend');
    clock.at += 1_000;
    expect(await news()).toBe('Good evening');
    clock.at = Date.parse('2026-11-20T22:59:59Z');
    expect(await news()).toBe('Good evening');
    clock.at += 1_000;
    expect(await news()).toBe('Welcome friend');
    clock.at = Date.parse('2026-11-21T12:00:00Z');
  });

  it('say why by the rule, and no name that marketers gave anything', async () => {
    const { all, news: shown } = await sections(visitor({ orders: 4 }));
    expect(shown?.decision).toEqual({ variant: 'loyal', because: 'Voor wie dit graag leest', exposure: null });
    expect(JSON.stringify(all)).not.toContain('Secret name');
  });

  it('show what a cap is for so often and no more, whoever made the answer', async () => {
    const headers = visitor({ journeyStage: 'DESIRE' });
    const asked = async (who = headers) => (await sections(who)).question?.popUp ?? null;
    expect([await asked(), await asked(), await asked(), await asked()]).toEqual([
      'Can we help you choose?',
      'Can we help you choose?',
      null,
      null,
    ]);
    expect(await asked(visitor({ journeyStage: 'DESIRE' }))).toBe('Can we help you choose?');
    expect(await asked(visitor({ journeyStage: 'ACTION' }))).toBeNull();
    clock.at += 24 * 3_600_000;
    const later = { 'etalage-visitor': headers['etalage-visitor'] };
    expect(await asked(later)).toBe('Can we help you choose?');
  });

  it('put badges on products and products in order', async () => {
    const query = `{ category(handle: "matrassen") { products(first: 20) { nodes {
      badges { code } priceRange { minVariantPrice { amount } }
    } } } }`;
    const read = async (headers: Record<string, string> = {}) => {
      const { data } = await demo.ask(site, query, {}, headers);
      const nodes: { badges: { code: string }[]; priceRange: { minVariantPrice: { amount: string } } }[] =
        data.category.products.nodes;
      return {
        picked: nodes.filter(({ badges }) => badges.some(({ code }) => code === 'PICK')).length,
        prices: nodes.map(({ priceRange }) => Number(priceRange.minVariantPrice.amount)),
      };
    };
    const [usual, loyal] = [await read(), await read(visitor({ orders: 5 }))];
    expect(usual.prices.length).toBeGreaterThan(5);
    expect([usual.picked, loyal.picked]).toEqual([0, loyal.prices.length]);
    expect(usual.prices).toEqual(usual.prices.toSorted((a, b) => a - b));
    expect(loyal.prices).toEqual(loyal.prices.toSorted((a, b) => b - a));
  });

  it('greet by name below the visitor’s own root only, and whatever the name is, as text', async () => {
    const query = `query Mine { visitor { slot(key: "greeting") { ... on Story { heading html } } }
      page(path: "/") { sections { ... on Banner { text } } } }`;
    const named = visitor({ firstName: '<img src=x onerror=alert(1)>' });
    for (let time = 0; time < 2; time += 1) {
      const { data } = await demo.ask(site, query, {}, named);
      expect(data.visitor.slot.heading).toBe('Hello <img src=x onerror=alert(1)>');
      expect(data.visitor.slot.html).toBe('<p>Hello &#60;img src&#61;x onerror&#61;alert&#40;1&#41;&#62;</p>');
      expect(JSON.stringify(data.page)).toContain('Welcome friend');
      expect(JSON.stringify(data.page)).not.toContain('alert');
    }
    const { data } = await demo.ask(site, query);
    expect(data.visitor.slot).toEqual({ heading: 'Hello you', html: '<p>Hello you</p>' });
  });
});
