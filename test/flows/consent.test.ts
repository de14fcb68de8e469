import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemo } from '../../demo/create.ts';
import type { Connector } from '../../src/contract/connector.ts';
import type { SlotRecord } from '../../src/contract/records.ts';
import { openStore } from '../../src/store/open.ts';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { readEvents } from '../support/stream-events.ts';
import { type Browser, createBrowser } from '../support/visitor-browser.ts';

const site = 'nachtwit-nl';
const banner = (text: string) => ({ type: 'Banner', text, tone: null, link: null, endsAt: null }) as const;
const slot: SlotRecord = {
  key: 'hero',
  variants: [
    { key: 'loyal', priority: 3, when: { segments: ['loyal'] }, content: banner('For the loyal') },
    { key: 'comparing', priority: 2, when: { segments: ['comparing'] }, content: banner('For who compares') },
    { key: 'all', priority: 1, content: banner('For all') },
  ],
};
const cms: Connector = {
  name: 'cms',
  content: {
    pagesByPaths: async (paths) =>
      paths.map((path) => ({ id: path, path, title: 'Home', seo: null, sections: [slot], version: null })),
    slots: async (keys) => keys.map(() => null),
  },
};

const folder = mkdtempSync(join(tmpdir(), 'etalage-consent-'));
const storeFile = join(folder, 'etalage.db');
let demo: DemoServer;
beforeAll(async () => {
  const sites = JSON.parse(readFileSync(new URL('../../demo/sites.json', import.meta.url), 'utf8'));
  const segment = (type: string) => ({
    title: type,
    because: { nl: `Omdat: ${type}` },
    when: { 'profile.shopperType': type },
  });
  sites.group.segments = { loyal: segment('LOYAL'), comparing: segment('COMPARING') };
  sites.group.slots = {};
  sites.brands.nachtwit.consents = {
    version: 'spring',
    benefits: { PERSONALISATION: { nl: 'U ziet eerst de bedden die bij u passen' } },
  };
  writeFileSync(join(folder, 'sites.json'), JSON.stringify(sites));
  const { connectors } = createDemo();
  demo = await startDemo({
    config: {
      sites: join(folder, 'sites.json'),
      connectors: [...connectors.filter(({ name }) => name !== 'cms'), cms],
      visitorSecrets: ['a secret of at least thirty-two bytes'],
      store: storeFile,
    },
  });
});
afterAll(async () => {
  await demo.close();
  rmSync(folder, { recursive: true });
});

const page = '{ page(path: "/") { sections { ... on Banner { text } } } }';
const textOf = async (browser: Browser) => (await browser.ask(page)).data.page.sections[0].text;
const decide = (browser: Browser, purpose: string, granted: boolean) =>
  browser.ask(documentOf('ConsentUpdate'), { consents: [{ purpose, granted }] });

/** A visitor of whom this was computed, whatever they have allowed. */
async function visitorOf(shopperType: string | null): Promise<Browser & { id: string }> {
  const browser = createBrowser(demo.server.url, site);
  await decide(browser, 'ANALYTICS', true);
  const { id } = (await browser.ask('{ visitor { id } }')).data.visitor;
  const implicit = { shopperType, journeyStage: 'DESIRE', affinities: { category: { beds: 1 } } };
  await demo.server.profiles.update(id, (state) => ({ ...state, implicit }));
  return Object.assign(browser, { id });
}

