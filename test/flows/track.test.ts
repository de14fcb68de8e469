import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemo } from '../../demo/create.ts';
import type { Connector } from '../../src/contract/connector.ts';
import type { SlotRecord } from '../../src/contract/records.ts';
import { type Answer, type DemoServer, documentOf, startDemo } from '../support/demo.ts';

const site = 'nachtwit-nl';
const banner = (text: string) => ({ type: 'Banner', text, tone: null, link: null, endsAt: null }) as const;
const hero: SlotRecord = {
  key: 'hero',
  variants: [
    { key: 'beds', priority: 2, when: { segments: ['sleepers'] }, content: banner('Beds') },
    { key: 'all', priority: 1, content: banner('Everything') },
  ],
};

/** The only page there is, with the slot in it. */
const cms: Connector = {
  name: 'cms',
  content: {
    pagesByPaths: async (paths) =>
      paths.map((path) => ({ id: path, path, title: 'Home', seo: null, sections: [hero], version: null })),
    slots: async (keys) => keys.map(() => null),
  },
};

let demo: DemoServer;
const folder = mkdtempSync(join(tmpdir(), 'etalage-track-'));
beforeAll(async () => {
  const sites = JSON.parse(readFileSync(new URL('../../demo/sites.json', import.meta.url), 'utf8'));
  sites.group.segments = {
    sleepers: {
      title: 'Looks for a bed',
      because: { nl: 'Voor wie een bed zoekt', en: 'For who looks for a bed' },
      when: { 'profile.affinities.category.beds': { $gte: 0.2 } },
    },
  };
  sites.group.experiments = {};
  writeFileSync(join(folder, 'sites.json'), JSON.stringify(sites));
  const { connectors } = createDemo();
  demo = await startDemo({
    config: {
      sites: join(folder, 'sites.json'),
      connectors: [...connectors.filter(({ name }) => name !== 'cms'), cms],
      events: { waiting: 100 },
    },
  });
});
afterAll(async () => {
  await demo.close();
  rmSync(folder, { recursive: true });
});

/** Posts a storefront's document as a browser does that keeps its token. */
function createBrowser() {
  let token: string | null = null;
  const send = (query: string, variables: object, accept = 'application/json') =>
    fetch(`${demo.server.url}/${site}/graphql`, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', ...(token && { 'etalage-visitor': token }) },
      body: JSON.stringify({ query, variables }),
    });
  async function ask(query: string, variables: object = {}): Promise<Answer> {
    const response = await send(query, variables);
    token = response.headers.get('etalage-visitor') ?? token;
    return (await response.json()) as Answer;
  }
  return {
    send,
    ask,
    async consent(...purposes: readonly string[]) {
      const consents = ['ANALYTICS', 'PERSONALISATION'].map((purpose) => ({
        purpose,
        granted: purposes.includes(purpose),
      }));
      const { data } = await ask(documentOf('ConsentUpdate'), { consents });
      expect(data.consentUpdate.userErrors).toEqual([]);
    },
    async track(...events: readonly object[]) {
      return (await ask(documentOf('Track'), { events })).data.track;
    },
    async shown(): Promise<string> {
      return (await ask('{ page(path: "/") { sections { ... on Banner { text } } } }')).data.page.sections[0].text;
    },
    async visitor() {
      return (await ask(documentOf('Visitor'))).data.visitor;
    },
  };
}

let ids = 0;
function event(name: string, properties: object = {}, rest: object = {}) {
  ids += 1;
  return { id: `e-${ids}`, name, properties, ...rest };
}
const looked = () => event('PRODUCT_ADDED', { sku: 'NW-101-90', category: 'beds', price: '899.00' });

