import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, operatorOf, postAdmin } from '../support/admin.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';

const site = 'nachtwit-nl';
const because = { nl: 'Voor wie terugkomt' };

describe('flows: the operator’s API', () => {
  let demo: DemoServer;
  let owner: AdminClient;
  let marketer: AdminClient;
  beforeAll(async () => {
    demo = await startDemo({ config: { store: ':memory:' } });
    owner = await operatorOf(demo.server, 'OWNER');
    marketer = await operatorOf(demo.server, 'MARKETER');
  });
  afterAll(() => demo.close());

  it('tells who asks', async () => {
    expect(await marketer.data('{ operator { id name role sites areas } }')).toEqual({
      operator: { id: expect.stringMatching(/^key:/), name: 'MARKETER', role: 'MARKETER', sites: null, areas: null },
    });
  });

  it('shows how the system is configured and how it does', async () => {
    await demo.ask(site, '{ page(path: "/") { title } }');
    const { sites, connectors, process, changeStats } = await owner.data(`{
      sites { key hash configuration { path from value } problems { message } }
      connectors { name capabilities calls failures failing lastCallAt lastError breaker tells reconciles }
      process { responses { bytes entries contents } streams { subscribers groups } answers { site hits misses } }
      changeStats { head kinds { source kind count } }
      changes(first: 5) { position kind key }
      asideDeliveries { id } reconcileReports { connector report } webhooks { id } deadLetters { id }
      keys { id name lastUsedAt } auditLog { id action }
    }`);
    expect(sites.map(({ key }: { key: string }) => key)).toEqual(demo.sites);
    expect(sites[0].configuration).toContainEqual({ path: 'currency', from: expect.any(String), value: 'EUR' });
    expect(connectors.find(({ name }: { name: string }) => name === 'shop')).toMatchObject({
      failing: 0,
      lastError: null,
    });
    expect(process.responses.entries).toBeGreaterThan(0);
    expect(changeStats.head).toEqual(expect.any(Number));
  });

  it('lets an edited segment take effect on the next request', async () => {
    const create = `mutation ($key: ID!, $definition: SegmentInput!) {
      segmentCreate(site: "${site}", key: $key, definition: $definition) {
        cursor userErrors { code field message } segment { key version title when }
      }
    }`;
    const { segmentCreate } = await marketer.data(create, {
      key: 'everybody',
      definition: { title: 'Everybody', because, when: { 'profile.recognition': 'ANONYMOUS' } },
    });
    expect(segmentCreate).toMatchObject({ userErrors: [], segment: { key: 'everybody', version: 1 } });
    const variant = {
      priority: 1_000,
      when: { segments: ['everybody'] },
      content: { type: 'Banner', text: 'Vandaag voor iedereen', tone: null, link: null, endsAt: null },
    };
    const page = '{ page(path: "/") { sections { ... on Banner { text decision { variant } } } } }';
    const texts = async () => JSON.stringify((await demo.ask(site, page)).data);
    expect(await texts()).not.toContain('Vandaag voor iedereen');
    const slot = await bannerSlot();
    const { slotVariantCreate } = await marketer.data(
      `mutation ($slot: ID!, $definition: SlotVariantInput!) {
        slotVariantCreate(site: "${site}", slot: $slot, key: "today", definition: $definition) {
          userErrors { code field message } slotVariant { slot key version }
        }
      }`,
      { slot, definition: variant },
    );
    expect(slotVariantCreate).toMatchObject({ userErrors: [], slotVariant: { key: 'today', version: 1 } });
    expect(await texts()).toContain('Vandaag voor iedereen');
  });

  /** A slot of the landing page, by what the CMS has. */
  async function bannerSlot(): Promise<string> {
    const { data } = await demo.ask(site, '{ page(path: "/") { sections { key } } }');
    return data.page.sections[0].key;
  }

  it('refuses what is not right, with the place and what was expected', async () => {
    const { segmentCreate } = await marketer.data(
      `mutation { segmentCreate(site: "${site}", key: "wrong", definition: {
        title: "Wrong", because: {}, when: { profil: { orders: { gt: 1 } } } }) { userErrors { code field message } cursor } }`,
    );
    expect(segmentCreate).toMatchObject({
      cursor: null,
      userErrors: [
        { code: 'INVALID', field: expect.stringMatching(/^when/), message: expect.stringContaining('expected') },
      ],
    });
  });

  it('is for nobody without a key', async () => {
    const response = await postAdmin(demo.server.url, { query: '{ __schema { types { name } } }' });
    expect(response.status).toBe(401);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
