import { describe, expect, it } from 'vitest';
import { collectLog, post, startStandIn } from './http-stand-in.ts';

const person = 'jan.jansen@example.com';

describe('flows: request log', () => {
  it('writes one line per request, with its route and what was asked', async () => {
    const { log, lines } = collectLog();
    const server = await startStandIn({ log });
    const { headers } = await post(server.url, { query: 'query Rail { degraded }' }, { 'etalage-channel': 'APP' });
    await fetch(`${server.origin}/livez`);
    await server.close();
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatchObject({
      request: headers.get('etalage-request-id'),
      method: 'POST',
      route: '/:site/graphql',
      site: 'nachtwit-nl',
      channel: 'APP',
      operation: 'Rail',
      status: 200,
      ms: expect.any(Number),
      degraded: ['pim'],
    });
  });

  it('never tells a personal value: of variables, documents, URLs, headers or errors', async () => {
    const { log, lines, text } = collectLog('info');
    const server = await startStandIn({
      log,
      routes: {
        '/media/': () => {
          throw new Error(`no credit for ${person}`);
        },
      },
    });
    const query = 'query Find($handle: String!) { product(handle: $handle) { title } }';
    const personal = { 'etalage-visitor': person, authorization: person, 'user-agent': person, cookie: `a=${person}` };
    await post(server.url, { query, variables: { handle: person } }, personal);
    await post(server.url, { query, variables: { handle: { email: person } } });
    await post(server.url, { query: `{ product(handle: "${person}") { title } fault(kind: "unexpected") }` });
    await post(server.url, { query: `{ product(handle: "${person} }` });
    await post(server.url, `{ "query": "${person}`);
    await post(server.url, { query: '{ channel }' }, { 'etalage-channel': person });
    await post(`${server.origin}/${person}/graphql`, { query });
    for (const path of ['/nachtwit-nl/graphql', `/${person}`, `/media/${person}`, `/%zz${person}`]) {
      await fetch(`${server.origin}${path}?query=${encodeURIComponent(query)}&email=${person}`);
    }
    await server.close();
    // The errors wrote lines of their own besides: without any line this test would prove nothing.
    expect(lines().filter(({ msg }) => msg === 'request').length).toBeGreaterThanOrEqual(10);
    expect(lines().some(({ msg }) => msg === 'an error was masked')).toBe(true);
    expect(text()).not.toMatch(/jansen|127\.0\.0\.1/);
  });
});
