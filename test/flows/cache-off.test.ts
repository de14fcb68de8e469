import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProfiles } from '../../src/visitor/profiles.ts';
import { createVisitorTokens } from '../../src/visitor/token.ts';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const secrets = ['s'.repeat(32)];
const visitorId = 'v'.repeat(22);
const token = createVisitorTokens({ secrets, audience: 'nachtwit' }).issue(now, visitorId);
const profiles = createProfiles([{ visitorId, version: 1, priceGroup: 'trade', traits: { orders: 4 } }]);

let remembering: DemoServer;
let forgetting: DemoServer;

beforeAll(async () => {
  const server = { now: () => now };
  const origin = 'http://localhost:4000';
  const config = { visitorSecrets: secrets, profiles };
  remembering = await startDemo({ origin, server, config });
  forgetting = await startDemo({ origin, server, config: { ...config, cache: false } });
});
afterAll(() => Promise.all([remembering.close(), forgetting.close()]));

async function bytesOf(demo: DemoServer, site: string, body: string, headers: Record<string, string>) {
  const response = await fetch(`${demo.server.url}/${site}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return `${response.status} ${await response.text()}`;
}

/** What storefronts ask of a site: every document, for several products, categories, pages, words and channels. */
async function questionsOf(site: string) {
  const { data } = await forgetting.ask(site, '{ search(query: "", first: 6) { nodes { handle title } } }');
  const products: { handle: string; title: string }[] = data.search.nodes;
  const words = products.map(({ title }) => title.split(' ')[0] ?? '');
  const suggested = await forgetting.askFor(site, 'Suggest', { query: words[0] });
  const categories: { handle: string }[] = suggested.data.predictiveSearch.categories;
  const asked: [string, Record<string, unknown>][] = [
    ['Site', {}],
    ...products.flatMap(({ handle }): [string, Record<string, unknown>][] => [
      ['ProductPage', { handle }],
      ['Say', { handle }],
    ]),
    ...categories.flatMap(({ handle }): [string, Record<string, unknown>][] => [
      ['CategoryPage', { handle }],
      ['CategoryPage', { handle, first: 2, sort: 'PRICE_DESC' }],
    ]),
    ...['/', '/no-such-page'].map((path): [string, Record<string, unknown>] => ['Page', { path }]),
    ...words.map((query): [string, Record<string, unknown>] => ['Search', { query }]),
    ...words.map((query): [string, Record<string, unknown>] => ['Suggest', { query: query.slice(0, 3) }]),
    ['ProductPage', { handle: 'no-such-product' }],
    ['ProductPage', {}],
  ];
  const bodies = asked.map(([name, variables]) => JSON.stringify({ query: documentOf(name), variables }));
  const views: Record<string, string>[] = [{}, { 'etalage-channel': 'KIOSK' }, { 'etalage-visitor': token }];
  return bodies.flatMap((body) => views.map((headers) => ({ body, headers })));
}

describe('cache: off', () => {
  it.each(['nachtwit-nl', 'nachtwit-be-fr', 'zalf-nl', 'zalf-gb'])(
    'gives the same bytes on %s, for what is made, made again and remembered',
    async (site) => {
      const questions = await questionsOf(site);
      expect(questions.length).toBeGreaterThan(60);
      for (const { body, headers } of questions) {
        const fresh = await bytesOf(forgetting, site, body, headers);
        expect(await bytesOf(remembering, site, body, headers), body).toBe(fresh);
        expect(await bytesOf(remembering, site, body, headers), body).toBe(fresh);
      }
    },
  );

  it('asks the backends nothing for what is remembered', async () => {
    const questions = await questionsOf('zalf-nl');
    const backends = Object.values(remembering.backends);
    const calls = () => backends.reduce((sum, { wire }) => sum + wire.calls.count(), 0);
    for (const { body, headers } of questions) await bytesOf(remembering, 'zalf-nl', body, headers);
    const before = calls();
    for (const { body, headers } of questions) await bytesOf(remembering, 'zalf-nl', body, headers);
    expect(calls()).toBe(before);
  });
});
