import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, operatorOf } from '../support/admin.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';

const site = 'nachtwit-nl';
const page = `{
  page(path: "/") { sections { key
    ... on Hero { heading decision { variant exposure } }
    ... on Banner { text decision { variant } }
  } }
  visitor { id recognition segments { key } }
}`;

describe('flows: previews', () => {
  let demo: DemoServer;
  let marketer: AdminClient;
  let hero: string;
  let now = Date.parse('2026-11-22T12:00:00Z');
  const exposed: unknown[] = [];

  beforeAll(async () => {
    const personas = { loyal: { title: 'Loyal', traits: { orders: 9 }, priceGroup: 'gold' } };
    const cache = { limits: {} };
    demo = await startDemo({
      config: { store: ':memory:', cache, admin: { personas, previewSecrets: ['p'.repeat(32)] } },
      server: { now: () => now, exposed: (...all) => exposed.push(all) },
    });
    marketer = await operatorOf(demo.server, 'MARKETER');
    await create('segmentCreate', 'key: "often"', 'SegmentInput!', {
      ...{ title: 'Often', because: { nl: 'Vaak' }, when: { 'profile.orders': { $gte: 3 } } },
    });
    await create('experimentCreate', 'key: "tone"', 'ExperimentInput!', {
      arms: [
        { key: 'control', weight: 0.5 },
        { key: 'warm', weight: 0.5 },
      ],
    });
    const { data } = await demo.ask(site, '{ page(path: "/") { sections { __typename key } } }');
    hero = data.page.sections.find((one: { __typename: string }) => one.__typename === 'Hero').key;
    await variant('often', 900, { segments: ['often'] });
    await variant('tomorrow', 1_000, { from: '2026-11-23T00:00:00Z', until: '2026-11-24T00:00:00Z' });
    await variant('warm', 800, { experiment: { key: 'tone', arm: 'warm' } });
    await variant('kiosk', 950, { channels: ['KIOSK'] });
  });
  afterAll(() => demo.close());

  async function create(mutation: string, names: string, type: string, definition: unknown): Promise<void> {
    const data = await marketer.data(
      `mutation ($definition: ${type}) {
        ${mutation}(site: "${site}", ${names}, definition: $definition) { userErrors { field message } } }`,
      { definition },
    );
    expect(data[mutation].userErrors).toEqual([]);
  }

  function variant(key: string, priority: number, when: unknown): Promise<void> {
    const content = { type: 'Hero', heading: `Voor ${key}`, body: null, image: null, link: null };
    const definition = { priority, when, content };
    return create('slotVariantCreate', `slot: "${hero}", key: "${key}"`, 'SlotVariantInput!', definition);
  }

  async function link(input: Record<string, unknown>): Promise<string> {
    const { previewLinkCreate } = await marketer.data(
      `mutation ($input: PreviewInput!) {
        previewLinkCreate(site: "${site}", input: $input) { token url expiresAt userErrors { field message } } }`,
      { input },
    );
    expect(previewLinkCreate.userErrors).toEqual([]);
    expect(previewLinkCreate.url).toBe(`/${site}/graphql?preview=${previewLinkCreate.token}`);
    return previewLinkCreate.token;
  }

  const post = (token: string, query = page, at = site, headers: Record<string, string> = {}) =>
    fetch(`${demo.server.url}/${at}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'etalage-preview': token, ...headers },
      body: JSON.stringify({ query }),
    });

  async function headingOf(response: Response): Promise<string> {
    const { data } = (await response.json()) as { data: { page: { sections: { key: string; heading?: string }[] } } };
    return data.page.sections.find(({ key }) => key === hero)?.heading ?? '';
  }
  const shown = async (input: Record<string, unknown>) => headingOf(await post(await link(input)));

  it('shows what nobody sees yet: tomorrow, another segment, another arm, another channel', async () => {
    const plain = await shown({});
    expect(plain).not.toMatch(/^Voor /);
    expect(await shown({ moment: '2026-11-23T08:00:00Z' })).toBe('Voor tomorrow');
    expect(await shown({ moment: '2026-11-24T00:00:00Z' })).toBe(plain);
    expect(await shown({ segments: ['often'] })).toBe('Voor often');
    expect(await shown({ segments: [] })).toBe(plain);
    expect(await shown({ persona: 'loyal' })).toBe('Voor often');
    expect(await shown({ persona: 'loyal', segments: [] })).toBe(plain);
    expect(await shown({ arms: [{ experiment: 'tone', arm: 'warm' }] })).toBe('Voor warm');
    expect(await shown({ channel: 'KIOSK' })).toBe('Voor kiosk');
    expect(await shown({ variants: [{ slot: hero, variant: 'tomorrow' }] })).toBe('Voor tomorrow');
  });

  it('leaves the cache that others share as it was, in entries and in bytes', async () => {
    const tokens = await Promise.all([{}, { segments: ['often'] }, { moment: '2026-11-23T08:00:00Z' }].map(link));
    const other = '{ page(path: "/") { sections { ... on Hero { heading } } } }';
    const before = await demo.ask(site, other);
    const held = async () =>
      (await operator.data('{ process { responses { bytes entries contents } answers { hits misses } } }')).process;
    const operator = await operatorOf(demo.server, 'VIEWER');
    const then = await held();
    expect(then.responses.entries).toBeGreaterThan(0);
    for (const token of [...tokens, ...tokens]) {
      const response = await post(token, other);
      expect(response.headers.get('cache-control')).toBe('private, no-store');
      expect(response.headers.get('etag')).toBeNull();
      expect(response.headers.get('cdn-cache-control')).toBeNull();
    }
    expect(await held()).toEqual(then);
    expect(await demo.ask(site, other)).toEqual(before);
  });

  it('counts nothing, and names no exposure', async () => {
    const before = exposed.length;
    const token = await link({ arms: [{ experiment: 'tone', arm: 'warm' }], persona: 'loyal' });
    expect(JSON.stringify(await (await post(token)).json())).not.toMatch(/"exposure":"/);
    expect(exposed.length).toBe(before);
  });

  it('reads nobody’s identity, whatever the request brings', async () => {
    const token = await link({ persona: 'loyal' });
    const response = await post(token, page, site, {
      'etalage-visitor': 'v2.somebody',
      authorization: 'Bearer some.jwt.token',
    });
    expect(((await response.json()) as { data: { visitor: unknown } }).data.visitor).toMatchObject({ id: 'anonymous' });
  });

  it('only shows: no mutation, no stream', async () => {
    const token = await link({});
    const write = await post(token, 'mutation { __typename }');
    expect([write.status, (await write.json()) as unknown]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'PREVIEW_READ_ONLY' } }] },
    ]);
    const stream = await post(token, 'subscription { productChanged(ids: []) { __typename } }', site, {
      accept: 'text/event-stream',
    });
    expect(stream.status).toBe(400);
  });

  it('is good for its site and its time, and for nothing if it was changed', async () => {
    const token = await link({ minutes: 5 });
    const code = async (response: Response) => [
      response.status,
      ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code,
    ];
    expect(await code(await post(token))).toEqual([200, undefined]);
    expect(await code(await post(token, page, 'zalf-nl'))).toEqual([401, 'PREVIEW_INVALID']);
    expect(await code(await post(`${token.slice(0, 20)}AA${token.slice(22)}`))).toEqual([401, 'PREVIEW_INVALID']);
    expect(await code(await post('nothing'))).toEqual([401, 'PREVIEW_INVALID']);
    now += 5 * 60_000;
    const over = await post(token);
    expect(over.headers.get('cache-control')).toContain('no-store');
    expect(await code(over)).toEqual([401, 'PREVIEW_EXPIRED']);
  });

  it('is taken from the URL, too, also for GET', async () => {
    const token = await link({ segments: ['often'] });
    const query = encodeURIComponent('{ page(path: "/") { sections { key ... on Hero { heading } } } }');
    const response = await fetch(`${demo.server.url}/${site}/graphql?preview=${token}&query=${query}`);
    expect(await headingOf(response)).toBe('Voor often');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  it('is not made of what is not there', async () => {
    const { previewLinkCreate } = await marketer.data(
      `mutation { previewLinkCreate(site: "${site}", input: { segments: ["oftn"] }) { token userErrors { code field message } } }`,
    );
    expect(previewLinkCreate).toEqual({
      token: null,
      userErrors: [{ code: 'INVALID', field: 'segments[0]', message: expect.stringContaining('did you mean often?') }],
    });
  });

  it('asks the content’s source for drafts', async () => {
    const { withDrafts } = await import('../../src/loaders/preview-calls.ts');
    const calls: unknown[] = [];
    const content = {
      async pagesByPaths(_: unknown, call: unknown) {
        calls.push(call);
        return [];
      },
      slots: async () => [],
    };
    const connector = withDrafts({ name: 'cms', content } as never);
    await connector.content?.pagesByPaths(['/'], { locale: 'nl-NL' } as never);
    expect(calls).toEqual([{ locale: 'nl-NL', preview: true }]);
  });
});
