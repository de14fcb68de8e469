import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createReach } from '../../src/delivery/addresses.ts';
import { createSender, type Sender, type SenderOptions } from '../../src/delivery/send.ts';

const none = new AbortController().signal;

describe('unit: sending a webhook', () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function listen(listener: RequestListener) {
    const server = createServer(listener);
    let connections = 0;
    server.on('connection', () => {
      connections += 1;
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => {
      server.close();
      server.closeAllConnections();
    });
    const { port } = server.address() as AddressInfo;
    return { port, url: `http://127.0.0.1:${port}/`, connections: () => connections };
  }
  function sender(options: Partial<SenderOptions> & { reach?: readonly string[] } = {}): Sender {
    const mayReach = createReach(options.reach ?? ['127.0.0.1']);
    const made = createSender({ mayReach, plainHttp: true, deadlineMs: 200, ...options });
    closing.push(made.close);
    return made;
  }
  const post = (to: Sender, url: string) => to.send(url, { 'content-type': 'application/json' }, '{"ü":1}', none);

  it('posts the body whole, and uses a connection again', async () => {
    const bodies: string[] = [];
    const { url, connections } = await listen(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      bodies.push(`${request.method} ${request.headers['content-type']} ${body}`);
      response.writeHead(202).end('thanks');
    });
    const one = sender();
    for (let n = 0; n < 3; n += 1) expect(await post(one, url)).toEqual({ taken: true, status: 202 });
    expect(bodies).toEqual(Array.from({ length: 3 }, () => 'POST application/json {"ü":1}'));
    expect(connections()).toBe(1);
  });

  it('does not follow a redirect, whatever it promises', async () => {
    let reached = 0;
    const inner = await listen((_request, response) => {
      reached += 1;
      response.end();
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const { url } = await listen((_request, response) => response.writeHead(status, { location: inner.url }).end());
      expect(await post(sender(), url)).toMatchObject({
        taken: false,
        status,
        reason: expect.stringContaining('redirect'),
      });
    }
    expect(reached).toBe(0);
  });

  it('gives up silence, and headers that drip, when the time is over', async () => {
    const silent = await listen(() => undefined);
    expect(await post(sender(), silent.url)).toMatchObject({
      taken: false,
      status: null,
      reason: 'no answer within 200 ms',
    });
    const dripping = await listen((request) => {
      request.socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => request.socket.write('x-drip: 1\r\n'), 20);
      request.socket.on('error', () => undefined).on('close', () => clearInterval(timer));
    });
    expect(await post(sender(), dripping.url)).toMatchObject({ taken: false, reason: 'no answer within 200 ms' });
  });

  it('takes a status without waiting for its body, and no more of that than a little', async () => {
    let sent = 0;
    const closed = Promise.withResolvers<void>();
    const { url } = await listen((_request, response) => {
      response.on('close', closed.resolve);
      response.writeHead(200);
      const write = () => {
        if (response.destroyed) return;
        sent += 65_536;
        response.write(Buffer.alloc(65_536), () => setImmediate(write));
      };
      write();
    });
    expect(await post(sender(), url)).toEqual({ taken: true, status: 200 });
    await closed.promise;
    expect(sent).toBeLessThan(50_000_000);
  });

  it('says what a receiver asks for, and what became of a connection', async () => {
    const { url } = await listen((_request, response) => response.writeHead(429, { 'retry-after': '17' }).end());
    expect(await post(sender(), url)).toEqual({
      taken: false,
      status: 429,
      reason: 'answered 429',
      retryAfterMs: 17_000,
    });
    const cut = await listen((request) => request.socket.destroy());
    expect(await post(sender(), cut.url)).toMatchObject({ taken: false, status: null, reason: 'socket hang up' });
    const { port } = await listen(() => undefined);
    await closing.pop()?.();
    expect(await post(sender(), `http://127.0.0.1:${port}/`)).toMatchObject({
      taken: false,
      reason: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('sends again at once on a new connection when the kept one was closed meanwhile', async () => {
    let requests = 0;
    const { url, connections } = await listen((request, response) => {
      requests += 1;
      // The second request of a connection finds it closed.
      if (requests === 2) request.socket.resetAndDestroy();
      else response.end();
    });
    const one = sender();
    await post(one, url);
    expect(await post(one, url)).toEqual({ taken: true, status: 200 });
    expect(connections()).toBe(2);
  });

  it.each([
    'http://127.0.0.1:9/',
    'http://2130706433:9/',
    'http://0x7f.1:9/',
    'http://[::ffff:127.0.0.1]:9/',
    'http://[::1]:9/',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost:9/',
  ])('reaches nothing at %s, which is not public', async (url) => {
    expect(await post(sender({ reach: [] }), url)).toMatchObject({
      taken: false,
      reason: expect.stringContaining('is not on the public internet'),
    });
  });

  it('connects to the very address that was checked, and asks for it once', async () => {
    const { port, connections } = await listen((_request, response) => response.end());
    const answers = ['127.0.0.2', '127.0.0.1'];
    const asked: string[] = [];
    const rebinding = sender({
      reach: ['127.0.0.2'],
      resolve(host, _options, found) {
        asked.push(host);
        // One that may be reached when it is looked at, and another when it is asked again.
        found(null, [{ address: answers[Math.min(asked.length - 1, 1)] ?? '', family: 4 }]);
      },
    });
    // Nobody listens at the first one. What matters is that nothing went to the second.
    expect(await post(rebinding, `http://rebind.example:${port}/`)).toMatchObject({
      reason: expect.stringContaining('ECONNREFUSED'),
    });
    expect(asked).toEqual(['rebind.example']);
    expect(await post(rebinding, `http://rebind.example:${port}/`)).toMatchObject({
      reason: expect.stringContaining('rebind.example is not on the public internet'),
    });
    expect(connections()).toBe(0);
  });

  it('leaves out the private ones of several addresses', async () => {
    const { port, connections } = await listen((_request, response) => response.end());
    const mixed = sender({
      reach: ['127.0.0.1'],
      resolve: (_host, _options, found) =>
        found(null, [
          { address: '10.0.0.1', family: 4 },
          { address: '127.0.0.1', family: 4 },
        ]),
    });
    expect(await post(mixed, `http://mixed.example:${port}/`)).toEqual({ taken: true, status: 200 });
    expect(connections()).toBe(1);
  });

  it('asks for TLS unless it may do without', async () => {
    const { url } = await listen((_request, response) => response.end());
    expect(await post(sender({ plainHttp: false }), url)).toMatchObject({
      reason: expect.stringContaining('http is not allowed'),
    });
    expect(await post(sender(), url.replace('http:', 'https:'))).toMatchObject({ taken: false, status: null });
  });

  it('goes past a proxy that the environment names', async () => {
    const { url } = await listen((_request, response) => response.end());
    const before = { ...process.env };
    Object.assign(process.env, {
      HTTP_PROXY: 'http://127.0.0.1:9',
      http_proxy: 'http://127.0.0.1:9',
      NODE_USE_ENV_PROXY: '1',
    });
    try {
      expect(await post(sender(), url)).toEqual({ taken: true, status: 200 });
    } finally {
      process.env = before;
    }
  });
});
