/** A TCP proxy in front of a server, to cut one client off from it alone. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CutOff {
  readonly port: number;
  /** Ends all connections, and every new one at once. */
  cut(): void;
  /** Lets all connections stand and carries nothing any more: what a client sees of a network that is gone. */
  freeze(): void;
  /** Carries everything again. */
  mend(): void;
  close(): Promise<void>;
}

export async function startCutOff(target: { readonly host: string; readonly port: number }): Promise<CutOff> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'open' | 'cut' | 'frozen' = 'open';

  function end(pair: readonly [Socket, Socket]): void {
    pairs.delete(pair);
    for (const socket of pair) socket.destroy();
  }
  const server = createServer((client) => {
    client.on('error', () => undefined);
    if (state === 'cut') {
      client.destroy();
      return;
    }
    const pair = [client, connect(target)] as const;
    const [, upstream] = pair;
    pairs.add(pair);
    client.pipe(upstream).pipe(client);
    for (const socket of pair) socket.on('error', () => end(pair)).on('close', () => end(pair));
    if (state === 'frozen') hold(pair);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  function hold([client, upstream]: readonly [Socket, Socket]): void {
    client.unpipe(upstream).pause();
    upstream.unpipe(client).pause();
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut';
      for (const pair of pairs) end(pair);
    },
    freeze() {
      state = 'frozen';
      for (const pair of pairs) hold(pair);
    },
    mend() {
      // Where nothing was held, a second pipe would carry everything twice.
      if (state === 'frozen') for (const [client, upstream] of pairs) client.pipe(upstream).pipe(client);
      state = 'open';
    },
    async close() {
      for (const pair of pairs) end(pair);
      server.close();
      await once(server, 'close');
    },
  };
}