describe('flows: consent', () => {
  it('shows new, comparing and loyal visitors one page without consent, and three with it', async () => {
    const visitors = await Promise.all(['LOYAL', 'COMPARING', null].map(visitorOf));
    const anonymous = createBrowser(demo.server.url, site);
    for (const one of [...visitors, anonymous]) expect(await textOf(one)).toBe('For all');
    for (const one of visitors) {
      const { visitor } = (await one.ask(documentOf('Visitor'))).data;
      expect(visitor).toMatchObject({ journeyStage: null, shopperType: null, segments: [], affinities: [] });
    }
    const [loyal, comparing] = visitors as unknown as [Browser, Browser];
    await decide(loyal, 'PERSONALISATION', true);
    await decide(comparing, 'PERSONALISATION', true);
    expect(await textOf(loyal)).toBe('For the loyal');
    expect(await textOf(comparing)).toBe('For who compares');
    expect(await textOf(anonymous)).toBe('For all');
    const { visitor } = (await loyal.ask(documentOf('Visitor'))).data;
    expect(visitor).toMatchObject({
      journeyStage: 'DESIRE',
      shopperType: 'LOYAL',
      segments: [{ key: 'loyal', because: 'Omdat: LOYAL' }],
      affinities: [{ kind: 'category', key: 'beds', score: 1 }],
    });
    // Another site was not asked about.
    const elsewhere = createBrowser(demo.server.url, 'nachtwit-be-fr');
    elsewhere.token = loyal.token;
    expect(await textOf(elsewhere)).toBe('For all');
  });

  it('says what each consent is good for, and when it was given', async () => {
    const browser = createBrowser(demo.server.url, site);
    const before = (await browser.ask(documentOf('Visitor'))).data.visitor.consents;
    expect(before).toEqual([
      { purpose: 'ANALYTICS', granted: false, decidedAt: null, benefit: expect.stringContaining('tellen') },
      {
        purpose: 'PERSONALISATION',
        granted: false,
        decidedAt: null,
        benefit: 'U ziet eerst de bedden die bij u passen',
      },
      { purpose: 'MARKETING', granted: false, decidedAt: null, benefit: expect.stringContaining('schrijven') },
    ]);
    const { data } = await decide(browser, 'PERSONALISATION', true);
    expect(data.consentUpdate.visitor.consents).toContainEqual({ purpose: 'PERSONALISATION', granted: true });
    const after = (await browser.ask(documentOf('Visitor'))).data.visitor.consents;
    expect(after[1]).toMatchObject({ granted: true, decidedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  it('takes back at once what was allowed, in the answer, in the next one, and in what is remembered', async () => {
    const loyal = await visitorOf('LOYAL');
    await decide(loyal, 'PERSONALISATION', true);
    for (let time = 0; time < 3; time += 1) expect(await textOf(loyal)).toBe('For the loyal');
    const { data } = await loyal.ask(
      'mutation { consentUpdate(consents: [{ purpose: PERSONALISATION, granted: false }]) { visitor { segments { key } shopperType } } }',
    );
    expect(data.consentUpdate.visitor).toEqual({ segments: [], shopperType: null });
    expect(await textOf(loyal)).toBe('For all');
    // Nor is it kept for a change of mind.
    expect((await demo.server.profiles.state(loyal.id))?.implicit).not.toHaveProperty('shopperType');
    // An older token of theirs says no more.
    expect(await textOf(loyal)).toBe('For all');
  });

  it('takes it back in open streams: the next message is everybody’s', async () => {
    const loyal = await visitorOf('LOYAL');
    await decide(loyal, 'PERSONALISATION', true);
    const live = `query @live ${page}`;
    const stream = await readEvents(
      `${demo.server.url}/${site}/graphql`,
      { query: live },
      { 'etalage-visitor': loyal.token as string },
    );
    const next = async () => JSON.parse((await stream.event())?.data ?? 'null').data.page.sections[0].text;
    expect(await next()).toBe('For the loyal');
    await decide(loyal, 'PERSONALISATION', false);
    expect(await next()).toBe('For all');
    stream.leave();
  });

  it('writes down who decided what, when, where, how, and of which words', async () => {
    const browser = createBrowser(demo.server.url, site, { 'etalage-channel': 'APP' });
    await decide(browser, 'PERSONALISATION', true);
    await decide(browser, 'PERSONALISATION', false);
    const { id } = (await browser.ask('{ visitor { id } }')).data.visitor;
    const store = await openStore(storeFile, { readOnly: true });
    const rows = await store.db.selectFrom('consent_record').selectAll().where('visitor_id', '=', id).execute();
    await store.close();
    expect(rows).toMatchObject(
      [1, 0].map((granted) => ({
        site,
        purpose: 'PERSONALISATION',
        granted,
        text_version: 'spring',
        text: 'U ziet eerst de bedden die bij u passen',
        language: 'nl',
        how: 'APP',
        at: expect.any(Number),
      })),
    );
  });

  it('waits with marketing until the address is proven, and takes each purpose once', async () => {
    const browser = createBrowser(demo.server.url, site);
    const { data } = await decide(browser, 'MARKETING', true);
    expect(data.consentUpdate.visitor.consents).toContainEqual({ purpose: 'MARKETING', granted: false });
    const email = 'mailing@mail.example';
    await browser.ask(documentOf('Identify'), { input: { email } });
    const code = () =>
      demo.server.outbox
        .list()
        .findLast(({ to }) => to === email)
        ?.text.match(/\d{8}/)?.[0];
    await expect.poll(code).toBeTypeOf('string');
    await browser.ask(documentOf('IdentifyConfirm'), { code: code() });
    const { consents } = (await browser.ask(documentOf('Visitor'))).data.visitor;
    expect(consents[2]).toMatchObject({ purpose: 'MARKETING', granted: true });
    const twice = [
      { purpose: 'MARKETING', granted: true },
      { purpose: 'MARKETING', granted: false },
    ];
    const answer = await browser.ask(documentOf('ConsentUpdate'), { consents: twice });
    expect(answer.data.consentUpdate.userErrors).toMatchObject([{ code: 'PURPOSE_TWICE' }]);
  });
});
