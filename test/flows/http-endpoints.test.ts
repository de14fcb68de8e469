import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Playground, PlaygroundBootstrap } from '../../src/http/playground.ts';
import { post, type StandIn, startStandIn } from './http-stand-in.ts';

const pages: PlaygroundBootstrap[] = [];
const playground: Playground = {
  built: true,
  page(bootstrap) {
    pages.push(bootstrap);
    return { status: 200, headers: { 'content-type': 'text/html', 'content-security-policy': 'x' }, html: '<p>page' };
  },
  asset: async () => undefined,
};

let server: StandIn;
beforeAll(async () => {
  server = await startStandIn({
    playground,
    routes: {
      '/media/': (asked) => {
        const { pathname } = new URL(asked.url);
        if (pathname.endsWith('fault')) throw new Error('secret of the media');
        return new Response(`<svg>${pathname}</svg>`, {
          status: 203,
          headers: { 'content-type': 'image/svg+xml', connection: 'upgrade', etag: '"1"' },
        });
      },
    },
  });
});
afterAll(() => server.close());

/** A request as it is written, with a path that `fetch` would tidy up and a host that it would not send. */
function ask(path: string, headers: Record<string, string> = {}): Promise<{ status?: number; text: string }> {
  return new Promise((resolve, reject) => {
    request(server.origin, { path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode, text }));
    })
      .on('error', reject)
      .end();
  });
}

const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const search = `?query=${encodeURIComponent('{ siteKey channel }')}`;

describe('flows: endpoints', () => {
  it('answers the site of the path, and without one the site of the host', async () => {
    expect((await post(server.url, { query: '{ siteKey }' })).answer).toEqual({ data: { siteKey: 'nachtwit-nl' } });
    const byHost = await ask(`/graphql${search}`, { host: 'Zalf.example:4000' });
    expect(JSON.parse(byHost.text)).toEqual({ data: { siteKey: 'zalf-nl', channel: 'WEB' } });
  });

  it('takes the channel from its header, WEB without one', async () => {
    const { answer } = await post(server.url, { query: '{ channel }' }, { 'etalage-channel': 'VOICE' });
    expect(answer).toEqual({ data: { channel: 'VOICE' } });
    expect((await post(server.url, { query: '{ channel }' })).answer).toEqual({ data: { channel: 'WEB' } });
  });

  it('lists what is degraded in the extensions, and nothing where nothing is', async () => {
    const { answer } = await post(server.url, { query: '{ again: degraded }' });
    expect(answer).toEqual({
      data: { again: null },
      extensions: { degraded: [{ path: ['again'], connector: 'pim', served: 'MISSING', ageSeconds: null }] },
    });
    expect((await post(server.url, { query: '{ channel }' })).answer).not.toHaveProperty('extensions');
  });

  it('shows a browser the playground, and answers it when it asks', async () => {
    const page = await fetch(server.url, { headers: browser });
    expect([page.headers.get('content-type'), page.headers.get('content-security-policy'), await page.text()]).toEqual([
      'text/html',
      'x',
      '<p>page',
    ]);
    expect(pages.at(-1)).toMatchObject({ site: 'nachtwit-nl', endpoint: '/nachtwit-nl/graphql' });
    expect(pages.at(-1)?.sites.map(({ key }) => key)).toEqual(['nachtwit-nl', 'zalf-nl']);
    const asked = await fetch(server.url + search, { headers: browser });
    expect(await asked.json()).toEqual({ data: { siteKey: 'nachtwit-nl', channel: 'WEB' } });
  });

  it('tells whether it lives and is ready', async () => {
    for (const path of ['/livez', '/readyz']) expect((await fetch(server.origin + path)).status).toBe(200);
  });
});

describe('flows: other origins', () => {
  it('lets any origin ask with its headers, without credentials', async () => {
    const preflight = await fetch(server.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/content-type.*etalage-channel/);
    expect(Number(preflight.headers.get('access-control-max-age'))).toBeGreaterThan(3_600);
    for (const answer of [preflight, await fetch(server.url + search)]) {
      expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
    }
  });

  it('refuses a GET that another site makes a browser send blindly', async () => {
    const blindly = { 'sec-fetch-mode': 'no-cors', 'sec-fetch-site': 'cross-site' };
    const refused = await ask(`/nachtwit-nl/graphql${search}`, blindly);
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('CROSS_SITE_REQUEST')]);
    const openly = await ask(`/nachtwit-nl/graphql${search}`, { ...blindly, 'sec-fetch-mode': 'cors' });
    expect(openly.status).toBe(200);
  });

  it('sets headers that keep an answer what it is', async () => {
    const { headers } = await post(server.url, { query: '{ channel }' });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('flows: routes of the configuration', () => {
  it('hands over a web request and sends the web response', async () => {
    const response = await fetch(`${server.origin}/media/a%20b.svg?w=1`);
    expect([response.status, await response.text()]).toEqual([203, '<svg>/media/a%20b.svg</svg>']);
    expect([response.headers.get('etag'), response.headers.get('connection')]).toEqual(['"1"', 'keep-alive']);
    expect(response.headers.get('content-security-policy')).toMatch(/sandbox/);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it('answers HEAD without a body, and other methods not at all', async () => {
    const head = await fetch(`${server.origin}/media/a.svg`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([203, '']);
    expect((await fetch(`${server.origin}/media/a.svg`, { method: 'POST' })).status).toBe(404);
  });

  it('never leaves its prefix', async () => {
    for (const path of ['/media/../livez', '/media/%2e%2e/livez', '/media/..%5c..%5clivez', '/media/a%00.svg']) {
      const { status, text } = await ask(path);
      if (status !== 203) expect([path, status]).toEqual([path, 404]);
      else expect(text, path).toMatch(/^<svg>\/media\/(?!.*\.\.\/)/);
    }
  });

  it('survives a host that is none', async () => {
    expect((await ask('/media/a.svg', { host: 'a b/c' })).status).toBe(203);
  });

  it('masks what a handler throws', async () => {
    const response = await fetch(`${server.origin}/media/fault`);
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('secret')]);
  });
});