describe('flows: track', () => {
  it('changes the next page of who allows it, and says what it went by', async () => {
    const browser = createBrowser();
    await browser.consent('ANALYTICS', 'PERSONALISATION');
    expect(await browser.shown()).toBe('Everything');
    expect(await browser.track(looked())).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
    await demo.server.behaviour.settled();
    expect(await browser.shown()).toBe('Beds');
    expect(await browser.visitor()).toMatchObject({
      journeyStage: 'DESIRE',
      segments: [{ key: 'sleepers', because: 'Voor wie een bed zoekt' }],
      affinities: [
        { kind: 'product', key: 'NW-101-90', score: 0.25 },
        { kind: 'category', key: 'beds', score: 0.25 },
      ],
    });
  });

  it.each([
    ['without any consent', []],
    ['with consent to be counted only', ['ANALYTICS']],
  ])('changes nothing %s', async (_, purposes) => {
    const browser = createBrowser();
    await browser.consent(...purposes);
    expect(await browser.track(looked(), looked())).toMatchObject({ accepted: 2 });
    await demo.server.behaviour.settled();
    expect(await browser.shown()).toBe('Everything');
    expect(await browser.visitor()).toMatchObject({
      journeyStage: null,
      shopperType: null,
      segments: [],
      affinities: [],
    });
  });

  it('takes back what it showed when the consent is withdrawn', async () => {
    const browser = createBrowser();
    await browser.consent('ANALYTICS', 'PERSONALISATION');
    await browser.track(looked());
    await demo.server.behaviour.settled();
    expect(await browser.shown()).toBe('Beds');
    await browser.consent('ANALYTICS');
    expect(await browser.shown()).toBe('Everything');
    await browser.consent('ANALYTICS', 'PERSONALISATION');
    expect(await browser.shown()).toBe('Everything');
  });

  it('changes nothing for anybody else', async () => {
    const [one, other] = [createBrowser(), createBrowser()];
    for (const browser of [one, other]) await browser.consent('ANALYTICS', 'PERSONALISATION');
    await one.track(looked());
    await demo.server.behaviour.settled();
    expect(await other.shown()).toBe('Everything');
    expect(await createBrowser().shown()).toBe('Everything');
  });

  it('counts whoever it is, and knows who sends no token as nobody', async () => {
    const before = await total();
    expect(await createBrowser().track(event('PAGE_VIEWED'), event('PAGE_VIEWED'))).toMatchObject({ accepted: 2 });
    expect(await total()).toBe(before + 2);
  });

  it('takes an event once, and says for each what is wrong with it', async () => {
    const browser = createBrowser();
    await browser.consent('ANALYTICS', 'PERSONALISATION');
    const good = looked();
    expect(await browser.track(good)).toMatchObject({ accepted: 1, duplicates: 0 });
    const bad = event('ORDER_COMPLETED', { total: 10 });
    const personal = event('PRODUCTS_SEARCHED', { query: 'ada@example.com' });
    expect(await browser.track(good, bad, personal, looked())).toEqual({
      accepted: 1,
      duplicates: 1,
      rejected: [
        { id: bad.id, code: 'PROPERTIES_INVALID', message: 'properties.orderId: expected a text' },
        { id: personal.id, code: 'PERSONAL_DATA', message: expect.stringMatching(/^properties: (?!.*ada)/) },
      ],
    });
  });

  it('refuses hostile calls as a whole, without a trace of an internal error', async () => {
    const browser = createBrowser();
    const calls = [
      { events: Array.from({ length: 101 }, () => looked()) },
      { events: [event('PAGE_VIEWED', {}, { at: 'yesterday' })] },
      { events: [{ name: 'PAGE_VIEWED' }] },
      { events: 'all' },
    ];
    for (const variables of calls) {
      const { errors = [] } = await browser.ask(documentOf('Track'), variables);
      expect(errors).not.toEqual([]);
      for (const { extensions } of errors) expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    }
    const deep = JSON.parse(`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`);
    expect(await browser.track(event('PRODUCT_VIEWED', { sku: 'a', deep }))).toMatchObject({
      rejected: [{ code: 'PROPERTIES_TOO_LARGE' }],
    });
    const polluting = JSON.parse('{"sku":"a","__proto__":{"polluted":true}}');
    const { errors = [] } = await browser.ask(documentOf('Track'), { events: [event('PRODUCT_VIEWED', polluting)] });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_REQUEST']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('says under overload when to come back, and goes on afterwards', async () => {
    const browser = createBrowser();
    await browser.consent('ANALYTICS');
    const hundred = () => Array.from({ length: 100 }, () => event('PAGE_VIEWED'));
    const responses = await Promise.all(
      Array.from({ length: 8 }, () => browser.send(documentOf('Track'), { events: hundred() })),
    );
    const refused = responses.filter((response) => response.headers.get('retry-after') === '2');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(8);
    const [first] = refused;
    expect(await first?.json()).toMatchObject({
      errors: [{ extensions: { code: 'EVENTS_OVERLOADED', retryAfterSeconds: 2 } }],
    });
    expect(await browser.track(...hundred())).toMatchObject({ accepted: 100 });
  });

  it('changes an open live query of the visitor', async () => {
    const browser = createBrowser();
    await browser.consent('ANALYTICS', 'PERSONALISATION');
    const messages = await openLive(browser);
    expect(await messages.next()).toBe('Everything');
    await browser.track(looked());
    expect(await messages.next()).toBe('Beds');
    await browser.consent('ANALYTICS');
    expect(await messages.next()).toBe('Everything');
    await messages.close();
  });
});

async function total(): Promise<number> {
  const counts = await demo.server.behaviour.counts(site, '2000-01-01', '2999-01-01');
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** The banner of each message of a live query, as it comes. */
async function openLive(browser: ReturnType<typeof createBrowser>) {
  const response = await browser.send(
    'query @live { page(path: "/") { sections { ... on Banner { text } } } }',
    {},
    'text/event-stream',
  );
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('the stream has no body');
  let rest = '';
  const texts: string[] = [];
  return {
    async next(): Promise<string> {
      while (texts.length === 0) {
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream ended');
        rest += value;
        const events = rest.split('\n\n');
        rest = events.pop() ?? '';
        for (const one of events) {
          const data = /^data: (.*)$/m.exec(one)?.[1];
          if (data && /^event: next$/m.test(one)) texts.push(JSON.parse(data).data.page.sections[0].text);
        }
      }
      return texts.shift() as string;
    },
    close: () => reader.cancel(),
  };
}
