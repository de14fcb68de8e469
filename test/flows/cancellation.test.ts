import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, it } from 'vitest';
import type { RequestContext } from '../../src/context/context.ts';
import { collectLog, limits, startStandIn } from './http-stand-in.ts';

/** A schema whose backend answers when it is told to, and the signal and the fields that it was called with. */
function createSlowSchema() {
  const called = Promise.withResolvers<AbortSignal>();
  const answered = Promise.withResolvers<object>();
  const resolved: string[] = [];
  const schema = makeExecutableSchema<RequestContext>({
    typeDefs: 'type Query { product: Product }  type Product { title: String  related: [Product!] }',
    resolvers: {
      Query: {
        product: (_source, _args, { signal }) => {
          resolved.push('product');
          called.resolve(signal);
          return answered.promise;
        },
      },
      Product: {
        title: () => {
          resolved.push('title');
          return 'title';
        },
        related: () => {
          resolved.push('related');
          return [{}];
        },
      },
    },
  });
  return { schema, called: called.promise, answer: () => answered.resolve({}), resolved };
}

const body = JSON.stringify({ query: '{ product { title related { title } } }' });
const headers = { 'content-type': 'application/json' };

describe('flows: cancellation', () => {
  it('aborts the calls of a client that leaves, and resolves nothing more', async () => {
    const { schema, called, answer, resolved } = createSlowSchema();
    const { log, lines } = collectLog();
    const server = await startStandIn({ schema, log });
    const client = request(server.url, { method: 'POST', headers }).on('error', () => {});
    client.end(body);
    const signal = await called;
    expect(signal.aborted).toBe(false);

    client.destroy();
    if (!signal.aborted) await once(signal, 'abort');
    expect(signal.reason).toMatchObject({ code: 'CLIENT_LEFT' });

    // The backend answers all the same. Everything that would follow has happened once a macrotask has passed.
    answer();
    await sleep(20);
    expect(resolved).toEqual(['product']);
    await server.close();
    expect(lines().map(({ msg, status }) => [msg, status])).toEqual([['request', 499]]);
  });

  it('resolves everything for a client that stays', async () => {
    const { schema, called, answer, resolved } = createSlowSchema();
    const server = await startStandIn({ schema });
    const response = fetch(server.url, { method: 'POST', headers, body });
    const signal = await called;
    answer();
    expect(await (await response).json()).toEqual({
      data: { product: { title: 'title', related: [{ title: 'title' }] } },
    });
    await server.close();
    expect(resolved).toEqual(['product', 'title', 'related', 'title']);
    expect(signal.aborted).toBe(false);
  });

  it('aborts the calls of a request whose time is over', async () => {
    const { schema, called, answer, resolved } = createSlowSchema();
    const server = await startStandIn({ schema, limits: { ...limits, requestMs: 30 } });
    const response = await fetch(server.url, { method: 'POST', headers, body });
    expect(response.status).toBe(504);
    expect((await called).reason).toMatchObject({ code: 'REQUEST_TIMEOUT' });
    answer();
    await sleep(20);
    await server.close();
    expect(resolved).toEqual(['product']);
  });

  it('aborts the handler of a route whose client leaves', async () => {
    const called = Promise.withResolvers<AbortSignal>();
    const server = await startStandIn({
      routes: {
        '/media/': ({ signal }) => {
          called.resolve(signal);
          return once(signal, 'abort').then(() => new Response('late'));
        },
      },
    });
    const client = request(`${server.origin}/media/a`).on('error', () => {});
    client.end();
    const signal = await called.promise;
    client.destroy();
    if (!signal.aborted) await once(signal, 'abort');
    expect(signal.aborted).toBe(true);
    await server.close();
  });
});
