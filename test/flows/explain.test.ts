import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDemo } from '../../demo/create.ts';
import { completeConfig } from '../../src/config/load.ts';
import type { Explanation } from '../../src/context/explain.ts';
import { createVisitorTokens } from '../../src/visitor/token.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';

const site = 'nachtwit-nl';
const variables = { handle: 'matras-wadden' };
const secrets = ['s'.repeat(32)];
const visitorId = 'visitor-of-this-test__';
const visitor = {
  'etalage-visitor': createVisitorTokens({ secrets, audience: 'nachtwit' }).issue(Date.now(), visitorId),
};
const page =
  'query ($handle: String!) { product(handle: $handle) { title badges { code } variants { nodes { price { amount } } } } }';

describe('flows: explain', () => {
  let demo: DemoServer;
  beforeEach(async () => {
    demo = await startDemo({ today: new Date().toISOString().slice(0, 10), config: { visitorSecrets: secrets } });
  });
  afterEach(() => demo.close());

  async function explain(query: string, given: object = variables, headers = {}): Promise<Explanation> {
    const { extensions } = await demo.ask(site, query, { ...given }, { 'etalage-explain': '1', ...headers });
    return (extensions as { explain: Explanation }).explain;
  }

  const callsOf = ({ backends }: DemoServer) =>
    Object.values(backends).reduce((sum, { wire }) => sum + wire.calls.count(), 0);

  it('says nothing unless it is asked', async () => {
    expect(await demo.ask(site, page, variables)).not.toHaveProperty('extensions');
    expect(await demo.ask(site, page, variables, { 'etalage-explain': '0' })).not.toHaveProperty('extensions');
  });

  it('changes nothing of the answer, and keeps nothing of its own in the response cache', async () => {
    const plain = await demo.ask(site, page, variables);
    const { data } = await demo.ask(site, page, variables, { 'etalage-explain': '1' });
    expect(data).toEqual(plain.data);
    const other = { handle: 'dekbedovertrek-stilte' };
    expect([await explain(page, other), await explain(page, other)]).toMatchObject([
      { response: 'MISS' },
      { response: 'MISS' },
    ]);
    expect(await demo.ask(site, page, other)).not.toHaveProperty('extensions');
    expect(await explain(page, other)).toMatchObject({ response: 'HIT' });
  });

  it('tells each call to a backend, as the backends themselves count them', async () => {
    const { calls } = await explain(page);
    expect(calls).toHaveLength(callsOf(demo));
    const told = calls.map(({ connector, capability, method, keys }) => ({ connector, capability, method, keys }));
    for (const [connector, { wire }] of Object.entries({ ...demo.backends })) {
      const logged = wire.calls.latest.map((call) => ({ connector, ...call }));
      expect(told.filter((call) => call.connector === connector)).toEqual(logged);
    }
    for (const { startMs, ms, error } of calls) {
      expect(startMs).toBeGreaterThanOrEqual(0);
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(error).toBeNull();
    }
    expect((await explain(page)).calls).toEqual([]);
  });

  it('tells what each field read, from whom, by which key, and where that was', async () => {
    const { reads } = await explain(page);
    expect(reads.filter(({ path }) => path === 'product')).toMatchObject([
      { connector: 'pim', kind: 'productHandle', keys: ['matras-wadden'], from: 'LOADED' },
      { connector: 'shop', kind: 'productHandle', keys: ['matras-wadden'], from: 'LOADED' },
    ]);
    const prices = ({ kind }: { kind: string }) => kind === 'price';
    const [first, second] = reads.filter(prices);
    expect([first?.path, second?.path]).toEqual(['product.badges', 'product.variants.nodes[].price']);
    // Whichever field asks first has it loaded; the other finds it in the request's memory.
    expect([first?.from, second?.from].sort()).toEqual(['LOADED', 'MEMO']);
    expect(first?.keys.toSorted()).toEqual(second?.keys.toSorted());
    const again = await explain(page);
    expect(new Set(again.reads.map(({ from }) => from))).toEqual(new Set(['L1', 'MEMO']));
    expect(again.reads.every(({ ageMs }) => ageMs > 0)).toBe(true);
  });

  it('tells that a load was another request’s, while that is under way', async () => {
    const { faults } = demo.backends.pim.wire;
    Object.assign(faults, { mode: 'slow', delayMs: 200 });
    const query = 'query ($handle: String!) { product(handle: $handle) { handle } }';
    const others = demo.ask(site, query, variables);
    await vi.waitUntil(() => demo.backends.pim.wire.calls.count() > 0);
    const { response, reads, calls } = await explain(query);
    await others;
    expect(response).toBe('JOINED');
    expect(reads.find(({ connector }) => connector === 'pim')?.from).toBe('JOINED');
    expect(calls.filter(({ connector }) => connector === 'pim')).toEqual([]);
  });

  it('names the code of a call that failed, and what stands in its place', async () => {
    demo.backends.stock.wire.faults.mode = 'failing';
    const query = 'query ($handle: String!) { product(handle: $handle) { availability { status } } }';
    const { calls, reads } = await explain(query);
    expect(calls.find(({ connector }) => connector === 'stock')?.error).toBe('CONNECTOR_UNAVAILABLE');
    expect(reads.find(({ connector }) => connector === 'stock')?.error).toBe('CONNECTOR_UNAVAILABLE');
  });

  it('tells what the answer depends on, in order', async () => {
    const { tags, personal, private: own } = await explain(page);
    expect(tags).toEqual(tags.toSorted());
    expect(tags.some((tag) => tag.startsWith('product.nw-'))).toBe(true);
    expect(tags.some((tag) => tag.startsWith('price.NW-'))).toBe(true);
    expect({ personal, own }).toEqual({ personal: false, own: false });
    const { shape, since, until } = await explain('{ visitor { id } site { channel } }', {});
    expect(shape.toSorted()).toEqual(['channel', 'visitorId']);
    expect([since, until]).toEqual([null, null]);
  });

  it('tells what was asked to fill each slot, and when time alone will fill it otherwise', async () => {
    const { decisions, shape, since, until } = await explain('{ page(path: "/") { sections { key } } }', {});
    expect(decisions[0]).toMatchObject({ slot: 'hero', inputs: { channel: 'WEB', 'segment.loyal': false } });
    expect(decisions[0]?.variant).toBeTypeOf('string');
    expect(shape).toEqual(expect.arrayContaining(['channel', 'segment.loyal']));
    // The demo's offer of two weeks is on.
    expect(Date.parse(since ?? '')).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(until ?? '')).toBeGreaterThan(Date.now());
  });

  it('tells names of private inputs and never their values', async () => {
    const query = '{ visitor { recognition } site { channel } }';
    const { extensions } = await demo.ask(site, query, {}, { ...visitor, 'etalage-explain': '1' });
    expect(extensions).toMatchObject({ explain: { personal: true, private: true } });
    expect(JSON.stringify(extensions)).toContain('visitorId');
    expect(JSON.stringify(extensions)).not.toContain(visitorId);
  });

  it('is for who asked, and for nobody to keep', async () => {
    const search = new URLSearchParams({ query: '{ site { key } }' });
    const headers = { 'etalage-explain': '1' };
    const response = await fetch(`${demo.server.url}/${site}/graphql?${search}`, { headers });
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(await response.json()).toMatchObject({ extensions: { explain: { response: 'MISS' } } });
  });
});

describe('flows: explain, where it is off', () => {
  it('answers as if it had not been asked', async () => {
    const demo = await startDemo({ config: { explain: false } });
    expect(await demo.ask(site, page, variables, { 'etalage-explain': '1' })).not.toHaveProperty('extensions');
    await demo.close();
  });

  it('is so in production, unless the configuration says otherwise', () => {
    const sites = new URL('../../demo/sites.json', import.meta.url);
    const { connectors } = createDemo({});
    const isOn = (explain?: boolean) => completeConfig({ connectors, sites, explain }, 'etalage.config.ts').explain;
    expect(isOn()).toBe(true);
    vi.stubEnv('NODE_ENV', 'production');
    expect([isOn(), isOn(true), isOn(false)]).toEqual([false, true, false]);
    vi.unstubAllEnvs();
  });
});
